"""Reading a TOML file that a person wrote: what is wrong with it is told by file and line."""

import re
import tomllib
from pathlib import Path
from typing import Any

from pydantic_core import ErrorDetails

from bot.content import toml_lines

AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")
BARE_TIME = re.compile(r"=\s*\d\d:\d\d\s*(#.*)?$")

SHAPES = {
    "missing": "mistakes.missing",
    "string_type": "mistakes.text",
    "string_too_short": "mistakes.empty",
    "string_too_long": "mistakes.too_long",
    "int_type": "mistakes.whole_number",
    "greater_than_equal": "mistakes.at_least",
    "less_than_equal": "mistakes.at_most",
    "tuple_type": "mistakes.list",
}
"""What pydantic finds, and the sentence that says so in any file."""


class UnreadableError(Exception):
    """A file that cannot be read, or is not TOML. The text is one line and names the place."""


def read(path: Path) -> str:
    """The file's text.

    Raises:
        UnreadableError: it is not there, may not be read, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise UnreadableError(f"{path} is not UTF-8 text; save it as UTF-8.") from None
    except OSError as error:
        raise UnreadableError(f"{path} cannot be read: {error.strerror}.") from None


def parse(path: Path, text: str) -> dict[str, Any]:
    """What the text says.

    Raises:
        UnreadableError: it is not TOML.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = AT_LINE.search(str(error))
        lines = text.splitlines()
        number = int(place[1]) if place else max(len(lines), 1)
        line = lines[number - 1] if number <= len(lines) else ""
        why = AT_LINE.sub("", str(error)).strip().rstrip(":")
        hint = 'write a time in quotes: "09:00"' if BARE_TIME.search(line) else f"{why}; correct it"
        raise UnreadableError(f"{path}, line {number}: this is not TOML: {hint}") from None


def limits(found: ErrorDetails) -> dict[str, int]:
    """How long, how much or how many it may be, by pydantic's names."""
    return {name: limit for name, limit in found.get("ctx", {}).items() if isinstance(limit, int)}


def dotted(path: toml_lines.Path) -> str:
    """The path as a person would write it; lists count from 1: shifts[2].timezone."""
    parts = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).removeprefix(".") or "the file"
