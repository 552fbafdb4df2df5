"""A mistake in a team file, and how it is told: where it is, what is wrong, what to do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.content.sentences import english
from bot.content.toml_lines import Lines, Path
from bot.content.toml_text import dotted
from bot.domain.saying import Saying

ALL = "*"
"""In a path given to `texts`: every element of a list."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake. `saying` is a phrase that says what is wrong and what to do."""

    path: Path
    saying: Saying


class TeamFileError(Exception):
    """A team file that cannot be applied. The text has a line for each mistake in it."""


def listed(file: str, lines: Lines, problems: Iterable[Problem]) -> TeamFileError:
    """All mistakes in the order of their lines, each told once."""
    tell = english().told
    told = {(lines.of(p.path), f"{dotted(p.path)}: {tell(p.saying)}") for p in problems}
    return TeamFileError("\n".join(f"{file}, line {line}, {rest}" for line, rest in sorted(told)))


def texts(data: object, *path: str | int, here: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text at `path`, and where it is; ALL stands for each element of a list.

    Whatever has another shape is passed over, so that one mistake does not hide the next.
    """
    if not path:
        if isinstance(data, str):
            yield here, data
        return
    for key, value in _children(data, path[0]):
        yield from texts(value, *path[1:], here=(*here, key))


def _children(data: object, key: str | int) -> Iterable[tuple[str | int, Any]]:
    if isinstance(data, list):
        return [(at, value) for at, value in enumerate(data) if key in {ALL, at}]
    if isinstance(data, dict) and key in data:
        return [(key, data[key])]
    return []
