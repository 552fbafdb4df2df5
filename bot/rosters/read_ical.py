"""Reading an iCalendar file: its events as rows, what is wrong, and what was passed over."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Event

from bot.rosters import rules
from bot.rosters.invited import declined, organizer, people, title
from bot.rosters.problems import Problem, RosterError, UnfitError
from bot.rosters.reading import Reading
from bot.rosters.rows import YEARS, Moment, Row
from bot.rosters.scan import Block, scan
from bot.rosters.stored import several, value
from bot.rosters.zones import Zones, named

ALL_DAY = "all-day events, which have no hours and so are no shifts"
UNREADABLE = "cannot be read as iCalendar; export it again"
ODD = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError)
"""What the library raises over values that fit no calendar."""

HOUR = timedelta(hours=1)
NOWHERE = frozenset({"UTC", "Etc/UTC", "GMT", "Etc/GMT"})
"""Zones in which nobody lives: such times are instants, and are told in the team's own."""


class _AllDayError(Exception):
    """The event has days and no hours."""


def read_ical(text: str, default: ZoneInfo, now: datetime) -> Reading:
    """The events of a file. Times without a zone are in the file's own, or else in `default`.

    Raises:
        RosterError: it is no calendar, or cannot be taken for a roster at all.
    """
    found = scan(text)
    if found.method == "CANCEL":
        why = "takes back single events and is no roster; export the whole calendar"
        raise RosterError([Problem(1, "the file", why)])
    zones = Zones(named(found.default_zone) or default, now, found.zones)
    reading = Reading()
    for block in found.events:
        _read(block, zones, reading)
    return reading


def _read(block: Block, zones: Zones, reading: Reading) -> None:
    try:
        reading.rows.append(_row(block.line, _event(block), zones))
    except _AllDayError:
        reading.pass_over(block.line, ALL_DAY)
    except UnfitError as error:
        reading.problems.append(Problem(block.line, "the event", str(error)))
    except ODD:
        reading.problems.append(Problem(block.line, "the event", UNREADABLE))


def _event(block: Block) -> Event:
    try:
        event = Event.from_ical(block.text)
    except ODD as error:
        raise UnfitError(UNREADABLE) from error
    if not isinstance(event, Event):
        raise UnfitError(UNREADABLE)
    if event.errors:
        raise UnfitError(f"has in its {event.errors[0][0]} what no calendar knows; correct it")
    if "EXRULE" in event:
        raise UnfitError("leaves days out by an EXRULE, which is out of use; use EXDATE")
    return event


def _row(line: int, event: Event, zones: Zones) -> Row:
    instead_of = _instead_of(event, zones)
    if _is_cancelled(event) or (instead_of and _is_all_day(event)):
        return _gap(line, event, instead_of, zones)
    starts = _moment(event, "DTSTART", zones)
    normal = [rules.normal(rule, starts) for rule in several(event, "RRULE")]
    ends = [until for _, until in normal if until]
    return Row(
        line=line,
        starts=starts,
        ends=_end(event, starts, zones),
        people=tuple(people(event)),
        title=title(event),
        organizer=organizer(event),
        uid=str(event.get("UID", "")),
        sequence=int(value(event, "SEQUENCE") or 0),
        rules=tuple(text for text, _ in normal),
        until=max(ends) if len(ends) == len(normal) > 0 else None,
        added=tuple(_added(event, starts, zones)),
        left_out=tuple(_dates(event, "EXDATE", zones)),
        instead_of=instead_of,
        and_later=_and_later(event),
    )


def _gap(line: int, event: Event, instead_of: Moment | None, zones: Zones) -> Row:
    """What does not take place. It needs no hours: in a series it is a day without a shift."""
    day = instead_of or zones.now
    if not isinstance(day, datetime):
        day = datetime.combine(day, datetime.min.time(), zones.default)
    return Row(
        line=line,
        starts=day,
        ends=day + HOUR,
        uid=str(event.get("UID", "")),
        sequence=int(value(event, "SEQUENCE") or 0),
        instead_of=instead_of,
        and_later=_and_later(event),
        cancelled=True,
    )


def _is_cancelled(event: Event) -> bool:
    return str(event.get("STATUS", "")).upper() == "CANCELLED" or declined(event)


def _is_all_day(event: Event) -> bool:
    start = _single(event, "DTSTART")
    return start is not None and not isinstance(start.dt, datetime)


def _instead_of(event: Event, zones: Zones) -> Moment | None:
    found = _single(event, "RECURRENCE-ID")
    return _zoned(found.dt, found.params, zones) if found is not None else None


def _and_later(event: Event) -> bool:
    found = _single(event, "RECURRENCE-ID")
    return found is not None and found.params.get("RANGE", "").upper() == "THISANDFUTURE"


def _moment(event: Event, name: str, zones: Zones) -> datetime:
    found = _single(event, name)
    if found is None:
        raise UnfitError(f"has no {name}; give it one")
    moment = _zoned(found.dt, found.params, zones)
    if not isinstance(moment, datetime):
        raise _AllDayError
    return moment


def _end(event: Event, starts: datetime, zones: Zones) -> datetime:
    """The end in the zone of the start. A duration of a series is by the clock on the wall."""
    if "DTEND" in event:
        if _single(event, "DTEND") is not None and not _has_hours(event, "DTEND"):
            raise UnfitError("starts at an hour and ends on a day; give its end an hour")
        return _moment(event, "DTEND", zones).astimezone(starts.tzinfo)
    duration = _single(event, "DURATION")
    if duration is None or not isinstance(duration.dt, timedelta):
        raise UnfitError("has no end; give it DTEND or DURATION")
    if "RRULE" in event or "RDATE" in event:
        return starts + duration.dt
    return (starts.astimezone(UTC) + duration.dt).astimezone(starts.tzinfo)


def _has_hours(event: Event, name: str) -> bool:
    return isinstance(_single(event, name).dt, datetime)


def _added(
    event: Event, starts: datetime, zones: Zones
) -> Iterator[tuple[datetime, datetime | None]]:
    for each in _dates(event, "RDATE", zones):
        first, last = each if isinstance(each, tuple) else (each, None)
        if not isinstance(first, datetime):
            first = datetime.combine(first, starts.timetz())
        yield first, first + last if isinstance(last, timedelta) else last


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


def _single(event: Event, name: str) -> Any:  # noqa: ANN401 - as the library has it
    found = several(event, name)
    if len(found) > 1:
        raise UnfitError(f"has more than one {name}; take all but one out")
    return found[0] if found else None
