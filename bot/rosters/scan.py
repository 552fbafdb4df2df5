"""Cutting an iCalendar file into its events, with the line of each, before anything is read.

Only what a roster needs is taken along: titles and names to match people by, and times. So an odd
line elsewhere in a file does no harm, and what is private in it goes no further.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.rosters.problems import Problem, RosterError

TAKEN = {
    "DTSTART",
    "DTEND",
    "RDATE",
    "EXDATE",
    "RECURRENCE-ID",
    "DURATION",
    "RRULE",
    "EXRULE",
    "STATUS",
    "SEQUENCE",
    "UID",
}
TAKEN |= {"ATTENDEE", "ORGANIZER", "SUMMARY"}
MOST_EVENTS = 20_000

NAME = re.compile(r"[A-Za-z0-9-]+")
MARK = re.compile(r"[^:]+:([A-Z0-9-]+|\s*V[A-Z]+|\s*STANDARD|\s*DAYLIGHT)\s*", re.IGNORECASE)
BREAK = re.compile(r"\r\n|\n|\r")
ZONE = re.compile(";TZID=", re.IGNORECASE)
OTHERWISE = "export the calendar again as iCalendar (.ics), or as CSV"


@dataclass(frozen=True, slots=True)
class Block:
    """One event: the line of its BEGIN:VEVENT, and its text."""

    line: int
    text: str


@dataclass(slots=True)
class Scanned:
    """The events of a file, its own time zones by name, and what it says of itself.

    `whole` once a calendar of it has ended.
    """

    events: list[Block] = field(default_factory=list)
    zones: dict[str, str] = field(default_factory=dict)
    default_zone: str = ""
    method: str = ""
    whole: bool = False


@dataclass(slots=True)
class _Open:
    """A component that has begun and not yet ended."""

    name: str
    line: int
    lines: list[str] = field(default_factory=list)


def scan(text: str) -> Scanned:
    """Cut a file up. Zones of times are renamed to X-TZID, for the library to leave them alone.

    Raises:
        RosterError: it is no iCalendar file, or only a part of one.
    """
    found, opened, last = Scanned(), list[_Open](), 0
    for line, logical in _unfolded(text):
        last = line
        _take(found, opened, line, logical)
    if not last:
        raise _refusal(1, "the file", f"is empty; {OTHERWISE}")
    if opened:
        raise _refusal(last, "the file", f"ends in the middle of {opened[-1].name}; {OTHERWISE}")
    if len(found.events) > MOST_EVENTS:
        raise _refusal(1, "the file", f"has more than {MOST_EVENTS} events; export fewer weeks")
    return found


def _take(found: Scanned, opened: list[_Open], line: int, logical: str) -> None:
    name = _name(logical)
    if not opened and logical.strip().upper() != "BEGIN:VCALENDAR":
        if found.whole and name.startswith("X-"):
            return  # Podio writes a comment of its own below the calendar
        hint = "; is it a web page?" if logical.lstrip().startswith("<") else ""
        raise _refusal(line, "the file", f"is no calendar{hint}; {OTHERWISE}")
    if name == "BEGIN":
        opened.append(_Open(_value(logical).upper(), line))
        if opened[-1].name == "VCALENDAR":
            return
    if name == "END" and _value(logical).upper() != opened[-1].name:
        raise _refusal(line, "the file", f"ends what has not begun; {OTHERWISE}")
    _keep(found, opened, name, logical)
    if name == "END":
        _close(found, opened.pop())


def _keep(found: Scanned, opened: list[_Open], name: str, logical: str) -> None:
    """Take a line along where it belongs to an event, or to a definition of a time zone."""
    inside = [each.name for each in opened]
    if "VTIMEZONE" in inside:
        opened[inside.index("VTIMEZONE")].lines.append(logical)
    elif inside[-1] == "VEVENT" and name in TAKEN:
        line = _mended(name, logical)
        opened[-1].lines += [ZONE.sub(";X-TZID=", line)] if line else []
    elif inside[-1] == "VCALENDAR" and name == "X-WR-TIMEZONE":
        found.default_zone = _value(logical)
    elif inside[-1] == "VCALENDAR" and name == "METHOD":
        found.method = _value(logical).upper()


def _name(logical: str) -> str:
    """What a line is about. A line of prose that a program did not fold may look like a mark."""
    match = NAME.match(logical)
    name = match[0].upper() if match else ""
    return "" if name in {"BEGIN", "END"} and not MARK.fullmatch(logical) else name


def _mended(name: str, logical: str) -> str:
    """Without what some programs write and no calendar may: blanks in a rule, lists of nothing."""
    if name == "RRULE":
        return logical.replace(" ", "")
    return "" if name in {"EXDATE", "RDATE"} and not _value(logical) else logical


def _close(found: Scanned, ended: _Open) -> None:
    if ended.name == "VCALENDAR":
        found.whole = True
    elif ended.name == "VEVENT":
        text = "\r\n".join(["BEGIN:VEVENT", *ended.lines, "END:VEVENT", ""])
        found.events.append(Block(ended.line, text))
    elif ended.name == "VTIMEZONE":
        names = [_value(line) for line in ended.lines if is_name(line)]
        if names:
            found.zones[names[0]] = "\r\n".join(ended.lines)


def is_name(line: str) -> bool:
    """Whether a line of a VTIMEZONE says what it goes by."""
    return line.upper().startswith(("TZID:", "TZID;"))


def _value(logical: str) -> str:
    return logical.partition(":")[2].strip()


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Each line with those that continue it, and the number of its first."""
    began, parts = 0, list[str]()
    for number, line in enumerate(BREAK.split(text), start=1):
        if line[:1] in {" ", "\t"} and parts:
            parts.append(line[1:])
            continue
        if parts:
            yield began, "".join(parts)
        began, parts = number, [line] if line.strip() else []
    if parts:
        yield began, "".join(parts)


def _refusal(line: int, what: str, message: str) -> RosterError:
    return RosterError([Problem(line, what, message)])
