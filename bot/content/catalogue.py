"""All that a person reads, from files that a peer team can reword: one for each feature."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.content import suggestions
from bot.content.suggestions import Suggestions
from bot.content.text import escape

HERE = Path(__file__).parent


class Words:
    """The sentences of one language, found by a dotted key such as `debrief.prompt.text`.

    `ideas` are what to do with five minutes, which an organisation may have of its own.
    """

    def __init__(self, tree: Mapping[str, Any], ideas: Suggestions | None = None) -> None:
        self._tree = tree
        self.ideas = ideas or Suggestions()

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

    def some(self, key: str) -> list[str]:
        """The list of sentences under `key`."""
        found = self._find(key)
        if not isinstance(found, list):
            raise KeyError(key)
        return [str(one) for one in found]

    def _find(self, key: str) -> Any:  # noqa: ANN401 - TOML holds anything
        found: Any = self._tree
        for part in key.split("."):
            found = found[part]
        return found


def load(folder: Path = HERE / "words", breaks: Path | None = None) -> Words:
    """Read the catalogue: `words/debrief.toml` holds what is found under `debrief.`.

    Raises:
        SuggestionsError: the organisation's own file of suggestions for breaks does not fit.
    """
    files = sorted(folder.glob("*.toml"))
    tree = {f.stem: tomllib.loads(f.read_text(encoding="utf-8")) for f in files}
    return Words(tree, suggestions.load(breaks))
