"""The sentences of one language, and telling in it what was said before its reader was known."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bot.content import typography
from bot.content.text import escape
from bot.domain.saying import Fact, Quoted, Saying

WORDS = Path(__file__).parent / "words"

DEFAULT = "en"
"""For whoever has chosen no language, for channels, which many read, and for the command line."""

MOST = 80
"""Characters of a value that a sentence repeats in quotes."""


class Sentences:
    """Found by a dotted key such as `debrief.prompt.text`."""

    def __init__(self, tree: Mapping[str, Any]) -> None:
        self._tree = tree

    def __call__(self, key: str, **values: object) -> str:
        """The sentence under `key` with its {placeholders} filled, each value escaped.

        Raises:
            KeyError: there is no such sentence, or a placeholder has no value.
        """
        found = self._find(key)
        if not isinstance(found, str):
            raise KeyError(key)
        return found.strip().format_map({name: escape(value) for name, value in values.items()})

    def plain(self, key: str, **values: object) -> str:
        """The same for a plain-text place, such as a heading, which Slack escapes by itself."""
        return str(self._find(key)).strip().format_map(values)

    def told(self, saying: Saying) -> str:
        """What was said, for a plain-text place too. A blank that its sentence begins with stays.

        Raises:
            KeyError: there is no such sentence, or it names a fact that was not given.
        """
        facts = {name: self._fact(fact) for name, fact in saying.facts}
        return str(self._find(saying.key)).format_map(facts)

    def some(self, key: str) -> list[str]:
        """The list of sentences under `key`."""
        found = self._find(key)
        if not isinstance(found, list):
            raise KeyError(key)
        return [str(one) for one in found]

    def table(self, key: str) -> dict[str, str]:
        """Several sentences by the last part of their keys, in the order of the file."""
        return {str(name): str(one) for name, one in self._find(key).items()}

    def _fact(self, fact: Fact) -> str:
        match fact:
            case Quoted(text):
                return self.plain("mistakes.quoted", text=_short(text))
            case Saying():
                return self.told(fact)
            case tuple():
                return ", ".join(map(self._fact, fact))
        return str(fact)

    def _find(self, key: str) -> Any:  # noqa: ANN401 - TOML holds anything
        found: Any = self._tree
        for part in key.split("."):
            found = found[part]
        return found


class SaidError(Exception):
    """An error that is told to people: `saying` in their language, its text in English."""

    def __init__(self, saying: Saying) -> None:
        super().__init__(saying)
        self.saying = saying

    def __str__(self) -> str:
        """As the command line tells it."""
        return english().told(self.saying)


@cache
def read(folder: Path) -> Mapping[str, Any]:
    """What the files of one language hold, set as its printers do. Read once by each process."""
    files = sorted(folder.glob("*.toml"))
    tree = {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in files}
    return {name: typography.set_in(folder.name, part) for name, part in tree.items()}


@cache
def english() -> Sentences:
    """For the command line, which knows no reader's language."""
    return Sentences(read(WORDS / DEFAULT))


def _short(text: str) -> str:
    return text if len(text) <= MOST else text[:MOST] + "…"
