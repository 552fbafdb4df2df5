"""The weekly digest as a message. Its text and its blocks are made from the same parts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.content.catalogue import Words
from bot.content.text import SECTION, escape, shorten
from bot.domain.digest import Released, TeamWeek, strongest
from bot.domain.release import MIN_INVITED, Band
from bot.domain.survey import Item
from bot.views import parts
from bot.views.parts import Block, Message

BLOCKS = 50
"""Blocks in a message (Slack)."""
TEXT = 40_000
"""Characters of a message's text, beyond which Slack cuts it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading in plain text, and paragraphs of mark-up under it."""

    heading: str
    paragraphs: list[str]


def digest(words: Words, weeks: list[TeamWeek]) -> Message:
    """One message about all of a supervisor's teams."""
    title = words.plain("digest.title")
    if all(week.is_quiet for week in weeks):
        return _message([Part(title, [words("digest.quiet")])])
    return _message([Part(title, []), *(Part(w.team, _of_team(words, w)) for w in weeks)])


def welcome(words: Words) -> Message:
    """In place of a supervisor's first digest where there is nothing to tell yet."""
    return _message([Part(words.plain("digest.title"), [words("digest.welcome")])])


def _message(told: list[Part]) -> Message:
    text = "\n\n".join(piece for part in told for piece in _lines(part))
    blocks = [block for part in told for block in _blocks(part)]
    if len(blocks) > BLOCKS:
        blocks = parts.paragraphs(text)[:BLOCKS]
    return Message(shorten(text, TEXT), blocks)


def _lines(part: Part) -> list[str]:
    return [f"*{escape(part.heading)}*", *part.paragraphs]


def _blocks(part: Part) -> Iterator[Block]:
    yield parts.header(part.heading)
    for paragraph in part.paragraphs:
        yield from parts.paragraphs(paragraph)


def _of_team(words: Words, week: TeamWeek) -> list[str]:
    if week.is_quiet:
        return [words("digest.quiet_team")]
    told = [words(f"digest.ended.{state}") for state in week.ended]
    if week.offered:
        key = "digest.debriefs" if week.held else "digest.debriefs_offered"
        told.insert(0, words(key, offered=week.offered, held=week.held))
    if week.too_small:
        told.append(words("digest.too_small", least=MIN_INVITED))
    if week.kept_open:
        told.append(words("digest.kept_open"))
    for released in week.releases:
        told += _of_release(words, released)
    return told


def _of_release(words: Words, released: Released) -> list[str]:
    return [in_bands(words, released), *what_helps(words, released), *comments(words, released)]


def in_bands(words: Words, released: Released) -> str:
    """How many took part and share which concern: all that anybody but supervisors is shown."""
    its = _translated(words, released)
    people = words(f"digest.release.{its.release.people.name.lower()}")
    heading = words("digest.release.heading", title=its.template.title)
    lines = [heading, f"{people} {words('digest.release.why_bands')}", *_bands(words, its)]
    return "\n".join(lines)


def what_helps(words: Words, released: Released) -> list[str]:
    """What a supervisor can do about the strongest concerns, or that there are none."""
    its = _translated(words, released)
    concerns = [_concern(words, item, its) for item in strongest(its)]
    return concerns or [words("digest.release.calm")]


def comments(words: Words, released: Released) -> list[str]:
    """Those that were released, or that there are none."""
    quoted = [parts.quote(comment) for comment in released.release.comments]
    if not quoted:
        return [words("digest.comments.none")]
    return [words("digest.comments.heading"), *_packed(quoted)]


def _translated(words: Words, released: Released) -> Released:
    return replace(released, template=released.template.of(words.language))


def _bands(words: Words, released: Released) -> Iterator[str]:
    for level in (Band.MOST, Band.SOME, Band.FEW, None):
        bands = released.release.bands
        topics = [item.topic for item in released.template.items if bands[item.key] is level]
        if topics:
            name = level.name.lower() if level else "unknown"
            yield words(f"digest.release.{name}", topics=words.series(topics))


def _concern(words: Words, item: Item, released: Released) -> str:
    level = released.release.bands[item.key]
    name = "most" if level is Band.MOST else "some"
    return "\n".join(
        [
            words(f"digest.concern.{name}", topic=item.topic),
            words("digest.concern.helps"),
            *(words("digest.concern.response", response=one) for one in item.responses),
            words("digest.concern.starter", starter=item.starter),
        ]
    )


def _packed(quotes: Iterable[str]) -> Iterator[str]:
    """Several quotations to a paragraph, as long as they fit into one section."""
    page = ""
    for quote in quotes:
        if page and len(page) + len(quote) + 2 > SECTION:
            yield page
            page = ""
        page = f"{page}\n\n{quote}" if page else quote
    yield page
