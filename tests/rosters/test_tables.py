"""Tables: the ways a time may be written, and what of a header is understood."""

from zoneinfo import ZoneInfo

import pytest

from bot.rosters.csv_times import read_time
from bot.rosters.problems import RosterError, UnfitError
from tests.rosters.conftest import shifts, stored

TORONTO = ZoneInfo("America/Toronto")
ROW = "Ana Duarte,2026-11-23 09:00,2026-11-23 17:00"
WORKED = ["11-23 14:00 22:00 U0ANA America/Toronto"]


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23 09:00",
        "2026-11-23T09:00:00",
        "20261123T090000",
        "2026/11/23 9:00",
        "23 Nov 2026 09:00",
        "23 November 2026, 9:00 am",
        "Nov 23, 2026 9 AM",
        "Mon, 23 Nov 2026 09:00:00",
        "Monday November 23 2026 9:00a.m.",
        "2026-11-23T14:00:00Z",
        "2026-11-23 15:00+01:00",
    ],
)
def test_a_time_that_can_mean_one_thing_only_is_read(text: str) -> None:
    assert read_time(text, TORONTO).isoformat() == "2026-11-23T09:00:00-05:00"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("03/04/2026 09:00", "could be two different days"),
        ("3.4.26 09:00", "could be two different days"),
        ("23/11/2026 09:00", "has its year last"),
        ("2026-11-23", "has no hour"),
        ("20261123", "has no hour"),
        ("09:00", "is not a time that can be read here"),
        ("2026-02-30 09:00", "is not a time that can be read here"),
        ("9999-12-31 23:59", "is too far away"),
        ("tomorrow at nine", "is not a time that can be read here"),
    ],
)
def test_a_time_that_may_be_meant_otherwise_is_refused(text: str, why: str) -> None:
    with pytest.raises(UnfitError, match=f"^{why}; write it like 2026-11-23 09:00"):
        read_time(text, TORONTO)


@pytest.mark.parametrize(
    "table",
    [
        f"person,start,end\n{ROW}",
        f"\ufeffPerson,Start,End\r\n{ROW}\r\n\r\n",
        f"PERSON;start;End\n{ROW.replace(',', ';')}\n",
        "notes,end,start,person\nkeys,2026-11-23 17:00,2026-11-23 09:00,Ana Duarte\n",
        "person,start,end,time_zone\nAna Duarte,2026-11-23 09:00,2026-11-23 17:00,US/Eastern\n",
        'person,start,end,note\n"Duarte, Ana",2026-11-23 09:00,2026-11-23 17:00,"two\nlines"\n',
    ],
)
def test_a_table_is_read_however_it_was_saved(table: str) -> None:
    assert [each[:23] for each in shifts(stored(table))] == [WORKED[0][:23]]


def test_lines_are_counted_where_a_cell_has_several() -> None:
    table = f'person,start,end,note\n{ROW},"two\nlines"\nZed,2026-11-23 09:00,2026-11-23 17:00,\n'
    with pytest.raises(RosterError, match=r"^line 4: the person 'Zed' is nobody in this team"):
        stored(table)


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("person,start", "has no column 'end'"),
        ("person,start,end,timezon", "'timezon' is nearly or twice 'timezone'"),
        ("person,start,end,end", "'end' is nearly or twice 'end'"),
        ("Ana,2026-11-23 09:00,2026-11-23 17:00", "has no column 'person'"),
    ],
)
def test_a_header_that_may_be_a_slip_is_refused(header: str, why: str) -> None:
    with pytest.raises(RosterError, match=rf"^line 1: the (file|column) {why}; "):
        stored(f"{header}\n{ROW}\n")


def test_a_zone_that_is_none_is_refused_with_its_line() -> None:
    with pytest.raises(
        RosterError, match=r"^line 2: the row is in a time zone .* \('Atlantis'\); "
    ):
        stored(f"person,start,end,timezone\n{ROW},Atlantis\n")


@pytest.mark.parametrize(
    "slip",
    [
        "Marcus Bell,2026-11-23 09:00,2025-11-23 17:00",
        "Marcus Bell,2027-11-23 09:00,2026-11-23 17:00",
        "Marcus Bell,2026-11-22 03:00,2026-11-21 11:00",
    ],
)
def test_a_slip_in_a_date_does_not_make_a_shift_one_that_is_over(slip: str) -> None:
    with pytest.raises(RosterError, match=r"^line 3: the shift does not end after it starts; "):
        stored(f"person,start,end\n{ROW}\n{slip}\n")


def test_a_slip_in_what_is_long_over_hinders_nobody() -> None:
    old = "Zed,2025-11-23 09:00,2025-11-22 17:00"
    assert shifts(stored(f"person,start,end\n{ROW}\n{old}\n")) == WORKED


def test_the_hour_that_comes_twice_is_kept_apart_and_one_that_is_skipped_comes_after() -> None:
    table = (
        "person,start,end\n"
        "Ana Duarte,2027-11-07T06:30:00Z,2027-11-07 09:00\n"
        "Priya Nair,2027-11-07 01:30,2027-11-07 09:00\n"
        "Marcus Bell,2027-03-14 02:30,2027-03-14 09:00\n"
    )
    far = stored(table)
    assert shifts(far, until=read_time("2028-01-01 00:00", TORONTO)) == [
        "03-14 07:30 13:00 U0MARCUS America/Toronto",
        "11-07 05:30 14:00 U0PRIYA America/Toronto",
        "11-07 06:30 14:00 U0ANA America/Toronto",
    ]
