"""When somebody is not there or wants nothing: time off, public holidays, quiet, pauses."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.prompts import Kind
from bot.domain.shifts import to_utc
from bot.domain.working import Worked

MOST_DAYS = 400
"""Of one time off, and from today to its first: a year and a month, our own measure. What is longer
or further away is a slip of the finger, mostly in the year."""

MOST_ENTRIES = 40
"""Times off that one person has entered and that are not over; as many fit into one form."""

ASKED_FOR = frozenset(
    {Kind.BREAK_OVER, Kind.COMPANY_REPLY, Kind.COMPANY_UNANSWERED, Kind.SOONER_REPLY}
)
"""What a person asked for themselves reaches them whatever else they said."""

ALL = frozenset(Kind) - ASKED_FOR
"""Every kind that can be held back from somebody."""


@dataclass(frozen=True, slots=True, order=True)
class TimeOff:
    """Whole days in the person's own time zone, from the first to the last, which is no earlier."""

    person: str
    first_day: date
    last_day: date

    @property
    def days(self) -> int:
        """How many."""
        return (self.last_day - self.first_day).days + 1

    def holds(self, day: date) -> bool:
        """Whether this is one of the days."""
        return self.first_day <= day <= self.last_day


class Slip(StrEnum):
    """Why days off were not entered."""

    BACKWARDS = "backwards"
    TOO_LONG = "too_long"
    OVER = "over"
    FAR = "far"
    FULL = "full"


def slip(entered: TimeOff, today: date) -> Slip | None:
    """What is wrong with these days, where `today` is the day it is for their person."""
    if entered.last_day < entered.first_day:
        return Slip.BACKWARDS
    if entered.days > MOST_DAYS:
        return Slip.TOO_LONG
    if entered.last_day < today:
        return Slip.OVER
    return Slip.FAR if entered.first_day > today + timedelta(days=MOST_DAYS) else None


def without(
    worked: Iterable[Worked], times_off: Iterable[TimeOff], holidays: Collection[date]
) -> list[Worked]:
    """The shifts that remain, in the order in which they came.

    One falls away where the day on which it starts, in its own time zone, is off for its person
    or is a public holiday. A night shift goes with the day on which it starts.
    """
    off: defaultdict[str, list[TimeOff]] = defaultdict(list)
    for each in times_off:
        off[each.person].append(each)
    if not (off or holidays):
        return list(worked)

    def remains(shift: Worked) -> bool:
        day = local_day(shift.starts, shift.timezone)
        return day not in holidays and not any(each.holds(day) for each in off[shift.person])

    return [shift for shift in worked if remains(shift)]


def local_day(instant: datetime, timezone: str) -> date:
    """The day that it is then in an IANA time zone."""
    return instant.astimezone(ZoneInfo(timezone)).date()


def quiet_until(now: datetime, timezone: str, shift_ends: datetime | None) -> datetime:
    """When a quiet that begins now is over: at the person's midnight, or with their shift.

    Whichever is later, since a shift may go on past midnight.
    """
    midnight = to_utc(local_day(now, timezone) + timedelta(days=1), time(), timezone)
    return max(midnight, shift_ends) if shift_ends else midnight
