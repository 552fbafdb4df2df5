"""Asking for somebody sooner than the next check-in: the form, the question, and the answers."""

from bot.content.catalogue import Words
from bot.content.text import mention
from bot.domain.sooner import Asking
from bot.views import parts
from bot.views.danger import danger
from bot.views.parts import Message, View

OPEN = "sooner.open"
ASK = "sooner.ask"
YES = "sooner.yes"
NO = "sooner.no"


def form(words: Words, danger_route: str | None) -> View:
    """What happens when one asks, and where to turn when it is about danger."""
    blocks = [
        parts.section(words("supervision.sooner.intro")),
        parts.section(danger(words, danger_route)),
    ]
    return parts.modal(
        words,
        ASK,
        words.plain("supervision.sooner.title"),
        blocks,
        submit=words.plain("supervision.sooner.submit"),
        close=words.plain("supervision.sooner.close"),
    )


def asked(words: Words, *, somebody: bool) -> View:
    """What takes its place."""
    told = words("supervision.sooner.asked") if somebody else words("supervision.sooner.nobody")
    title = words.plain("supervision.sooner.title")
    return parts.modal(words, "sooner.asked", title, [parts.section(told)])


def question(words: Words, person: str, about: str) -> Message:
    """To whoever is asked; a no costs one press."""
    text = words("supervision.sooner.ask", person=mention(person))
    value = f"{person} {about}"
    yes = parts.button(words.plain("supervision.sooner.yes"), YES, value, "primary")
    no = parts.button(words.plain("supervision.sooner.no"), NO, value)
    return Message(text, [parts.section(text), parts.actions("sooner", yes, no)])


def parse(value: str) -> Asking:
    """Who asked, and which asking it was."""
    person, _, about = value.partition(" ")
    return Asking(person, about)


def answered(words: Words, answer: str, person: str) -> Message:
    """What stands in the question's place: after `yes`, `no`, or `over`."""
    text = words(f"supervision.sooner.answered_{answer}", person=mention(person))
    return Message(text, [parts.section(text)])


def reply(words: Words, person: str | None) -> Message:
    """To the one who asked; without a person, that nobody could be reached."""
    if person is None:
        text = words("supervision.sooner.reply_nobody")
    else:
        text = words("supervision.sooner.reply_yes", person=mention(person))
    return Message(text, [parts.section(text)])
