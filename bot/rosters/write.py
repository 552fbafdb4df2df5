"""From rows and the people in them to the text that is stored."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.domain.working import Worked
from bot.rosters.rows import Moment, Row
from bot.rosters.stored import address, calendar_text
from bot.rosters.versions import which

FORM = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class Staffed:
    """A row, and the Slack ids of those who work."""

    row: Row
    people: tuple[str, ...]


def write(staffed: Iterable[Staffed]) -> str:
    """The calendar that says so; the same rows in any order make the same text.

    An override that came without its series is a shift by itself.
    """
    ordered = sorted(staffed, key=lambda one: (*_key(one), which(one.row)))
    events = set[str]()
    for _, group in groupby(ordered, _key):
        events |= {*_group([*group])}
    return calendar_text(sorted(events))


def worked(shifts: Iterable[Worked]) -> Iterator[str]:
    """Shifts as events by themselves, as they were worked, each in its own time zone."""
    for one in sorted(shifts):
        zone = ZoneInfo(one.timezone)
        starts, ends = (at.astimezone(zone) for at in (one.starts, one.ends))
        row = Row(0, starts, ends, uid=one.timezone)
        alone = Staffed(row, (one.person,))
        yield _event(alone, _uid(alone, apart=True))


def _key(one: Staffed) -> tuple[str, int]:
    """By UID; what has none is alone."""
    return one.row.uid, 0 if one.row.uid else one.row.line


def _group(group: list[Staffed]) -> Iterator[str]:
    """All events of one UID: first what is no override, then what is."""
    alone = [one for one in group if one.row.instead_of is None]
    series = next((one for one in alone if one.row.uid and one.row.recurs), None)
    for one in alone:
        yield _event(one, _uid(one, apart=one is not series))
    for one in group:
        if one.row.instead_of is not None and series is not None:
            yield _override(one, series)
        elif one.row.instead_of is not None and not one.row.cancelled:
            yield _event(replace(one, row=replace(one.row, rules=())), _uid(one, apart=True))


def _uid(one: Staffed, *, apart: bool) -> str:
    """A digest, since a program's own may hold a name or an address.

    What is `apart` shares its UID with nothing.
    """
    named = [one.row.uid]
    if apart:
        times = (one.row.starts, one.row.ends)
        named += [*one.people, *(each.astimezone(UTC).isoformat() for each in times)]
    return hashlib.sha256("/".join(named).encode()).hexdigest()[:32]


def _event(one: Staffed, uid: str) -> str:
    row = one.row
    zone = _zone(row)
    lines = [f"UID:{uid}", _time("DTSTART", row.starts, zone), _time("DTEND", row.ends, zone)]
    lines += [f"RRULE:{rule}" for rule in row.rules]
    lines += sorted(_addition(*each, zone) for each in row.added)
    lines += sorted(_time("EXDATE", _start(each, row), zone) for each in row.left_out)
    return _text([*lines, *_attendees(one)])


def _override(one: Staffed, series: Staffed) -> str:
    """In the zone of its series, whose shift it stands in for."""
    row, zone = one.row, _zone(series.row)
    instead_of = _start(row.instead_of or row.starts, series.row)
    starts, ends = (instead_of, instead_of + HOUR) if row.cancelled else (row.starts, row.ends)
    lines = [f"UID:{_uid(series, apart=False)}"]
    lines += [_time("RECURRENCE-ID", instead_of, zone, ";RANGE=THISANDFUTURE" * row.and_later)]
    lines += [_time("DTSTART", starts, zone), _time("DTEND", ends, zone)]
    return _text([*lines, *(["STATUS:CANCELLED"] if row.cancelled else _attendees(one))])


HOUR = timedelta(hours=1)
"""How long what does not take place is said to last: something has to be said."""


def _start(moment: Moment, row: Row) -> datetime:
    """When the shift of a day starts, where the day alone is said."""
    if isinstance(moment, datetime):
        return moment
    return datetime.combine(moment, row.starts.timetz())


def _addition(starts: datetime, ends: datetime | None, zone: tzinfo) -> str:
    if ends is None:
        return _time("RDATE", starts, zone)
    local = ends.astimezone(zone)
    return f"{_time('RDATE', starts, zone, ';VALUE=PERIOD')}/{local:{FORM}}{_z(zone)}"


def _attendees(one: Staffed) -> list[str]:
    return [f"ATTENDEE:{address(person)}" for person in sorted(one.people)]


def _zone(row: Row) -> tzinfo:
    """Its own, but UTC where a single shift is in the hour that comes twice, the second time."""
    zone = row.starts.tzinfo
    twice = row.starts.fold or row.ends.fold
    return zone if isinstance(zone, ZoneInfo) and not (twice and not row.recurs) else UTC


def _time(name: str, at: datetime, zone: tzinfo, parameters: str = "") -> str:
    named = f";TZID={zone.key}" if isinstance(zone, ZoneInfo) else ""
    return f"{name}{parameters}{named}:{at.astimezone(zone):{FORM}}{_z(zone)}"


def _z(zone: tzinfo) -> str:
    return "" if isinstance(zone, ZoneInfo) else "Z"


def _text(lines: list[str]) -> str:
    return "".join(f"{line}\r\n" for line in ["BEGIN:VEVENT", *lines, "END:VEVENT"])
