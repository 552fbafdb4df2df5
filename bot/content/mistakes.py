"""The mistakes in a file of an organisation's own, told by file, line and field."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.content.sentences import english
from bot.content.toml_lines import Lines
from bot.content.toml_lines import Path as Place
from bot.content.toml_text import SHAPES, dotted, limits
from bot.domain.saying import says

TWICE = "stands there twice; give each item a key of its own"
SPECIAL = {
    "string_pattern_mismatch": "needs to begin with a small letter, and be made of small letters, "
    "digits and hyphens, at most 32",
    "extra_forbidden": "is not known here; correct its name or take it out",
    "too_short": "needs at least {min_length}",
    "too_long": "needs at most {max_length}",
    "model_type": "needs to be a table of its own",
}
"""What surveys and suggestions have of their own."""


def told(path: Path, text: str, found: Iterable[tuple[Place, str]]) -> str:
    """All mistakes in the order of their lines, a line for each."""
    lines = Lines(text)
    placed = sorted((lines.of(place), f"{dotted(place)}: {why}") for place, why in found)
    return "\n".join(f"{path}, line {line}, {rest}" for line, rest in placed)


def faults(error: ValidationError) -> Iterator[tuple[Place, str]]:
    """Each mistake once: pydantic calls a list with a mistake inside too short as well."""
    found = error.errors()
    for one in found:
        place = one["loc"]
        if not any(place == other["loc"][: len(place)] and other is not one for other in found):
            yield place, _phrase(one)


def _phrase(found: ErrorDetails) -> str:
    """In English, which the command line speaks."""
    kind, said = found["type"], found["msg"]
    if kind in SHAPES:
        return english().told(says(SHAPES[kind], **limits(found)))
    return SPECIAL.get(kind, said[:1].lower() + said[1:]).format_map(limits(found))


def twice(table: str, keys: list[str]) -> list[tuple[Place, str]]:
    """Each key that an earlier item of the table has already."""
    again = [at for at, key in enumerate(keys) if key in keys[:at]]
    return [((table, at, "key"), TWICE) for at in again]
