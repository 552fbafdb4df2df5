"""Files as common programs export them: each is read whole, or refused with its reasons.

They were written here, in the form of the program that each is named after and about made-up
people. Files that programs really wrote are in test_found.py.
"""

import pytest

from bot.rosters import roster
from bot.rosters.problems import RosterError
from tests.rosters.conftest import EXPORTS, NOW, ZONE, shifts, stored

READ = {
    "google-calendar.ics": [
        "11-23 14:00 22:00 U0ANA America/Toronto",
        "11-30 14:00 22:00 U0ANA America/Toronto",
        "12-01 16:00 00:00 U0PRIYA America/Toronto",
    ],
    "outlook-exchange.ics": [
        "11-23 21:00 05:00 U0MARCUS America/New_York",
        "11-25 14:00 22:00 U0JOANNE America/Regina",
        "11-30 21:00 05:00 U0MARCUS America/New_York",
        "12-03 21:00 05:00 U0MARCUS America/New_York",
    ],
    "outlook-customized-zone.ics": ["11-23 12:30 20:30 U0WREN America/St_Johns"],
    "apple-calendar.ics": [
        "11-24 04:00 12:00 U0WREN America/Winnipeg",
        "11-26 04:00 12:00 U0WREN America/Winnipeg",
        "11-26 14:00 18:00 U0TOBIAS America/Toronto",
        "11-28 04:00 12:00 U0WREN America/Winnipeg",
    ],
    "nextcloud.ics": [
        "11-23 11:00 19:00 U0JOANNE America/Toronto",
        "11-25 12:00 16:00 U0JOANNE America/Toronto",
        "12-28 11:00 19:00 U0JOANNE America/Toronto",
    ],
    "evolution.ics": ["11-24 03:45 11:15 U0SAMIRA Asia/Kathmandu"],
    "office365-display-zone.ics": [
        "11-23 14:00 22:00 U0PRIYA America/Toronto",
        "11-25 03:00 11:00 U0TOBIAS America/Toronto",
        "11-30 14:00 22:00 U0PRIYA America/Toronto",
        "12-09 14:00 22:00 U0PRIYA America/Toronto",
    ],
    "icloud-fixed-offset.ics": ["11-23 14:10 22:10 U0ANA America/Toronto"],
    "outlook-caldav-synchronizer.ics": [
        "11-23 15:15 22:45 U0MARCUS America/New_York",
        "11-24 15:15 22:45 U0MARCUS America/New_York",
        "11-27 15:15 22:45 U0MARCUS America/New_York",
    ],
    "thunderbird.ics": [
        "11-24 12:30 16:30 U0WREN America/St_Johns",
        "12-01 13:30 17:30 U0SAMIRA America/St_Johns",
        "12-08 12:30 16:30 U0WREN America/St_Johns",
    ],
    "davx5.ics": [
        "11-22 15:00 20:00 U0JOANNE America/Toronto",
        "12-06 15:00 20:00 U0JOANNE America/Toronto",
        "12-20 15:00 20:00 U0JOANNE America/Toronto",
    ],
    "when-i-work-entire-schedule.ics": ["11-23 17:00 01:00 U0JOANNE America/Toronto"],
    "deputy.ics": [
        "11-23 13:00 21:00 U0PRIYA America/Toronto",
        "11-24 03:00 11:00 U0TOBIAS America/Toronto",
    ],
    "when-i-work.ics": ["11-23 17:00 01:00 U0JOANNE America/Toronto"],
    "sling.csv": [
        "11-23 14:00 22:00 U0ANA America/Toronto",
        "11-23 15:00 23:00 U0WREN America/Winnipeg",
        "11-24 03:00 11:00 U0MARCUS America/Toronto",
        "11-24 14:00 22:00 U0TOBIAS America/Toronto",
    ],
}
"""Who works when, in UTC, and in whose time it is told."""

REFUSED = {
    "my-own-shifts-only.ics": [
        "line 4: the title 'Shift at Harbour House' names nobody of this team; begin it with"
    ],
    "leave-in-hours.ics": [
        "line 4: the shift is longer than 24 hours, which is no shift; give each shift an event",
        "line 11: the event is in a time zone that is not known here ('Harbour Time'); use a name",
        "line 18: the event repeats within a day, or says not how often; repeat by days or longer",
        "line 26: the title 'Ana Duarte - with Marcus Bell' could be about more than one person;",
    ],
    "office365-unnamed-zone.ics": [
        "line 6: the event is in a time zone that is not known here ('Customized Time Zone'); use",
    ],
    "google-without-end.ics": ["line 7: the event has no end; give it DTEND or DURATION"],
    "humanity.csv": [
        "line 2: the start '03/04/2026 09:00' could be two different days; write it like 2026-11",
        "line 2: the end '03/04/2026 17:00' could be two different days; write it like 2026-11",
        "line 3: the end '2026-11-23' has no hour; write it like 2026-11-23 09:00",
        "line 4: the person 'Bell, Marc' is nobody in this team; correct it, or add them to the",
        "line 5: the shift does not end after it starts; correct one of the two",
        "line 6: the row has no end; give it one",
    ],
    "timesheet.csv": ["line 1: the file has no column 'person'; begin it with the line \"person,"],
    "sign-in-page.ics": ["line 1: the file is neither iCalendar nor CSV; export the roster as"],
}
"""How each reason begins."""


def test_every_export_is_expected_to_be_read_or_refused() -> None:
    assert {path.name for path in EXPORTS.iterdir()} == READ.keys() | REFUSED.keys()


@pytest.mark.parametrize("line_break", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("name", READ)
def test_an_export_says_who_works_when(name: str, line_break: bytes) -> None:
    data = (EXPORTS / name).read_bytes().replace(b"\r\n", b"\n").replace(b"\n", line_break)
    assert shifts(stored(data)) == READ[name]


@pytest.mark.parametrize("name", REFUSED)
def test_an_export_that_does_not_fit_is_refused_with_each_line_and_reason(name: str) -> None:
    with pytest.raises(RosterError) as refused:
        stored((EXPORTS / name).read_bytes())
    told = str(refused.value).splitlines()
    assert len(told) == len(REFUSED[name])
    for line, beginning in zip(told, REFUSED[name], strict=True):
        assert line.startswith(beginning)


@pytest.mark.parametrize("name", READ)
def test_nothing_is_stored_but_times_and_slack_ids(name: str) -> None:
    lines = stored((EXPORTS / name).read_bytes()).splitlines()
    allowed = {"UID", "DTSTART", "DTEND", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "STATUS"}
    frame = {"BEGIN", "END", "VERSION", "PRODID"}
    for line in lines:
        name_of, _, value = line.replace(";", ":", 1).partition(":")
        assert name_of in allowed | frame or value.startswith("slack:U0"), line
    assert "@" not in "".join(lines)


@pytest.mark.parametrize(
    ("name", "said", "where"),
    [
        ("google-calendar.ics", "1 all-day events, which have no hours", 68),
        ("when-i-work-entire-schedule.ics", "2 shifts that nobody has taken yet", 15),
    ],
)
def test_what_is_left_out_is_said(name: str, said: str, where: int) -> None:
    reading = roster.read((EXPORTS / name).read_bytes(), ZONE, NOW)
    (note,) = reading.notes()
    assert note.startswith(f"Left out: {said}")
    assert note.endswith(f"(the first in line {where}).")
