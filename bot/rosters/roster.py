"""A roster's file from its bytes to the text that is stored."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.team import Member
from bot.rosters.expand import expand
from bot.rosters.people import Known, People
from bot.rosters.problems import Problem, RosterError
from bot.rosters.read_csv import read_csv
from bot.rosters.read_ical import read_ical
from bot.rosters.reading import Reading
from bot.rosters.rows import Row
from bot.rosters.stored import SINCE, calendar_text
from bot.rosters.versions import holding
from bot.rosters.write import FORM, Staffed, worked, write
from bot.rosters.zones import Zones

BEGINNINGS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x1f\x8b")
"""Of a workbook (or a zip), an older workbook, a PDF, and a gzip."""

MOST_BYTES = 10_000_000
"""Of a file or a feed: some thirty thousand events with long descriptions."""

KEPT = timedelta(days=7)
"""How long what was worked is kept after a later reading; the planner looks back for a day."""

WHO = ("people", "title", "organizer")
BEGIN = "BEGIN:VCALENDAR\r\n"

TOO_LONG = "is longer than 24 hours, which is no shift; give each shift an event of its own"
BACKWARDS = "does not end after it starts; correct one of the two"
NO_TEXT = "is a spreadsheet, a document or an archive; save the roster as CSV or iCalendar"
NO_FILE = "is neither iCalendar nor CSV; export the roster as one of them"


def read(data: bytes, timezone: str, now: datetime) -> Reading:
    """The shifts of a file that are not over yet. `timezone` is where no other is said.

    Raises:
        RosterError: it is no file that can be read as a roster.
    """
    text = _decoded(data)
    start = text.lstrip()[:20].upper()
    if start.startswith("BEGIN:"):
        reading = read_ical(text, ZoneInfo(timezone), now)
    elif not start or start.startswith(("<", "{", "[")):
        raise _refusal(NO_FILE)
    else:
        reading = read_csv(text, Zones(ZoneInfo(timezone), now))
    passed = {line for lines in reading.passed.values() for line in lines}
    reading.is_blank = all(row.line in passed for row in reading.rows)
    rows, unclear = holding(reading.rows, now)
    reading.rows = [row for row in rows if not row.is_over(now)]
    reading.problems += unclear
    reading.problems += [problem for row in reading.rows for problem in _hours(row)]
    return reading


def calendar_of(reading: Reading, members: Iterable[Member], known: Known) -> str:
    """What is stored of it.

    Raises:
        RosterError: there is a mistake in a row, or it names nobody of the team; all are listed.
    """
    people, problems = People(members, known), [*reading.problems]
    staffed = []
    for row in _named(reading.rows):
        ids, found = ([], []) if row.cancelled else people.of(row)
        problems += found
        staffed.append(Staffed(row, tuple(dict.fromkeys(ids))))
    if problems:
        raise RosterError(problems)
    return write(staffed)


def after(old: str | None, new: str, now: datetime, timezone: str) -> str | None:
    """What is stored when `new` takes the place of `old`; None where that changes nothing.

    What ended before now is as it was, and what ends later is as it is said now.
    """
    if old is None:
        return new
    instant = now.astimezone(UTC).replace(microsecond=0)
    if _current(old) == new:
        return None
    past = worked(expand(old, instant - KEPT, instant, timezone))
    since = f"{SINCE}:{instant:{FORM}}Z\r\n"
    return calendar_text(past) + new.replace(BEGIN, f"{BEGIN}{since}", 1)


def _current(stored: str) -> str:
    """The roster as it was last read, out of what is stored."""
    last = stored[stored.rindex(BEGIN) :]
    return "".join(line for line in last.splitlines(keepends=True) if not line.startswith(SINCE))


def _named(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, where an override that says no more than its series is for the same people."""
    series = {row.uid: row for row in rows if row.uid and row.instead_of is None}
    for row in rows:
        whose = series.get(row.uid)
        same = whose and not row.people and row.title in {None, whose.title}
        yield replace(row, **{name: getattr(whose, name) for name in WHO}) if same else row


def _hours(row: Row) -> Iterator[Problem]:
    if row.ends <= row.starts and not row.cancelled:
        yield Problem(row.line, "the shift", BACKWARDS)
    elif row.is_too_long:
        yield Problem(row.line, "the shift", TOO_LONG)


def _decoded(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise _refusal("is larger than 10 MB; export fewer weeks")
    if data.startswith(BEGINNINGS):
        raise _refusal(NO_TEXT)
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refusal("is not UTF-8 here; save it as UTF-8", line) from None


def _refusal(message: str, line: int = 1) -> RosterError:
    return RosterError([Problem(line, "the file", message)])
