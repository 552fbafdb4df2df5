"""Saying something by name to somebody who supervises or coordinates."""

from collections.abc import Iterable, Sequence

from bot.content.catalogue import Words
from bot.content.text import mention
from bot.domain.team import Member
from bot.views import inputs, parts
from bot.views.parts import Block, Message, View

OPEN = "talk.open"
SEND = "talk.send"
WHO, WHAT = "who", "what"
LONGEST = 2900
"""Characters that may be written: with what stands around it that is one section of Slack's."""


def offer(words: Words, where: str) -> Block:
    """The button."""
    return parts.button(words.plain("contact.talk.button"), OPEN, where)


def in_survey(words: Words) -> list[Block]:
    """The button at the end of a survey's form, and how it differs from the survey."""
    row = parts.actions("talk", offer(words, "survey"))
    return [parts.divider(), parts.context(words("contact.talk.survey")), row]


def form(words: Words, others: Sequence[Member]) -> View:
    """Whom, and what. With nobody to choose it says so, and can only be closed."""
    title = words.plain("contact.talk.title")
    if not others:
        told = parts.section(words("contact.talk.nobody"))
        return parts.modal(words, "talk.nobody", title, [told])
    choices = [(each.id, each.name) for each in others]
    who = inputs.one_of(WHO, words.plain("contact.talk.who"), choices, None, optional=False)
    what = inputs.text(WHAT, words.plain("contact.talk.what"), None, LONGEST, optional=False)
    return parts.modal(
        words,
        SEND,
        title,
        [parts.section(words("contact.talk.intro")), who, what],
        submit=words.plain("contact.talk.submit"),
        close=words.plain("contact.talk.close"),
    )


def parse(view: View) -> tuple[str, str]:
    """Whom, and what."""
    found = parts.state(view)
    return found[WHO], found[WHAT]


def wrong(words: Words, why: str) -> dict[str, str]:
    """One sentence that says what to do: `stranger`, `not_posted`, `maybe` or `both`."""
    where = WHO if why == "stranger" else WHAT
    return {where: words.plain(f"contact.talk.{why}")}


def message(words: Words, person: str, said: str) -> Message:
    """To the one who was chosen."""
    text = words("contact.talk.message", person=mention(person))
    quoted = parts.quote(said)
    small = parts.context(words("contact.talk.small_print", person=mention(person)))
    blocks = [parts.section(text), *parts.paragraphs(quoted), small]
    return Message(f"{text}\n{quoted}", blocks)


def sent(words: Words, person: str, before: Iterable[str] = ()) -> View:
    """What takes the form's place; `before` is who had it for a while as it was sent first."""
    told = [parts.section(words("contact.talk.sent", person=mention(person)))]
    if them := [mention(each) for each in dict.fromkeys(before)]:
        told.append(parts.section(words("contact.talk.before", them=words.listed(them))))
    return parts.modal(words, "talk.sent", words.plain("contact.talk.title"), told)
