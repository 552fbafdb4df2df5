"""The surveys: one TOML file each, which a peer team can reword."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic import Field as Limited

from bot.content import mistakes, toml_text, typography
from bot.content.text import LABEL, OPTION, TITLE
from bot.content.toml_lines import Path as Place
from bot.content.toml_text import UnreadableError
from bot.domain.survey import Item, Template

BUILT_IN = Path(__file__).parent / "templates"

KEY = r"[a-z][a-z0-9-]{0,31}"
FILE = rf"{KEY}(\.[a-z]{{2}})?"
NAME = (
    "its name needs to begin with a small letter, and be made of small letters, digits and "
    "hyphens; a translation's has a language of two letters behind it, such as mine.fr.toml"
)

ITEMS = 40
"""A modal holds 100 blocks (Slack); nobody finishes forty questions."""

ORIGINAL = ""
"""The language of a file whose name has none: whatever it was written in."""

Files = dict[str, Path]
"""The files of one survey, by language."""

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

    def made(self, key: str) -> Template:
        items = tuple(item.made() for item in self.items)
        return Template(key, self.title, self.scale, items, self.comment)


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

    A file of the same name as a built-in one takes its place. `mine.fr.toml` is `mine.toml` in
    French: the same questions under the same keys.

    Raises:
        TemplateError: every mistake in the files, by file, line and field.
    """
    return _all_of(_files(own)) if own else _built_in()


@cache
def _built_in() -> Templates:
    """Read once by each process."""
    return _all_of(_files(None))


def _all_of(surveys: dict[str, Files]) -> Templates:
    read, wrong = [], []
    for key, files in surveys.items():
        try:
            read.append(_survey(key, files))
        except (TemplateError, UnreadableError) as error:
            wrong.append(str(error))
    if wrong:
        raise TemplateError("\n".join(wrong))
    return Templates(read)


def _files(own: Path | None) -> dict[str, Files]:
    """Those of each survey. One of an organisation's own leaves nothing of a built-in one."""
    found = _in_folder(BUILT_IN)
    for key, files in (_in_folder(own) if own else {}).items():
        kept = {} if ORIGINAL in files else found.get(key, {})
        found[key] = kept | files
    return found


def _in_folder(folder: Path) -> dict[str, Files]:
    if not folder.is_dir():
        raise TemplateError(f"{folder} is not a folder; correct SURVEY_DIR, or leave it empty.")
    found: dict[str, Files] = {}
    for path in sorted(folder.glob("*.toml")):
        key, _, language = path.stem.partition(".")
        found.setdefault(key, {})[language] = path
    return found


def _survey(key: str, files: Files) -> Template:
    if ORIGINAL not in files:
        raise TemplateError(f"{next(iter(files.values()))}: there is no {key}.toml that it is of")
    first = _read(files[ORIGINAL])
    others = {
        language: _read(path, language, first)
        for language, path in files.items()
        if language != ORIGINAL
    }
    return replace(first, translations=others)


def _read(path: Path, language: str = ORIGINAL, of: Template | None = None) -> Template:
    """One file; a translation has to ask what the survey `of` which it is one asks."""
    if not re.fullmatch(FILE, path.stem):
        raise TemplateError(f"{path}: {NAME}")
    text = toml_text.read(path)
    data = typography.set_in(language, toml_text.parse(path, text))
    try:
        found = _File.model_validate(data)
    except ValidationError as error:
        raise TemplateError(mistakes.told(path, text, mistakes.faults(error))) from None
    made = found.made(path.stem.partition(".")[0])
    again = mistakes.twice("items", [item.key for item in made.items])
    if wrong := again or (_unlike(of, made) if of else []):
        raise TemplateError(mistakes.told(path, text, wrong))
    return made


def _unlike(of: Template, made: Template) -> list[tuple[Place, str]]:
    """Where a translation asks something else: an answer would not fit the other's questions."""
    wanted, found = ([item.key for item in one.items] for one in (of, made))
    wrong: list[tuple[Place, str]] = []
    if found != wanted:
        keys = ", ".join(wanted)
        wrong.append((("items",), f"needs the keys of {of.key}.toml, in their order: {keys}"))
    if (made.comment is None) != (of.comment is None):
        wrong.append((("comment",), f"has to stand in both files or in none; see {of.key}.toml"))
    return wrong
