"""The surveys: one TOML file each, which a peer team can reword."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic import Field as Limited

from bot.content import toml_text
from bot.content.text import LABEL, OPTION, TITLE
from bot.content.toml_lines import Lines
from bot.content.toml_lines import Path as Place
from bot.content.toml_text import UnreadableError, dotted, phrase
from bot.domain.survey import Item, Template

BUILT_IN = Path(__file__).parent / "templates"

KEY = r"[a-z][a-z0-9-]{0,31}"
NAME = (
    "its name needs to begin with a small letter, and be made of small letters, digits and hyphens"
)
TWICE = "stands there twice; give each item a key of its own"
SPECIAL = {
    "string_pattern_mismatch": "needs to begin with a small letter, and be made of small letters, "
    "digits and hyphens, at most 32",
    "extra_forbidden": "is not known here; correct its name or take it out",
    "too_short": "needs at least {min_length}",
    "too_long": "needs at most {max_length}",
    "model_type": "needs to be a table of its own",
}
"""What a survey's file has of its own."""

ITEMS = 40
"""A modal holds 100 blocks (Slack); nobody finishes forty questions."""

Key = Annotated[str, StringConstraints(pattern=f"^{KEY}$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LABEL)]
Point = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=OPTION)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=TITLE)]


class TemplateError(Exception):
    """Surveys' files do not fit. The text has a line for each mistake: file, line and field."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Item(_Strict):
    key: Key
    statement: Label
    topic: Line
    responses: Annotated[tuple[Line, ...], Limited(min_length=2, max_length=3)]
    starter: Line
    source: Line

    def made(self) -> Item:
        return Item(**self.model_dump())


class _File(_Strict):
    title: Title
    scale: tuple[Point, Point, Point]
    items: Annotated[tuple[_Item, ...], Limited(min_length=1, max_length=ITEMS)]
    comment: Label | None = None


class Templates:
    """The surveys that a team can choose from, by key: the name of the file without its ending."""

    def __init__(self, templates: Iterable[Template]) -> None:
        self._by_key = {template.key: template for template in templates}

    def find(self, key: str) -> Template | None:
        """The survey with this key."""
        return self._by_key.get(key)

    def every(self) -> list[Template]:
        """All surveys, by key."""
        return [self._by_key[key] for key in self.keys()]

    def keys(self) -> list[str]:
        """All keys, in order."""
        return sorted(self._by_key)


def load(own: Path | None = None) -> Templates:
    """The built-in surveys, with those of an organisation's own folder added.

    A file of the same name as a built-in one takes its place.

    Raises:
        TemplateError: every mistake in the files, by file, line and field.
    """
    paths = {path.stem: path for folder in (BUILT_IN, own) if folder for path in _files(folder)}
    read, mistakes = [], []
    for path in paths.values():
        try:
            read.append(_read(path))
        except (TemplateError, UnreadableError) as error:
            mistakes.append(str(error))
    if mistakes:
        raise TemplateError("\n".join(mistakes))
    return Templates(read)


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise TemplateError(f"{folder} is not a folder; correct SURVEY_DIR, or leave it empty.")
    return sorted(folder.glob("*.toml"))


def _read(path: Path) -> Template:
    if not re.fullmatch(KEY, path.stem):
        raise TemplateError(f"{path}: {NAME}")
    text = toml_text.read(path)
    data = toml_text.parse(path, text)
    try:
        found = _File.model_validate(data)
    except ValidationError as error:
        raise _listed(path, text, list(_faults(error))) from None
    keys = [item.key for item in found.items]
    again = [at for at, key in enumerate(keys) if key in keys[:at]]
    if again:
        raise _listed(path, text, [(("items", at, "key"), TWICE) for at in again])
    items = tuple(item.made() for item in found.items)
    return Template(path.stem, found.title, found.scale, items, found.comment)


def _listed(path: Path, text: str, found: list[tuple[Place, str]]) -> TemplateError:
    """All mistakes in the order of their lines."""
    lines = Lines(text)
    told = sorted((lines.of(place), f"{dotted(place)}: {why}") for place, why in found)
    return TemplateError("\n".join(f"{path}, line {line}, {rest}" for line, rest in told))


def _faults(error: ValidationError) -> Iterator[tuple[Place, str]]:
    """Each mistake once: pydantic calls a list with a mistake inside too short as well."""
    found = error.errors()
    for one in found:
        place = one["loc"]
        if not any(place == other["loc"][: len(place)] and other is not one for other in found):
            yield place, phrase(one, SPECIAL)
