"""All that a person reads, from files that a peer team can reword.

A folder for each language, and in it a file for each feature.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import reduce
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.content import sentences, suggestions
from bot.content.sentences import DEFAULT, WORDS, Sentences
from bot.content.suggestions import Suggestions
from bot.content.text import Mrkdwn, mention


class Words(Sentences):
    """The sentences of one language, and how it tells days, times and several names.

    `language` is its code. `ideas` are what to do with five minutes, which an organisation may
    have of its own.
    """

    def __init__(
        self, tree: Mapping[str, Any], ideas: Suggestions | None = None, language: str = DEFAULT
    ) -> None:
        super().__init__(tree)
        self.ideas = ideas or Suggestions()
        self.language = language

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


def load(folder: Path = WORDS, breaks: Path | None = None) -> Catalogue:
    """Read the catalogue: `words/en/debrief.toml` holds what is found under `debrief.` in English.

    Raises:
        SuggestionsError: a file of the organisation's own suggestions for breaks does not fit.
    """
    folders = sorted(found.parent for found in folder.glob("*/common.toml"))
    return Catalogue({one.name: _words(one, breaks) for one in folders})


def _words(folder: Path, breaks: Path | None) -> Words:
    ideas = suggestions.load(breaks, folder.name)
    return Words(sentences.read(folder), ideas, folder.name)
