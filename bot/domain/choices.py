"""What of Holdspace's own accord a person gets: each topic on, off, or off until a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.absence import MOST_DAYS, local_day
from bot.domain.prompts import Kind
from bot.domain.shifts import to_utc


class Topic(StrEnum):
    """What can be turned off by itself. The kinds of one topic go together."""

    DEBRIEF = "debrief"
    BREAK = "break"
    SUPERVISION = "supervision"
    SURVEY = "survey"
    DIGEST = "digest"

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of prompt that it stands for; the first speaks for the others."""
        return SEVERAL.get(self) or (Kind(self.value),)


SEVERAL = {
    Topic.SURVEY: (
        Kind.SURVEY_INVITATION,
        Kind.SURVEY_REMINDER,
        Kind.SURVEY_HELD,
        Kind.SURVEY_ENDED,
        Kind.SURVEY_DONE,
    ),
    # Whom one will speak to, and when, is told in any case.
    Topic.SUPERVISION: (Kind.AGENDA, Kind.CHECK_IN_AFTER),
}


class Choice(StrEnum):
    """What a person may say about one topic. KEEP leaves a pause as it is, with its end."""

    ON = "on"
    KEEP = "keep"
    UNTIL = "until"
    OFF = "off"


class Oversight(StrEnum):
    """Why choices were not kept."""

    NO_DAY = "no_day"
    BAD_DAY = "bad_day"


@dataclass(frozen=True, slots=True)
class Wish:
    """A form of choices as it was sent. What is UNTIL is on again from the day `back_on`."""

    choices: Mapping[Topic, Choice]
    back_on: date | None

    def oversight(self, now: datetime, timezone: str) -> Oversight | None:
        """What is wrong with the day, where one is needed: tomorrow at the earliest."""
        if Choice.UNTIL not in self.choices.values():
            return None
        if self.back_on is None:
            return Oversight.NO_DAY
        ahead = self.back_on - local_day(now, timezone)
        fits = timedelta(0) < ahead <= timedelta(days=MOST_DAYS)
        return None if fits else Oversight.BAD_DAY

    def changed(self) -> list[Kind]:
        """The kinds about which something is said."""
        said = [topic for topic, choice in self.choices.items() if choice is not Choice.KEEP]
        return [kind for topic in said for kind in topic.kinds]

    def pauses(self, timezone: str) -> dict[Kind, datetime | None]:
        """What of that is off from now on, and until when: the midnight at which `back_on` begins.

        `timezone` is the person's own. None stands for no end.
        """
        ends: dict[Choice, datetime | None] = {Choice.OFF: None}
        if self.back_on:
            ends[Choice.UNTIL] = to_utc(self.back_on, time(), timezone)
        off = [(topic, ends[c]) for topic, c in self.choices.items() if c in ends]
        return {kind: until for topic, until in off for kind in topic.kinds}
