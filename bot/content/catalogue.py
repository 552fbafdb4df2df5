"""All that a person reads, from files that a peer team can reword.

A folder for each language, and in it a file for each feature.
"""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import reduce
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.content import suggestions, typography
from bot.content.suggestions import Suggestions
from bot.content.text import Mrkdwn, escape, mention

HERE = Path(__file__).parent

DEFAULT = "en"
"""For whoever has chosen no language, and for channels, which many read."""


class Words:
    """The sentences of one language, found by a dotted key such as `debrief.prompt.text`.

    `language` is its code. `ideas` are what to do with five minutes, which an organisation may
    have of its own.
    """

    def __init__(
        self, tree: Mapping[str, Any], ideas: Suggestions | None = None, language: str = DEFAULT
    ) -> None:
        self._tree = tree
        self.ideas = ideas or Suggestions()
        self.language = language

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

    def table(self, key: str) -> dict[str, str]:
        """Several sentences by the last part of their keys, in the order of the file."""
        return {str(name): str(one) for name, one in self._find(key).items()}

    def day(self, day: date) -> str:
        """The day, such as Friday 27 November."""
        return self.plain(
            "common.days.day",
            name=self.some("common.days.names")[day.weekday()],
            number=self.plain("common.days.first") if day.day == 1 else day.day,
            month=self.some("common.days.months")[day.month - 1],
        )

    def dated(self, day: date) -> str:
        """The day with its year, such as Friday 27 November 2026."""
        return self.plain("common.days.dated", day=self.day(day), year=day.year)

    def time(self, instant: datetime, timezone: str) -> str:
        """The local time of day, such as 17:00."""
        local = instant.astimezone(ZoneInfo(timezone))
        return self.plain("common.days.time", hour=local.hour, minute=local.minute)

    def day_and_time(self, instant: datetime, timezone: str) -> str:
        """The local day and time, such as Friday 27 November, 16:00."""
        day = self.day(instant.astimezone(ZoneInfo(timezone)).date())
        time = self.time(instant, timezone)
        return self.plain("common.days.day_and_time", day=day, time=time)

    def listed(self, names: Sequence[str]) -> str:
        """Several names as a phrase: A; A and B; A, B and C."""
        *others, last = names
        joined = ", ".join(others)
        return self.plain("common.several.names", others=joined, last=last) if others else last

    def mentions(self, people: Sequence[str]) -> Mrkdwn:
        """Several people, by Slack id, as such a phrase."""
        return Mrkdwn(self.listed([mention(person) for person in people]))

    def series(self, phrases: Sequence[str]) -> str:
        """Several phrases, in which there may be commas, one after the other."""
        key = "common.several.phrases"
        return reduce(lambda told, one: self.plain(key, others=told, last=one), phrases)

    def _find(self, key: str) -> Any:  # noqa: ANN401 - TOML holds anything
        found: Any = self._tree
        for part in key.split("."):
            found = found[part]
        return found


class Catalogue:
    """The words of each language, by its code."""

    def __init__(self, words: Mapping[str, Words]) -> None:
        self._words = words

    def of(self, language: str | None) -> Words:
        """In this language; where there is none, or it is not known, in the default."""
        return self._words.get(language or DEFAULT, self._words[DEFAULT])

    @property
    def known(self) -> dict[str, str]:
        """Each language's code, and what it calls itself."""
        return {code: words.plain("common.language.name") for code, words in self._words.items()}


def load(folder: Path = HERE / "words", breaks: Path | None = None) -> Catalogue:
    """Read the catalogue: `words/en/debrief.toml` holds what is found under `debrief.` in English.

    Raises:
        SuggestionsError: a file of the organisation's own suggestions for breaks does not fit.
    """
    folders = sorted(found.parent for found in folder.glob("*/common.toml"))
    return Catalogue({one.name: _words(one, breaks) for one in folders})


def _words(folder: Path, breaks: Path | None) -> Words:
    language, files = folder.name, sorted(folder.glob("*.toml"))
    tree = {f.stem: tomllib.loads(f.read_text(encoding="utf-8")) for f in files}
    ideas = suggestions.load(breaks, language)
    return Words(typography.set_in(language, tree), ideas, language)
