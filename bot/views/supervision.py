"""Supervision on Home, and its page: what comes up on either side, and what can be done."""

from bot.content.catalogue import Words
from bot.domain.check_in import Meeting, Meetings, Mine, Shared
from bot.views import sooner, talk
from bot.views.check_in_forms import listed_points
from bot.views.check_in_messages import BUILD, MOVE, SEE, line, when, who
from bot.views.parts import Block, View, actions, button, context, divider, header, modal, section

OPEN = "supervision.open"
ON_HOME = 3
"""Lines of either side on Home."""

ON_PAGE = 12
"""Check-ins of either side on the page: with their buttons and points they fit into its blocks."""


def on_home(words: Words, found: Meetings) -> list[Block]:
    """The next ones, first of all whom the reader is there for; and the way to everything else."""
    lines = [in_a_line(words, one.meeting) for one in found.theirs[:ON_HOME]]
    lines += [in_a_line(words, one.shared.meeting) for one in found.mine[:ON_HOME]]
    return [
        divider(),
        header(words.plain("supervision.home.heading")),
        section("\n".join(lines) or words("supervision.home.nothing")),
        actions(
            "supervision",
            button(words.plain("supervision.home.open"), OPEN, "home"),
            button(words.plain("supervision.home.sooner"), sooner.OPEN, "home"),
            talk.offer(words, "home"),
        ),
    ]


def page(words: Words, found: Meetings) -> View:
    """All of it."""
    blocks: list[Block] = []
    if not found.mine and not found.theirs:
        blocks.append(section(words("supervision.page.nothing")))
    if found.mine:
        blocks.append(header(words.plain("supervision.page.mine")))
        for mine in found.mine[:ON_PAGE]:
            blocks += _mine(words, mine)
        blocks += _more(words, len(found.mine))
    if found.theirs:
        blocks.append(header(words.plain("supervision.page.theirs")))
        for theirs in found.theirs[:ON_PAGE]:
            blocks += _theirs(words, theirs)
        blocks += _more(words, len(found.theirs))
    ask = button(words.plain("supervision.home.sooner"), sooner.OPEN, "page")
    blocks += [divider(), actions("sooner", ask, talk.offer(words, "page"))]
    return modal(words, "supervision.page", words.plain("supervision.page.title"), blocks)


def _mine(words: Words, one: Mine) -> list[Block]:
    """The next one with what was added to it; an agenda itself is behind its button."""
    its = one.shared.meeting
    state = "shared" if one.shared.agenda else "kept" if one.has_draft else "none"
    told = f"{_title(words, its)}\n{words(f'supervision.page.{state}')}"
    return [
        section(told),
        *listed_points(words, one.shared.points, "supervision.kept.points")[:2],
        _row(words, its, button(words.plain("supervision.page.agenda"), BUILD, its.value)),
    ]


def _theirs(words: Words, one: Shared) -> list[Block]:
    state = "their_shared" if one.agenda else "their_none"
    told = f"{_title(words, one.meeting)}\n{words(f'supervision.page.{state}')}"
    see = button(words.plain("supervision.page.see"), SEE, one.meeting.value)
    return [section(told), _row(words, one.meeting, see)]


def _row(words: Words, its: Meeting, first: Block) -> Block:
    move = button(words.plain("supervision.page.move"), MOVE, its.value)
    return actions(f"check_in-{its.number}", first, move)


def _title(words: Words, its: Meeting) -> str:
    if its.other is None:
        return words(
            "supervision.page.open_next", line=line(words, its.line), when=when(words, its)
        )
    return words(
        "supervision.page.next",
        line=line(words, its.line),
        when=when(words, its),
        other=who(its),
    )


def in_a_line(words: Words, its: Meeting) -> str:
    """One check-in in one line."""
    return words(
        "supervision.home.next" if its.other else "supervision.home.open_next",
        line=line(words, its.line),
        when=when(words, its),
        other=who(its),
    )


def _more(words: Words, count: int) -> list[Block]:
    if count <= ON_PAGE:
        return []
    return [context(words("supervision.page.more", count=count - ON_PAGE))]
