"""Reading an iCalendar file: its events as rows, what is wrong, and what was passed over."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Event

from bot.rosters import ical_times as times
from bot.rosters import rules
from bot.rosters.invited import called_off, declined, organizer, people, title
from bot.rosters.problems import Problem, RosterError, UnfitError
from bot.rosters.reading import OPEN, Reading, is_open
from bot.rosters.rows import ANY_TIME, Moment, Row
from bot.rosters.scan import Block, scan
from bot.rosters.stored import several
from bot.rosters.zones import Zones, named

ALL_DAY = "all-day events, which have no hours and so are no shifts"
UNREADABLE = "cannot be read as iCalendar; export it again"
ODD = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError)
"""What the library raises over values that fit no calendar."""

HOUR = timedelta(hours=1)


def read_ical(text: str, default: ZoneInfo, now: datetime) -> Reading:
    """The events of a file. Times without a zone are in the file's own, or else in `default`.

    A file whose own is UTC says so for want of another.

    Raises:
        RosterError: it is no calendar, or cannot be taken for a roster at all.
    """
    found = scan(text)
    if found.method == "CANCEL":
        why = "takes back single events and is no roster; export the whole calendar"
        raise RosterError([Problem(1, "the file", why)])
    own = named(found.default_zone)
    default = own if own and own.key not in times.NOWHERE else default
    zones = Zones(default, now, found.zones)
    reading = Reading()
    for block in found.events:
        _read(block, zones, reading)
    return reading


def _read(block: Block, zones: Zones, reading: Reading) -> None:
    """What is passed over still takes the place of an earlier version of the same event."""
    try:
        event = _event(block)
        instead_of = times.instead_of(event, zones)
        why = OPEN if _is_open(event) else ALL_DAY if times.is_all_day(event) else ""
        off = _is_called_off(event) or declined(event)
        if why and not (off or instead_of):
            reading.pass_over(block.line, why)
        read = _gap if why or off else _row
        reading.rows.append(read(block.line, event, instead_of, zones))
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
        where = event.errors[0][0] or "lines"
        raise UnfitError(f"has in its {where} what no calendar knows; correct it")
    if "EXRULE" in event:
        raise UnfitError("leaves days out by an EXRULE, which is out of use; use EXDATE")
    if "RECURRENCE-ID" in event and "UID" not in event:
        raise UnfitError("is for one shift of a series and has no UID; give it that of its series")
    return event


def _row(line: int, event: Event, instead_of: Moment | None, zones: Zones) -> Row:
    starts = times.moment_of(event, "DTSTART", zones)
    normal = [rules.normal(rule, starts) for rule in several(event, "RRULE")]
    ends = [until for _, until in normal if until]
    return Row(
        line=line,
        starts=starts,
        ends=times.end_of(event, starts, zones),
        people=tuple(people(event)),
        title=title(event),
        organizer=organizer(event),
        uid=str(times.single(event, "UID") or ""),
        sequence=int(times.single(event, "SEQUENCE") or 0),
        rules=tuple(text for text, _ in normal),
        until=max(ends) if len(ends) == len(normal) > 0 else None,
        added=tuple(times.added(event, starts, zones)),
        left_out=tuple(times.left_out(event, zones)),
        instead_of=instead_of,
        and_later=times.and_later(event),
    )


def _gap(line: int, event: Event, instead_of: Moment | None, zones: Zones) -> Row:
    """What does not take place. It needs no hours: in a series it is a day without a shift."""
    day = instead_of or _start(event, zones)
    if not isinstance(day, datetime):
        # No shift starts then, so that a day never stands for one that begins at midnight.
        day = datetime.combine(day, datetime.min.time(), zones.default) + timedelta.resolution
    return Row(
        line=line,
        starts=day,
        ends=day + HOUR,
        people=tuple(people(event)),
        title=title(event),
        uid=str(times.single(event, "UID") or ""),
        sequence=int(times.single(event, "SEQUENCE") or 0),
        instead_of=instead_of,
        and_later=times.and_later(event),
        cancelled=True,
        whole=_is_called_off(event),
    )


def _start(event: Event, zones: Zones) -> Moment:
    """As far as it can be told: a mistake in what does not take place is in nobody's way."""
    try:
        return times.start_of(event, zones)
    except UnfitError:
        return ANY_TIME


def _is_called_off(event: Event) -> bool:
    return called_off(event) or str(times.single(event, "STATUS")).upper() == "CANCELLED"


def _is_open(event: Event) -> bool:
    return not any(people(event)) and is_open(str(times.single(event, "SUMMARY") or ""))
