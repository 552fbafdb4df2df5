"""Rules by which a shift of a roster recurs, brought to one form that has no count."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any

from dateutil.rrule import rrule, rrulestr
from icalendar import vRecur

from bot.domain.recurring import ever_happens
from bot.rosters.problems import UnfitError
from bot.rosters.rows import YEARS

FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
OF_DAYS = frozenset({"BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS"})
KNOWN = frozenset({"FREQ", "UNTIL", "COUNT", "INTERVAL", "WKST"}) | OF_DAYS
HOURS = {"BYHOUR": "hour", "BYMINUTE": "minute", "BYSECOND": "second"}

LONG = timedelta(days=366 * 50)
"""How far a count of shifts is followed."""

ONCE = {"FREQ": ["DAILY"]}
"""With an end on the first day."""

MOST_STEPS = 1000
"""Of INTERVAL: months, weeks or days between two shifts."""


def normal(rule: vRecur, starts: datetime) -> tuple[str, datetime | None]:
    """The rule with an UNTIL in UTC in place of a COUNT, and that instant, if it has an end.

    An end that is a day means the whole of it, and one without a zone is local to the shift.

    Raises:
        UnfitError: it is no rule of days that a calendar knows.
    """
    parts = {name.upper(): values for name, values in rule.items()}
    _drop_hours(parts, starts)
    _refuse_unknown(parts)
    ends = [*_ends(parts, starts)]
    bare = {name: values for name, values in parts.items() if name not in {"UNTIL", "COUNT"}}
    counted = _parse(bare, starts)
    if not ever_happens(counted):
        # Only the first day is one, and to expand such a rule would take seconds each time.
        bare, counted = ONCE, _parse(ONCE, starts)
        parts["COUNT"] = [1]
    count = int(parts.get("COUNT", [0])[0])
    if count > 0:
        ends.append(_last(counted, count, starts))
    until = min(ends) if ends else None
    return _text(bare | ({"UNTIL": [until]} if until else {})), until


def _drop_hours(parts: dict[str, Any], starts: datetime) -> None:
    """Leave out what says the start's own time again."""
    for name, field in HOURS.items():
        if name in parts and [int(each) for each in parts.pop(name)] != [getattr(starts, field)]:
            raise UnfitError("repeats within a day; make it an event for each shift")


def _refuse_unknown(parts: dict[str, Any]) -> None:
    if parts.get("FREQ", [""])[0] not in FREQUENCIES:
        raise UnfitError("repeats within a day, or says not how often; repeat by days or longer")
    unknown = [name for name in parts if name not in KNOWN]
    if unknown:
        raise UnfitError("repeats in a way that is not known here; make it single events")
    if not 0 < int(parts.get("INTERVAL", [1])[0]) <= MOST_STEPS:
        raise UnfitError("repeats at no interval; correct INTERVAL")


def _ends(parts: dict[str, Any], starts: datetime) -> Iterator[datetime]:
    for until in parts.get("UNTIL", []):
        if until.year < YEARS.stop:
            yield _instant(until, starts)


def _instant(until: date, starts: datetime) -> datetime:
    if not isinstance(until, datetime):
        until = datetime.combine(until, time(23, 59, 59))
    return (until if until.tzinfo else until.replace(tzinfo=starts.tzinfo)).astimezone(UTC)


def _parse(parts: dict[str, Any], starts: datetime) -> rrule:
    try:
        parsed = rrulestr(_text(parts), dtstart=starts.replace(tzinfo=None))
    except (ValueError, TypeError, IndexError, KeyError):
        parsed = None
    if not isinstance(parsed, rrule):
        raise UnfitError("repeats by a rule that no calendar knows; correct it")
    return parsed


def _last(rule: rrule, count: int, starts: datetime) -> datetime:
    """The start of the last of so many, by the clock on the wall."""
    bounded = rule.replace(until=starts.replace(tzinfo=None) + LONG)
    last = max(islice(bounded, count), default=starts)
    return last.replace(tzinfo=starts.tzinfo).astimezone(UTC)


def _text(parts: dict[str, Any]) -> str:
    made: bytes = vRecur(parts).to_ical()  # type: ignore[no-untyped-call]  # the library's
    return made.decode()
