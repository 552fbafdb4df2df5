"""From recurring shifts to instants, with every clock change that a zone has in store."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.shifts import occurrences, patterns, to_utc
from bot.domain.team import Member, Role, Shift, Team, Weekly
from bot.domain.working import at_work, distinct

ZONES = (
    "America/Toronto",
    "America/St_Johns",
    "Europe/London",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Apia",
)
RULES = (
    "FREQ=DAILY",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU",
    "FREQ=MONTHLY;BYDAY=1WE",
)
MINUTES = (st.integers(0, 24 * 60 - 1) | st.integers(0, 16).map(lambda q: 15 * q)).map(
    lambda m: time(m // 60, m % 60)
)
CHANGES = ("2011-12-30", "2026-03-08", "2026-03-29", "2026-04-05", "2026-10-04", "2026-10-25")
"""Apia had no 30 December 2011; the others are clock changes of these zones."""

INSTANTS = st.builds(
    lambda day, minutes: datetime.fromisoformat(f"{day}T00:00+00:00") + timedelta(minutes=minutes),
    st.sampled_from([*CHANGES, "2026-11-01", "2026-06-10"]),
    st.integers(-3000, 3000),
)


@st.composite
def shifts(draw: st.DrawFn) -> Shift:
    return Shift(
        name="Any",
        rrule=draw(st.sampled_from(RULES)),
        starts=draw(MINUTES),
        ends=draw(MINUTES),
        timezone=draw(st.sampled_from(ZONES)),
        first_day=date(2011, 1, 1),
        last_day=draw(st.sampled_from([None, date(2011, 12, 30), date(2026, 6, 1)])),
        people=("U0ADA",),
    )


def _shift(starts: str, ends: str, zone: str = "America/Toronto", **more: Any) -> Shift:  # noqa: ANN401 - any field of a shift
    found = Shift(
        name="Day",
        rrule="FREQ=DAILY",
        starts=time.fromisoformat(starts),
        ends=time.fromisoformat(ends),
        timezone=zone,
        first_day=date(2026, 1, 1),
        last_day=None,
        people=("U0ADA",),
    )
    return replace(found, **more)


def _on(shift: Shift, day: str) -> list[str]:
    since = datetime.fromisoformat(day).replace(tzinfo=UTC)
    found = occurrences(shift, since, since + timedelta(days=1))
    return [f"{one.starts:%H:%M} {one.ends:%H:%M}" for one in found]


def _team(*shifts: Shift) -> Team:
    member = Member("U0ADA", "Ada", Role.PEER_SUPPORTER, "Europe/London")
    digest = Weekly(0, time(9))
    return Team("t", "Team", "C0TEAM", "Europe/London", 10, digest, None, (member,), shifts)


def _on_shift(team: Team, now: datetime) -> frozenset[str]:
    return at_work(patterns(team, now, now + timedelta(days=3)), now)


@given(shifts(), INSTANTS, st.integers(0, 9000), st.integers(0, 9000))
def test_splitting_a_window_neither_loses_nor_repeats_an_occurrence(
    shift: Shift, since: datetime, first: int, second: int
) -> None:
    middle = since + timedelta(minutes=first)
    until = middle + timedelta(minutes=second)
    whole = list(occurrences(shift, since, until))
    halves = [*occurrences(shift, since, middle), *occurrences(shift, middle, until)]
    assert halves == whole


@given(st.lists(shifts(), max_size=3), INSTANTS, st.integers(0, 9000), st.integers(0, 9000))
def test_splitting_a_window_neither_loses_nor_repeats_what_somebody_works(
    found: list[Shift], since: datetime, first: int, second: int
) -> None:
    team = _team(*found)
    middle = since + timedelta(minutes=first)
    until = middle + timedelta(minutes=second)
    halves = [*patterns(team, since, middle), *patterns(team, middle, until)]
    assert len(set(halves)) == len(halves)
    assert sorted(halves) == patterns(team, since, until)
    longest = distinct(halves)
    assert {(each.person, each.starts) for each in longest} == {
        (e.person, e.starts) for e in halves
    }
    assert len({(each.person, each.starts) for each in longest}) == len(longest)
    for at in (since, middle, until):
        assert at_work(longest, at) == at_work(halves, at)


@given(shifts(), INSTANTS)
def test_occurrences_are_in_order_within_their_window_and_end_after_they_start(
    shift: Shift, since: datetime
) -> None:
    until = since + timedelta(days=20)
    found = list(occurrences(shift, since, until))
    assert all(since <= one.ends < until for one in found)
    assert all(one.starts < one.ends <= one.starts + timedelta(hours=26) for one in found)
    assert [one.ends for one in found] == sorted(one.ends for one in found)


@given(shifts(), INSTANTS)
def test_somebody_is_on_shift_exactly_during_an_occurrence(shift: Shift, now: datetime) -> None:
    near = occurrences(shift, now - timedelta(days=3), now + timedelta(days=3))
    during = any(one.starts <= now < one.ends for one in near)
    assert (_on_shift(_team(shift), now) == {"U0ADA"}) is during


@given(st.sampled_from(ZONES), st.dates(date(2011, 1, 1), date(2030, 1, 1)), MINUTES)
def test_a_local_time_is_that_time_there_unless_a_clock_change_skips_it(
    zone: str, day: date, at: time
) -> None:
    local = to_utc(day, at, zone).astimezone(ZoneInfo(zone))
    assert local.replace(tzinfo=None) >= datetime.combine(day, at)
    later = local.replace(tzinfo=None) - datetime.combine(day, at)
    assert later in (timedelta(0), timedelta(minutes=30), timedelta(hours=1), timedelta(days=1))


def test_a_shift_keeps_its_local_hours_over_both_clock_changes() -> None:
    day = _shift("09:00", "17:00")
    assert _on(day, "2026-03-07") == ["14:00 22:00"]
    assert _on(day, "2026-03-09") == ["13:00 21:00"]
    assert _on(day, "2026-10-31") == ["13:00 21:00"]
    assert _on(day, "2026-11-02") == ["14:00 22:00"]


def test_a_night_is_shorter_in_spring_and_longer_in_autumn() -> None:
    night = _shift("22:00", "06:00")
    assert _on(night, "2026-03-08") == ["03:00 10:00"]
    assert _on(night, "2026-11-01") == ["02:00 11:00"]


def test_half_hour_zones_and_half_hour_clock_changes_are_kept() -> None:
    assert _on(_shift("10:00", "17:30", "Asia/Kathmandu"), "2026-06-01") == ["04:15 11:45"]
    assert _on(_shift("09:00", "17:00", "America/St_Johns"), "2026-06-01") == ["11:30 19:30"]
    lord_howe = _shift("09:00", "17:00", "Australia/Lord_Howe")
    assert _on(lord_howe, "2026-06-01") == ["22:30 06:30"]
    assert _on(lord_howe, "2026-12-01") == ["22:00 06:00"]


def test_the_first_of_two_equal_local_times_counts() -> None:
    assert _on(_shift("22:00", "01:30"), "2026-11-01") == ["02:00 05:30"]


def test_a_skipped_time_is_as_much_later() -> None:
    assert _on(_shift("22:00", "02:30"), "2026-03-08") == ["03:00 07:30"]


def test_a_shift_that_a_clock_change_swallows_does_not_take_place() -> None:
    assert _on(_shift("02:15", "03:00"), "2026-03-08") == []
    assert _on(_shift("02:15", "03:00"), "2026-03-09") == ["06:15 07:00"]


def test_the_night_of_the_last_day_ends_on_the_morning_after() -> None:
    night = _shift("22:00", "06:00", "Europe/London", last_day=date(2026, 1, 10))
    assert _on(night, "2026-01-11") == ["22:00 06:00"]
    assert _on(night, "2026-01-12") == []


def test_nothing_is_before_the_first_day() -> None:
    day = _shift("09:00", "17:00", "Europe/London")
    assert _on(day, "2025-12-31") == []
    assert _on(day, "2026-01-01") == ["09:00 17:00"]


def test_every_other_week_counts_from_the_first_day() -> None:
    rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU"
    shift = _shift("10:00", "18:00", rrule=rule, first_day=date(2026, 11, 28))
    days = [f"2026-{day}" for day in ("11-21", "11-28", "11-29", "12-05", "12-06", "12-12")]
    assert [bool(_on(shift, day)) for day in days] == [False, True, True, False, False, True]


def test_a_shift_is_over_at_the_instant_of_its_end() -> None:
    team = _team(_shift("09:00", "17:00", "Europe/London"))
    noon = datetime(2026, 1, 5, 12, tzinfo=UTC)
    tick = timedelta(microseconds=1)
    instants = [noon.replace(hour=9) - tick, noon.replace(hour=9), noon.replace(hour=17) - tick]
    assert [bool(_on_shift(team, at)) for at in instants] == [False, True, True]
    assert _on_shift(team, noon.replace(hour=17)) == frozenset()


def test_who_works_the_next_shift_too_is_still_there_at_the_end_of_the_first() -> None:
    team = _team(
        _shift("09:00", "13:00", "Europe/London"), _shift("13:00", "17:00", "Europe/London")
    )
    assert _on_shift(team, datetime(2026, 1, 5, 13, tzinfo=UTC)) == {"U0ADA"}


@pytest.mark.parametrize("zone", ZONES)
def test_a_shift_around_the_clock_has_no_gap_on_ordinary_days(zone: str) -> None:
    found = list(
        occurrences(
            _shift("07:00", "07:00", zone),
            datetime(2026, 6, 10, tzinfo=UTC),
            datetime(2026, 6, 20, tzinfo=UTC),
        )
    )
    assert len(found) == 10
    assert all(a.ends == b.starts for a, b in pairwise(found))


@pytest.mark.parametrize("starts", ["00:30", "09:00", "23:30"])
def test_on_a_day_that_a_place_skips_nobody_works_and_nobodys_shift_is_put_on_the_next(
    starts: str,
) -> None:
    shift = _shift(starts, "05:00", "Pacific/Apia", rrule="FREQ=WEEKLY;BYDAY=TH,FR,SA")
    since, until = (datetime(2011, 12, 28, tzinfo=UTC), datetime(2012, 1, 3, tzinfo=UTC))
    found = list(occurrences(replace(shift, first_day=date(2011, 12, 1)), since, until))
    zone = ZoneInfo("Pacific/Apia")
    assert [each.starts.astimezone(zone).day for each in found] == [29, 31]
