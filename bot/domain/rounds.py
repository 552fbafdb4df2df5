"""When a group's rounds open, remind and close."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.group import Group
from bot.domain.release import MAX_OPEN
from bot.domain.shifts import DAY, to_utc
from bot.domain.team import SurveyCadence

LONGEST_DAYS = MAX_OPEN.days
USUAL_DAYS = 4
USUAL_CLOSE = time(16)
"""Local. With the days above, what a round that is opened by hand gets where nothing is set up."""


@dataclass(frozen=True, slots=True)
class Window:
    """From when until when a round takes answers, if it is not held. Both instants are UTC."""

    opens: datetime
    closes: datetime

    @classmethod
    def between(cls, opens: datetime, closes: datetime) -> "Window":
        """None is longer than a round may be open at all."""
        return cls(opens, min(closes, opens + MAX_OPEN))


def current_window(group: Group, now: datetime) -> Window | None:
    """The latest window that has begun and is not over, if the group has one now."""
    windows = [window for window in _around(group, now) if window.opens <= now < window.closes]
    return windows[-1] if windows else None


def next_opening(group: Group, now: datetime) -> datetime | None:
    """The first instant after `now` at which the cadence opens a round."""
    return min((w.opens for w in _around(group, now) if w.opens > now), default=None)


def next_change(
    groups: Iterable[Group], closings: Iterable[datetime], now: datetime
) -> datetime | None:
    """The next instant after `now` at which some round opens or closes.

    `closings` are the closing times of the rounds that are open.
    """
    openings = (next_opening(group, now) for group in groups)
    later = [instant for instant in (*openings, *closings) if instant and instant > now]
    return min(later, default=None)


def window_by_hand(group: Group, days: int, now: datetime) -> Window:
    """From now until the group's closing hour, so many days later.

    Raises:
        ValueError: it is not between 1 and LONGEST_DAYS days.
    """
    if not 1 <= days <= LONGEST_DAYS:
        raise ValueError(f"a survey is open for 1 to {LONGEST_DAYS} days")
    last = now.astimezone(ZoneInfo(group.timezone)).date() + timedelta(days=days)
    closes = group.survey.closes if group.survey else USUAL_CLOSE
    return Window.between(now, to_utc(last, closes, group.timezone))


def usual_days(group: Group) -> int:
    """How many days a round is open where nobody says otherwise."""
    return max(group.survey.open_days, 1) if group.survey else USUAL_DAYS


def reminder_at(now: datetime, closes: datetime) -> datetime | None:
    """A day before the close; None where a round that opens now is open for less than two."""
    return closes - DAY if closes - now >= 2 * DAY else None


def _around(group: Group, now: datetime) -> Iterator[Window]:
    """The windows that may matter at `now`, in order: those that it may lie in, and the next."""
    if group.survey is None:
        return
    period = timedelta(weeks=group.survey.every_weeks)
    today = now.astimezone(ZoneInfo(group.timezone)).date()
    latest = (today - group.survey.first_day) // period
    longest = timedelta(days=group.survey.open_days) // period + 1
    for number in range(max(latest - longest, 0), max(latest + 2, 1)):
        yield _window(group.survey, number, group.timezone)


def _window(cadence: SurveyCadence, number: int, timezone: str) -> Window:
    day = cadence.first_day + timedelta(weeks=cadence.every_weeks * number)
    last = day + timedelta(days=cadence.open_days)
    opens, closes = to_utc(day, cadence.opens, timezone), to_utc(last, cadence.closes, timezone)
    return Window.between(opens, closes)
