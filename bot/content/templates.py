"""The surveys: one TOML file each, which a peer team can reword."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic import Field as Limited

from bot.content import mistakes, toml_text
from bot.content.text import LABEL, OPTION, TITLE
from bot.content.toml_text import UnreadableError
from bot.domain.survey import Item, Template

BUILT_IN = Path(__file__).parent / "templates"

KEY = r"[a-z][a-z0-9-]{0,31}"
NAME = (
    "its name needs to begin with a small letter, and be made of small letters, digits and hyphens"
)

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
    read, wrong = [], []
    for path in paths.values():
        try:
            read.append(_read(path))
        except (TemplateError, UnreadableError) as error:
            wrong.append(str(error))
    if wrong:
        raise TemplateError("\n".join(wrong))
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
        raise TemplateError(mistakes.told(path, text, mistakes.faults(error))) from None
    again = mistakes.twice("items", [item.key for item in found.items])
    if again:
        raise TemplateError(mistakes.told(path, text, again))
    items = tuple(item.made() for item in found.items)
    return Template(path.stem, found.title, found.scale, items, found.comment)
