"""Reading a table: a row for each shift, with its person, start and end."""

import csv
import difflib
from collections.abc import Iterator
from datetime import datetime
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from bot.rosters.csv_times import read_time
from bot.rosters.problems import Problem, RosterError, UnfitError
from bot.rosters.reading import OPEN, Reading, is_open
from bot.rosters.rows import Reference, Row
from bot.rosters.scan import MOST_EVENTS
from bot.rosters.zones import Zones

NEEDED = ("person", "start", "end")
KNOWN = (*NEEDED, "timezone")
SEPARATORS = (",", ";", "\t")
SUCH_AS = 'begin it with the line "person,start,end", and "timezone" if rows differ in it'
LONGEST_LINE = 10_000

Cells = tuple[int, list[str]]


def read_csv(text: str, zones: Zones) -> Reading:
    """The rows of a table. Times without a zone are in the row's own, or else in the default.

    Raises:
        RosterError: it is no table with these columns.
    """
    cells = _cells(text)
    line, header = next(cells, (1, []))
    columns = _columns(line, header)
    reading = Reading()
    for number, values in cells:
        if any(values):
            _read(number, values, columns, zones, reading)
    if len(reading.rows) > MOST_EVENTS:
        why = f"has more than {MOST_EVENTS} rows; leave out what is over"
        raise RosterError([Problem(line, "the file", why)])
    return reading


def _cells(text: str) -> Iterator[Cells]:
    """Each row with the line on which it begins."""
    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True)
    line = 1
    try:
        for values in reader:
            yield line, [value.strip() for value in values]
            line = reader.line_num + 1
    except csv.Error:
        why = "cannot be read as CSV from here on; save it as CSV again"
        raise RosterError([Problem(line, "the file", why)]) from None


def _columns(line: int, header: list[str]) -> dict[str, int]:
    """Where each column is. Others are passed over, but not one that is nearly known."""
    names = ["".join(name.casefold().split()).replace("_", "") for name in header]
    missing = [name for name in NEEDED if name not in names]
    if missing:
        why = f"has no column {missing[0]!r}; {SUCH_AS}"
        raise RosterError([Problem(line, "the file", why)])
    for name in names:
        near = difflib.get_close_matches(name, KNOWN, n=1, cutoff=0.75)
        if near and (name not in KNOWN or names.count(name) > 1):
            why = f"is nearly or twice {near[0]!r}; correct its name or take it out"
            raise RosterError([Problem(line, "the column", why, name)])
    return {name: names.index(name) for name in KNOWN if name in names}


def _read(
    line: int, values: list[str], columns: dict[str, int], zones: Zones, reading: Reading
) -> None:
    found = {name: values[at] if at < len(values) else "" for name, at in columns.items()}
    missing = [name for name in NEEDED if not found[name]]
    if missing:
        reading.problems.append(Problem(line, "the row", f"has no {missing[0]}; give it one"))
        return
    if is_open(found["person"]):
        reading.pass_over(line, OPEN)
        return
    try:
        zone = zones.zone(found.get("timezone"))
    except UnfitError as error:
        reading.problems.append(Problem(line, "the row", str(error)))
        return
    starts, ends = (_time(line, found, name, zone, reading) for name in ("start", "end"))
    if starts and ends:
        reading.rows.append(Row(line, starts, ends, people=(_person(found["person"]),)))


def _time(
    line: int, found: dict[str, str], name: str, zone: ZoneInfo, reading: Reading
) -> datetime | None:
    try:
        return read_time(found[name], zone)
    except UnfitError as error:
        reading.problems.append(Problem(line, f"the {name}", str(error), found[name]))
        return None


def _person(text: str) -> Reference:
    """By name, Slack id or e-mail address, or as Outlook writes it: Ana Silva <ana@example.org>."""
    name, address = parseaddr(text) if "@" in text else (text, "")
    return Reference(name or text, address.casefold() or None)
