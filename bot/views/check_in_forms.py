"""Forms about a check-in: points to add, another time, what was agreed; what they send back."""

from collections.abc import Sequence
from datetime import date, datetime, time

from bot.content.catalogue import Words
from bot.content.text import escape
from bot.domain.check_in import Agenda, Meeting
from bot.views import agenda_form, inputs, parts
from bot.views.check_in_messages import line, when, who
from bot.views.parts import Block, Message, View

ADD = "check_in.add"
PUT = "check_in.put"
AGREE = "check_in.agree"
AGREED = "check_in.agreed"
POINTS, DAY, TIME, WHAT = "points", "day", "time", "what"
LONGEST = 3000
"""Characters of one box (Slack)."""


def points(words: Words, its: Meeting, shared: Agenda | None, added: Sequence[str]) -> View:
    """What the person shared, what was added so far, and room for more."""
    told = words(
        "supervision.points.intro",
        line=line(words, its.line),
        person=who(its),
        when=when(words, its),
    )
    agenda = agenda_form.whole(words, shared) if shared else [_unshared(words)]
    blocks = [
        parts.section(told),
        *agenda,
        *listed_points(words, added, "supervision.points.already"),
        inputs.text(POINTS, words.plain("supervision.points.points"), None, LONGEST),
    ]
    return parts.modal(
        words,
        ADD,
        words.plain("supervision.points.title"),
        blocks,
        submit=words.plain("supervision.points.submit"),
        private_metadata=its.value,
    )


def listed_points(words: Words, added: Sequence[str], heading: str) -> list[Block]:
    """The points that a supervisor added; nothing where there are none."""
    if not added:
        return []
    told = "\n".join(f"• {escape(one)}" for one in added)
    return [parts.header(words.plain(heading)), *parts.paragraphs(told)]


def added(words: Words) -> View:
    """What takes the form's place."""
    return _said(words, words.plain("supervision.points.title"), words("supervision.points.added"))


def too_many_points(words: Words) -> dict[str, str]:
    """What to do where there are more than fit."""
    return {POINTS: words.plain("supervision.points.too_much")}


def nothing_written(words: Words, block: str) -> dict[str, str]:
    """What to do with an empty box."""
    return {block: words.plain("supervision.points.empty")}


def lines(view: View, block: str) -> tuple[int, tuple[str, ...]]:
    """The check-in's number, and what was written in a box, line by line."""
    written = parts.state(view)[block] or ""
    found = tuple(text for row in written.splitlines() if (text := row.strip()))
    return int(view["private_metadata"]), found


def went(words: Words, its: Meeting, how: str) -> Message:
    """What stands in the question's place: `held`, `not_needed`, or `said` for what was known."""
    text = words(f"supervision.went.{how}")
    agree = parts.button(words.plain("supervision.went.agree"), AGREE, its.value)
    row = [parts.actions("went", agree)] if how == "held" else []
    return Message(text, [parts.section(text), *row])


def agree(words: Words, its: Meeting) -> View:
    """One box for what was agreed."""
    blocks = [
        parts.section(words("supervision.went.agreed_intro")),
        inputs.text(
            WHAT, words.plain("supervision.went.agreed_what"), None, LONGEST, optional=False
        ),
    ]
    return parts.modal(
        words,
        AGREED,
        words.plain("supervision.went.agreed_title"),
        blocks,
        submit=words.plain("supervision.went.agreed_submit"),
        private_metadata=its.value,
    )


def agreed(words: Words) -> View:
    """What takes its place."""
    title = words.plain("supervision.went.agreed_title")
    return _said(words, title, words("supervision.went.agreed_kept"))


def move(words: Words, its: Meeting) -> View:
    """A day and a time, with those it has now filled in."""
    called = line(words, its.line)
    key = "intro" if its.other else "intro_open"
    told = words(f"supervision.move.{key}", line=called, other=who(its), when=when(words, its))
    local = its.local
    blocks = [
        parts.section(told),
        inputs.day(DAY, words.plain("supervision.move.day"), local.date(), optional=False),
        inputs.clock(TIME, words.plain("supervision.move.time"), f"{local:%H:%M}"),
    ]
    return parts.modal(
        words,
        PUT,
        words.plain("supervision.move.title"),
        blocks,
        submit=words.plain("supervision.move.submit"),
        close=words.plain("supervision.move.close"),
        private_metadata=its.value,
    )


def parse_move(view: View) -> tuple[int, datetime]:
    """The check-in's number, and the local day and time that were chosen, without a zone."""
    found = parts.state(view)
    at = datetime.combine(date.fromisoformat(found[DAY]), time.fromisoformat(found[TIME]))
    return int(view["private_metadata"]), at


def wrong_time(words: Words, why: str, days: int) -> dict[str, str]:
    """One sentence that says what to do, at the day: `past`, `far`, `taken` or `over`."""
    return {DAY: words.plain(f"supervision.move.{why}", days=days)}


def put(words: Words, its: Meeting) -> View:
    """What takes its place."""
    key = "done" if its.other else "done_open"
    told = words(f"supervision.move.{key}", when=when(words, its), other=who(its))
    return _said(words, words.plain("supervision.move.title"), told)


def _unshared(words: Words) -> Block:
    return parts.section(words("supervision.points.unshared"))


def _said(words: Words, title: str, text: str) -> View:
    return parts.modal(words, "check_in.said", title, [parts.section(text)])
