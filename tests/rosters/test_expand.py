"""From a stored roster to instants, with every clock change that a zone has in store."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.shifts import occurrences
from bot.domain.team import Shift
from bot.domain.working import Worked
from bot.rosters.expand import expand

ZONES = (
    "America/Toronto",
    "America/St_Johns",
    "Europe/London",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Apia",
)
RULES = ("FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY")
CHANGES = ("2011-12-30", "2026-03-08", "2026-03-29", "2026-04-05", "2026-10-04", "2026-10-25")
"""Apia had no 30 December 2011; the others are clock changes of these zones."""

INSTANTS = st.builds(
    lambda day, minutes: datetime.fromisoformat(f"{day}T00:00+00:00") + timedelta(minutes=minutes),
    st.sampled_from([*CHANGES, "2026-11-01", "2026-06-10", "2091-03-11"]),
    st.integers(-3000, 3000),
)
MINUTES = st.integers(0, 24 * 60 - 1) | st.integers(0, 16).map(lambda q: 15 * q)
NIGHT = """\
UID:night
DTSTART;TZID=America/Toronto:20201123T220000
DTEND;TZID=America/Toronto:20201124T060000
RRULE:FREQ=DAILY
ATTENDEE:slack:U0ANA"""


def stored(*events: str, since: str = "") -> str:
    head = f"X-HOLDSPACE-SINCE:{since}\n" if since else ""
    body = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{body}END:VCALENDAR\n".replace("\n", "\r\n")


def between(text: str, since: str, until: str, zone: str = "Europe/London") -> list[str]:
    first, last = (datetime.fromisoformat(day).replace(tzinfo=UTC) for day in (since, until))
    found = sorted(expand(text, first, last, zone))
    return [f"{one.starts:%d %H:%M} {one.ends:%d %H:%M} {one.person}" for one in found]


@st.composite
def series(draw: st.DrawFn) -> tuple[str, Shift]:
    """One series as a roster has it, and as a team file would say the same."""
    zone, rule = draw(st.sampled_from(ZONES)), draw(st.sampled_from(RULES))
    start, length = draw(MINUTES), draw(st.integers(1, 24 * 60 - 1))
    began = datetime(2011, 1, 3) + timedelta(minutes=start)  # noqa: DTZ001 - local
    ended = began + timedelta(minutes=length)
    form = "%Y%m%dT%H%M%S"
    text = stored(
        f"UID:a\nDTSTART;TZID={zone}:{began:{form}}\nDTEND;TZID={zone}:{ended:{form}}\n"
        f"RRULE:{rule}\nATTENDEE:slack:U0ANA"
    )
    shift = Shift("", rule, began.time(), ended.time(), zone, date(2011, 1, 3), None, ("U0ANA",))
    return text, shift


@given(series(), INSTANTS, st.lists(st.integers(0, 40 * 24 * 4), min_size=1, max_size=4))
def test_splitting_a_window_neither_loses_nor_repeats_a_shift(
    made: tuple[str, Shift], first: datetime, quarters: list[int]
) -> None:
    text, _ = made
    cuts = sorted([first, *(first + timedelta(minutes=15 * each) for each in quarters)])
    parts = [one for a, b in pairwise(cuts) for one in expand(text, a, b, "UTC")]
    assert sorted(parts) == sorted(expand(text, cuts[0], cuts[-1], "UTC"))


@given(series(), INSTANTS, st.integers(0, 15))
def test_a_series_of_a_roster_is_what_the_same_shift_of_a_team_file_is(
    made: tuple[str, Shift], since: datetime, days: int
) -> None:
    text, shift = made
    until = since + timedelta(days=days)
    same = [
        Worked(one.starts, one.ends, "U0ANA", shift.timezone)
        for one in occurrences(shift, since, until)
    ]
    assert sorted(expand(text, since, until, "UTC")) == sorted(same)


def test_a_night_keeps_its_hours_by_the_clock_on_the_wall_at_both_changes() -> None:
    assert between(NIGHT_ALONE, "2026-03-07", "2026-03-09") == [
        "07 03:00 07 11:00 U0ANA",
        "08 03:00 08 10:00 U0ANA",
    ]
    assert between(NIGHT_ALONE, "2026-11-01", "2026-11-02") == ["01 02:00 01 11:00 U0ANA"]


NIGHT_ALONE = stored(NIGHT)


def test_a_shift_belongs_to_the_window_that_begins_at_its_end() -> None:
    assert between(NIGHT_ALONE, "2026-11-23T00:00", "2026-11-23T11:00") == []
    assert between(NIGHT_ALONE, "2026-11-23T11:00", "2026-11-23T11:01") == [
        "23 03:00 23 11:00 U0ANA"
    ]


@pytest.mark.parametrize("year", [2027, 2040, 2099])
def test_what_has_no_end_goes_on_for_ever(year: int) -> None:
    assert between(NIGHT_ALONE, f"{year}-01-10", f"{year}-01-12") == [
        "10 03:00 10 11:00 U0ANA",
        "11 03:00 11 11:00 U0ANA",
    ]


def test_a_day_taken_out_a_day_moved_and_a_day_cancelled() -> None:
    text = stored(
        f"{NIGHT}\nEXDATE;TZID=America/Toronto:20261124T220000",
        "UID:night\nRECURRENCE-ID;TZID=America/Toronto:20261125T220000\n"
        "DTSTART;TZID=America/Toronto:20261126T090000\n"
        "DTEND;TZID=America/Toronto:20261126T120000\nATTENDEE:slack:U0BEN",
        "UID:night\nRECURRENCE-ID;TZID=America/Toronto:20261126T220000\n"
        "DTSTART;TZID=America/Toronto:20261126T220000\n"
        "DTEND;TZID=America/Toronto:20261127T060000\nATTENDEE:slack:U0ANA\nSTATUS:CANCELLED",
    )
    assert between(text, "2026-11-24", "2026-11-29") == [
        "24 03:00 24 11:00 U0ANA",
        "26 14:00 26 17:00 U0BEN",
        "28 03:00 28 11:00 U0ANA",
    ]


def test_one_and_all_that_follow_are_moved() -> None:
    text = stored(
        NIGHT,
        "UID:night\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=America/Toronto:20261125T220000\n"
        "DTSTART;TZID=America/Toronto:20261125T200000\n"
        "DTEND;TZID=America/Toronto:20261125T230000\nATTENDEE:slack:U0BEN",
    )
    assert between(text, "2026-11-25", "2026-11-28") == [
        "25 03:00 25 11:00 U0ANA",
        "26 01:00 26 04:00 U0BEN",
        "27 01:00 27 04:00 U0BEN",
    ]


def test_all_that_follow_may_be_moved_by_more_than_the_window_is_wide() -> None:
    text = stored(
        NIGHT,
        "UID:night\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=America/Toronto:20261125T220000\n"
        "DTSTART;TZID=America/Toronto:20261215T220000\n"
        "DTEND;TZID=America/Toronto:20261216T060000\nATTENDEE:slack:U0BEN",
    )
    assert between(text, "2027-01-20", "2027-01-21") == ["20 03:00 20 11:00 U0BEN"]


def test_days_that_are_added_may_be_longer() -> None:
    text = stored(
        "UID:a\nDTSTART;TZID=Europe/London:20261123T090000\n"
        "DTEND;TZID=Europe/London:20261123T100000\nATTENDEE:slack:U0ANA\n"
        "RDATE;TZID=Europe/London:20261124T110000\n"
        "RDATE;TZID=Europe/London;VALUE=PERIOD:20261125T110000/PT3H"
    )
    assert between(text, "2026-11-23", "2026-11-28") == [
        "23 09:00 23 10:00 U0ANA",
        "24 11:00 24 12:00 U0ANA",
        "25 11:00 25 14:00 U0ANA",
    ]


def test_the_last_shift_of_a_rule_is_the_one_it_names() -> None:
    text = stored(NIGHT.replace("DAILY", "DAILY;UNTIL=20261126T030000Z"))
    assert between(text, "2026-11-25", "2026-11-30") == [
        "25 03:00 25 11:00 U0ANA",
        "26 03:00 26 11:00 U0ANA",
    ]


def test_several_people_work_one_shift_and_utc_is_told_in_the_teams_time() -> None:
    text = stored(
        "UID:a\nDTSTART:20261123T090000Z\nDTEND:20261123T100000Z\n"
        "ATTENDEE:slack:U0ANA\nATTENDEE:slack:U0BEN"
    )
    day = datetime(2026, 11, 23, tzinfo=UTC)
    found = sorted(expand(text, day, day + timedelta(days=1), "Asia/Kathmandu"))
    starts, ends = datetime.combine(day, time(9), UTC), datetime.combine(day, time(10), UTC)
    assert found == [
        Worked(starts, ends, "U0ANA", "Asia/Kathmandu"),
        Worked(starts, ends, "U0BEN", "Asia/Kathmandu"),
    ]


def test_before_a_later_reading_the_past_stands_for_itself() -> None:
    past = stored("UID:p\nDTSTART:20261123T090000Z\nDTEND:20261123T100000Z\nATTENDEE:slack:U0BEN")
    text = past + stored(NIGHT, since="20261125T000000Z")
    assert between(text, "2026-11-22", "2026-11-26") == [
        "23 09:00 23 10:00 U0BEN",
        "25 03:00 25 11:00 U0ANA",
    ]
