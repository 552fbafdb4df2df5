"""The times of an event of an iCalendar file, each with its zone."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Event

from bot.rosters.problems import UnfitError
from bot.rosters.rows import YEARS, Moment
from bot.rosters.stored import several
from bot.rosters.zones import Zones

NOWHERE = frozenset({"UTC", "Etc/UTC", "GMT", "Etc/GMT"})
"""Zones in which nobody lives: such times are instants, and are told in the team's own."""


def is_all_day(event: Event) -> bool:
    """Whether it starts on a day and at no hour."""
    start = single(event, "DTSTART")
    return start is not None and not isinstance(start.dt, datetime)


def instead_of(event: Event, zones: Zones) -> Moment | None:
    """Which shift of its series it stands in for, if it does."""
    found = single(event, "RECURRENCE-ID")
    return _zoned(found.dt, found.params, zones) if found is not None else None


def and_later(event: Event) -> bool:
    """Whether it stands in for all that follow too."""
    found = single(event, "RECURRENCE-ID")
    return found is not None and found.params.get("RANGE", "").upper() == "THISANDFUTURE"


def start_of(event: Event, zones: Zones) -> Moment:
    """The moment or the day on which it starts.

    Raises:
        UnfitError: it says none that can be worked with.
    """
    moment: Moment = _said(event, "DTSTART", zones)
    return moment


def moment_of(event: Event, name: str, zones: Zones) -> datetime:
    """The moment that this property says, which has hours.

    Raises:
        UnfitError: it says none that can be worked with.
    """
    moment: datetime = _said(event, name, zones)
    return moment


def _said(event: Event, name: str, zones: Zones) -> Any:  # noqa: ANN401 - a moment or a day
    found = single(event, name)
    if found is None:
        raise UnfitError(f"has no {name}; give it one")
    return _zoned(found.dt, found.params, zones)


def end_of(event: Event, starts: datetime, zones: Zones) -> datetime:
    """The end in the zone of the start. A duration of a series is by the clock on the wall."""
    if "DTEND" in event:
        if single(event, "DTEND") is not None and not _has_hours(event, "DTEND"):
            raise UnfitError("starts at an hour and ends on a day; give its end an hour")
        return moment_of(event, "DTEND", zones).astimezone(starts.tzinfo)
    duration = single(event, "DURATION")
    if duration is None or not isinstance(duration.dt, timedelta):
        raise UnfitError("has no end; give it DTEND or DURATION")
    if "RRULE" in event or "RDATE" in event:
        return starts + duration.dt
    return (starts.astimezone(UTC) + duration.dt).astimezone(starts.tzinfo)


def _has_hours(event: Event, name: str) -> bool:
    return isinstance(single(event, name).dt, datetime)


def added(
    event: Event, starts: datetime, zones: Zones
) -> Iterator[tuple[datetime, datetime | None]]:
    """The shifts that are there beside the rules; an end where they have one of their own."""
    for each in _dates(event, "RDATE", zones):
        first, last = each if isinstance(each, tuple) else (each, None)
        if not isinstance(first, datetime):
            first = datetime.combine(first, starts.timetz())
        yield first, first + last if isinstance(last, timedelta) else last


def left_out(event: Event, zones: Zones) -> Iterator[Moment]:
    """The shifts of the rules that do not take place."""
    for each in _dates(event, "EXDATE", zones):
        yield each[0] if isinstance(each, tuple) else each


def _dates(event: Event, name: str, zones: Zones) -> Iterator[Any]:
    """Each value of a list of dates, with its zone; a period as a pair."""
    for found in several(event, name):
        for each in found.dts:
            if isinstance(each.dt, tuple):
                first, last = each.dt
                length = isinstance(last, timedelta)
                ends = last if length else _zoned(last, found.params, zones)
                yield _zoned(first, found.params, zones), ends
            else:
                yield _zoned(each.dt, found.params, zones)


def _zoned(moment: Any, params: Any, zones: Zones) -> Any:  # noqa: ANN401 - whatever the library read
    """With its zone, where it has hours."""
    if not isinstance(moment, date):
        raise UnfitError("has a time without its day; correct it")
    if moment.year not in YEARS:
        raise UnfitError("is too far away; correct its year")
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo:
        return moment.astimezone(UTC)
    zone = zones.zone(params.get("X-TZID"))
    return moment.replace(tzinfo=UTC if zone.key in NOWHERE else zone)


def single(event: Event, name: str) -> Any:  # noqa: ANN401 - as the library has it
    """The value of a property that may be there once, or again with the same value; or None.

    Raises:
        UnfitError: it is there with several.
    """
    found = several(event, name)
    if any(each != found[0] or each.params != found[0].params for each in found):
        raise UnfitError(f"has more than one {name}; take all but one out")
    return found[0] if found else None
