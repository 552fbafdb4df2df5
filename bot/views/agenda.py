"""A person's own supervision agenda: in lines on Home, and each item whole."""

from collections.abc import Sequence

from bot.content.catalogue import Words
from bot.content.text import shorten
from bot.views.parts import (
    Block,
    View,
    actions,
    button,
    context,
    divider,
    header,
    modal,
    paragraphs,
    section,
)

OPEN = "agenda.open"
REMOVE = "agenda.remove"
ITEMS = 40
"""Lines on Home at most, the newest."""

AROUND = 4
"""Blocks beside the lines: a divider, a heading, and two of small print."""

LINE = 150
"""Characters of an item on Home."""


def on_home(words: Words, items: Sequence[tuple[int, str]], room: int) -> list[Block]:
    """A line and a button for each item; those that do not fit show once newer ones are gone.

    It takes no more than `room` blocks, which are at least five.
    """
    most = min(ITEMS, room - AROUND)
    blocks = [divider(), header(words.plain("home.agenda.heading"))]
    if not items:
        return [*blocks, section(words("home.agenda.empty"))]
    blocks += [_line(words, item, text) for item, text in reversed(items[-most:])]
    if len(items) > most:
        blocks.append(context(words("home.agenda.more", count=len(items) - most)))
    return [*blocks, context(words("home.agenda.privacy"))]


def whole(words: Words, item: int, text: str) -> View:
    """One item from start to end, and a way to take it off."""
    remove = button(words.plain("home.agenda.remove"), REMOVE, str(item))
    blocks = [
        *paragraphs(text),
        actions("agenda", remove),
        context(words("home.agenda.privacy")),
    ]
    return modal(words, "agenda.item", words.plain("home.agenda.title"), blocks)


def gone(words: Words) -> View:
    """What stands in its place once it is off the agenda."""
    blocks = [section(words("home.agenda.gone"))]
    return modal(words, "agenda.gone", words.plain("home.agenda.title"), blocks)


def _line(words: Words, item: int, text: str) -> Block:
    number = str(item)
    line = section(shorten(" ".join(text.split()), LINE))
    return line | {"accessory": button(words.plain("home.agenda.open"), OPEN, number)}
