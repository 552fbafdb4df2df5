"""The survey's invitation and form, what the form sends back, and what is said afterwards."""

from datetime import datetime

from bot.content.catalogue import Words
from bot.content.text import city
from bot.domain.survey import COMMENT, Answer, Item, Round, Template
from bot.views import parts, talk
from bot.views.parts import Block, Message, View

ANSWER = "survey.answer"
OPEN = "survey.open"
ITEM = "item."
WRITTEN = "comment"


def invitation(words: Words, team: str, found: Round, timezone: str) -> Message:
    """The same words for everyone, so that an invitation tells nothing about its reader."""
    until = closes(words, found.closes_at, timezone)
    template = found.template.of(words.language)
    told = words("survey.invitation.text", team=team, title=template.title, closes=until)
    button = parts.button(words.plain("survey.invitation.button"), OPEN, found.id, "primary")
    title = words.plain("survey.invitation.title")
    blocks = [parts.header(title), parts.section(told), parts.actions("survey", button)]
    return Message(f"{title}\n{told}", blocks)


def form(
    words: Words, team: str, found: Round, timezone: str, danger_route: str | None = None
) -> View:
    """The questions, all optional and none filled in. The form knows the round's id and no more.

    `danger_route` is the organisation's own sentence on whom to turn to, if it has one.
    """
    template = found.template.of(words.language)
    until = closes(words, found.closes_at, timezone)
    blocks = [parts.section(words("survey.form.intro", team=team, closes=until))]
    blocks += [_question(item, template) for item in template.items]
    blocks += _comment(words, template)
    blocks += [parts.section(words(f"survey.form.{key}")) for key in ("privacy", "limits")]
    blocks += [parts.section(danger(words, danger_route)), *talk.in_survey(words)]
    return parts.modal(
        words,
        ANSWER,
        template.title,
        blocks,
        private_metadata=found.id,
        submit=words.plain("survey.form.submit"),
        close=words.plain("survey.form.close"),
    )


def danger(words: Words, route: str | None) -> str:
    """Where to turn when someone may be in danger: the organisation's own way, or the usual one."""
    return words("survey.form.danger", route=route or words.plain("privacy.danger.default"))


def parse(view: View) -> tuple[str, Answer]:
    """The round's id and the answer; a question that was left out is not in it."""
    found = parts.state(view)
    levels = {
        block.removeprefix(ITEM): int(level)
        for block, level in found.items()
        if block.startswith(ITEM) and level is not None
    }
    return view["private_metadata"], Answer(levels, (found.get(WRITTEN) or "").strip())


def faults(words: Words, given: Answer) -> dict[str, str]:
    """What to put right before it can be kept, by the block where it stands."""
    if len(given.comment) <= COMMENT:
        return {}
    return {WRITTEN: words.plain("survey.form.too_long", limit=COMMENT)}


def kept(words: Words, closes_at: datetime, timezone: str) -> View:
    """What takes the form's place once the answer is sealed. The invitation is never touched."""
    told = words("survey.kept.text", closes=closes(words, closes_at, timezone))
    return parts.modal(words, ANSWER, words.plain("survey.kept.title"), [parts.section(told)])


def refused(words: Words, reason: str) -> View:
    """Why there is no form, or why nothing was kept: `closed` or `not_invited`."""
    told = [parts.section(words(f"survey.refused.{reason}"))]
    return parts.modal(words, ANSWER, words.plain("survey.refused.title"), told)


def closes(words: Words, closes_at: datetime, timezone: str) -> str:
    """The closing time as a phrase, with the place whose clock it is by."""
    day = words.day_and_time(closes_at, timezone)
    return words.plain("survey.closes", day=day, place=city(timezone))


def _question(item: Item, template: Template) -> Block:
    points = [parts.option(label, str(level)) for level, label in enumerate(template.scale)]
    return parts.choice(ITEM + item.key, item.statement, points)


def _comment(words: Words, template: Template) -> list[Block]:
    if template.comment is None:
        return []
    hint = words.plain("survey.form.comment_hint")
    return [parts.writing(WRITTEN, template.comment, COMMENT, hint=hint)]
