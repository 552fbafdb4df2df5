"""Whether a rule by which something recurs names any day at all."""

from datetime import MAXYEAR, date

from dateutil.rrule import rrule

HORIZON_YEARS = 8
"""A rule that names no day for this long names none: the 29th of February comes within it."""

LATEST = MAXYEAR - HORIZON_YEARS

SAME_CALENDAR_YEARS, CYCLE = 28, 400
"""Weekdays and leap years come again after 28 years, but for 2100 and its like, and after 400."""


def ever_happens(rule: rrule) -> bool:
    """Whether it names a day before it ends, and within the horizon; its count does not matter.

    Where a rule names none, dateutil searches up to Python's last year, whatever the rule's end:
    for seconds, while Slack waits for its answer to a form. So it is asked about the same days
    under the same calendar, shortly before that year.
    """
    starts, ends = rule._dtstart, rule._until  # type: ignore[attr-defined]  # noqa: SLF001 - they have no public names
    horizon = starts.replace(day=1, year=starts.year + HORIZON_YEARS)
    late = starts.replace(year=_late(starts.year))
    last = min(horizon, ends or horizon) + (late - starts)
    return any(True for _ in rule.replace(count=None, dtstart=late, until=last))


def _late(year: int) -> int:
    """A late year with the calendar of this one, up to the horizon."""
    alike = (each for each in range(LATEST, LATEST - SAME_CALENDAR_YEARS, -1) if _same(each, year))
    return next(alike, year + (LATEST - year) // CYCLE * CYCLE)


def _same(year: int, other: int) -> bool:
    return all(
        date(year + n, 1, 1).weekday() == date(other + n, 1, 1).weekday()
        for n in range(HORIZON_YEARS + 1)
    )
