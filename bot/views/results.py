"""The last results of surveys, in bands, and what was done about them."""

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from bot.content.catalogue import Words
from bot.content.text import OPTION, escape
from bot.domain.results import Latest, Result
from bot.views import digest, parts
from bot.views.parts import Block, Message, View

OPEN = "results.open"
TELL = "results.tell"
SHOWN = 16
"""Blocks of comments, and of what was done, of one round: two rounds then fit into one form."""


def on_home(words: Words, latest: Latest, timezone: str) -> list[Block]:
    """That there are some, and the way to them."""
    state = "done" if latest.was_done else "to_tell" if latest.to_tell else "latest"
    title = latest.template.of(words.language).title
    when = words.day(latest.released_at.astimezone(ZoneInfo(timezone)).date())
    return [
        parts.section(words(f"results.home.{state}", title=title, when=when)),
        parts.actions("results", parts.button(words.plain("results.home.button"), OPEN, "home")),
    ]


def page(words: Words, found: Sequence[Result], timezone: str) -> View:
    """What each round showed, the latest first."""
    blocks = [parts.section(words("results.page.intro" if found else "results.page.none"))]
    for number, one in enumerate(found):
        blocks += [parts.divider(), *_result(words, one, number, timezone)]
    return parts.modal(words, "results", words.plain("results.page.title"), blocks)


def notice(words: Words, team: str, title: str) -> Message:
    """That there is something to read, without what it says: that can still be put right."""
    heading = words.plain("results.notice.title")
    told = words("results.notice.text", team=team, title=title)
    button = parts.button(words.plain("results.home.button"), OPEN, "notice")
    blocks = [parts.header(heading), parts.section(told), parts.actions("results", button)]
    return Message(f"{heading}\n{told}", blocks)


def value(round_id: str, team: str) -> str:
    """What a button or a form about one team's word on one round holds."""
    return f"{round_id} {team}"


def about(held: str) -> tuple[str, str]:
    """The round's id and the team's key."""
    round_id, team = held.split(" ", 1)
    return round_id, team


def _result(words: Words, one: Result, number: int, timezone: str) -> Iterator[Block]:
    day = words.day(one.released_at.astimezone(ZoneInfo(timezone)).date())
    yield parts.context(words("results.page.asked", teams=words.listed(one.teams), day=day))
    yield from parts.paragraphs(digest.in_bands(words, one.released))
    if one.in_full:
        for concern in digest.what_helps(words, one.released):
            yield from parts.paragraphs(concern)
        comments = digest.comments(words, one.released)
        yield from _at_most(comments, words("results.page.more_comments"))
    if one.done:
        yield parts.section(words("results.page.done"))
        yield from _at_most(_done(one), words("results.page.more_done"))
    if one.mine:
        yield parts.actions(f"tell-{number}", _tell(words, one))


def _done(one: Result) -> Iterator[str]:
    """Each in its team's name, unless there was but one team to ask."""
    for team, text in one.done:
        said = parts.quote(text)
        yield f"*{escape(team)}*\n{said}" if len(one.teams) > 1 else said


def _at_most(told: Iterator[str] | list[str], more: str) -> list[Block]:
    blocks = [block for text in told for block in parts.paragraphs(text)]
    return blocks if len(blocks) <= SHOWN else [*blocks[: SHOWN - 1], parts.context(more)]


def _tell(words: Words, one: Result) -> Block:
    """A button, or where somebody leads several of the teams a menu of them."""
    label = words.plain("results.page.tell")
    if len(one.mine) == 1:
        return parts.button(label, TELL, value(one.round, one.mine[0][0]))
    options = [parts.option(name, value(one.round, key)) for key, name in one.mine]
    placeholder = parts.plain(words.plain("results.page.tell_in"), OPTION)
    return {
        "type": "static_select",
        "action_id": TELL,
        "placeholder": placeholder,
        "options": options[: parts.OPTIONS],
    }
