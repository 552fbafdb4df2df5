"""From a recurring shift to the instants at which it really starts and ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from bot.domain.team import Shift, Team
from bot.domain.working import Worked

DAY = timedelta(days=1)
NOON = time(12)
"""No clock change is near it."""

REMEMBERED = 4_096
"""Expanded rules: an organisation has few that differ, and goes through them in the same hours."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One shift on one day. Both instants are UTC, and the end is after the start."""

    shift: Shift
    starts: datetime
    ends: datetime


def to_utc(day: date, at: time, timezone: str) -> datetime:
    """The instant of a local time.

    A time that a clock change skips becomes the equally long after the change; one that happens
    twice is the first.
    """
    return datetime.combine(day, at, ZoneInfo(timezone)).astimezone(UTC)


@lru_cache(REMEMBERED)
def there_is(day: date, timezone: str) -> bool:
    """Whether a place has that day at all: Apia went from 29 to 31 December 2011."""
    return to_utc(day, NOON, timezone).astimezone(ZoneInfo(timezone)).date() == day


def occurrences(shift: Shift, since: datetime, until: datetime) -> Iterator[Occurrence]:
    """Every occurrence that ends in [since, until), in order of time.

    Splitting a window in two neither loses nor repeats one. A shift whose hours a clock change
    skips does not take place, nor does one on a day that is skipped.
    """
    for day in _days(shift, since, until):
        starts = to_utc(day, shift.starts, shift.timezone)
        overnight = shift.ends <= shift.starts
        ends = to_utc(day + DAY if overnight else day, shift.ends, shift.timezone)
        if starts < ends and since <= ends < until and there_is(day, shift.timezone):
            yield Occurrence(shift, starts, ends)


def patterns(team: Team, since: datetime, until: datetime) -> list[Worked]:
    """Who works when by the team's patterns: every shift that ends in [since, until), in order.

    Splitting a window in two neither loses nor repeats one.
    """
    return sorted(
        {
            Worked(found.starts, found.ends, person, shift.timezone)
            for shift in team.shifts
            for found in occurrences(shift, since, until)
            for person in shift.people
        }
    )


def _days(shift: Shift, since: datetime, until: datetime) -> Iterator[date]:
    """The local days on which the shift may start, a day wider than asked on both sides."""
    zone = ZoneInfo(shift.timezone)
    low = since.astimezone(zone).date() - 2 * DAY
    high = until.astimezone(zone).date() + DAY
    for day in days_of_rule(shift.rrule, shift.first_day, low, high):
        if shift.last_day is None or day <= shift.last_day:
            yield day


@lru_cache(maxsize=REMEMBERED)
def days_of_rule(rrule: str, first_day: date, low: date, high: date) -> tuple[date, ...]:
    """The days of a rule in [low, high].

    The rule is expanded in naive local time, where a day is a day on every date of the year.
    """
    first, last = (datetime.combine(day, time()) for day in (low, high))
    rule = rrulestr(rrule, dtstart=datetime.combine(first_day, time()), ignoretz=True)
    return tuple(found.date() for found in rule.between(first, last, inc=True))
