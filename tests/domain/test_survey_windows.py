from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.group import Group
from bot.domain.release import MAX_OPEN, pooled
from bot.domain.rounds import (
    LONGEST_DAYS,
    current_window,
    next_change,
    next_opening,
    reminder_at,
    usual_days,
    window_by_hand,
)
from bot.domain.team import SurveyCadence
from tests.support.survey_scene import CADENCE, CLOSES, OPENS, a_team

SECOND = timedelta(seconds=1)
cadences = st.builds(
    SurveyCadence,
    template=st.just("staff-concerns"),
    first_day=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    every_weeks=st.integers(1, 12),
    opens=st.just(time(9)),
    closes=st.just(time(16)),
    open_days=st.integers(0, 30),
)
instants = st.datetimes(datetime(2025, 12, 1), datetime(2028, 6, 1)).map(  # noqa: DTZ001 - aware below
    lambda naive: naive.replace(tzinfo=UTC)
)


def a_group(survey: SurveyCadence | None = CADENCE) -> Group:
    (group,) = pooled([a_team(survey=survey)])
    return group


def test_the_first_round_is_open_from_its_hour_until_its_close() -> None:
    group = a_group()
    assert current_window(group, OPENS - SECOND) is None
    window = current_window(group, OPENS)
    assert window
    assert (window.opens, window.closes) == (OPENS, CLOSES)
    assert current_window(group, CLOSES - SECOND) == window
    assert current_window(group, CLOSES) is None


def test_the_next_round_comes_after_eight_weeks_at_the_same_local_hour() -> None:
    first = SurveyCadence("staff-concerns", date(2026, 10, 5), 8, time(9), time(16), 4)
    group = a_group(first)
    assert next_opening(group, OPENS) == datetime(2026, 11, 30, 14, tzinfo=UTC)
    assert next_opening(group, datetime(2026, 10, 1, tzinfo=UTC)) == datetime(
        2026, 10, 5, 13, tzinfo=UTC
    )


def test_a_group_without_a_survey_never_opens_one() -> None:
    group = a_group(None)
    assert current_window(group, OPENS) is None
    assert next_opening(group, OPENS) is None


@settings(deadline=None)
@given(cadences, instants)
def test_a_window_found_holds_the_moment_and_the_next_one_begins_later(
    cadence: SurveyCadence, now: datetime
) -> None:
    group = a_group(cadence)
    window = current_window(group, now)
    if window:
        assert window.opens <= now < window.closes
    opening = next_opening(group, now)
    assert opening is not None
    assert opening > now
    assert current_window(group, opening) is not None


@settings(deadline=None)
@given(cadences, instants)
def test_no_opening_is_missed_on_the_way(cadence: SurveyCadence, now: datetime) -> None:
    group = a_group(cadence)
    first = next_opening(group, now)
    assert first
    second = next_opening(group, first)
    assert second
    weeks = timedelta(weeks=cadence.every_weeks)
    hour = timedelta(hours=1)
    if now.date() > cadence.first_day:
        assert first - now <= weeks + 24 * hour
    assert weeks - hour <= second - first <= weeks + hour


def test_the_planner_wakes_for_whichever_comes_first() -> None:
    group = a_group()
    assert next_change([group], [], OPENS - SECOND) == OPENS
    assert next_change([group], [CLOSES], OPENS) == CLOSES
    assert next_change([], [], OPENS) is None
    assert next_change([], [OPENS], OPENS) is None


@pytest.mark.parametrize("days", [0, 5, 30])
def test_of_overlapping_windows_the_latest_counts(days: int) -> None:
    cadence = SurveyCadence("staff-concerns", date(2026, 11, 2), 1, time(9), time(16), days)
    window = current_window(a_group(cadence), OPENS)
    assert window
    assert window.opens == OPENS


def test_a_round_is_never_open_for_longer_than_four_weeks() -> None:
    window = current_window(a_group(replace(CADENCE, open_days=28)), OPENS)
    assert window
    assert window.closes == OPENS + MAX_OPEN


def test_a_round_opened_by_hand_closes_at_the_groups_own_hour() -> None:
    noon = OPENS + timedelta(hours=3)
    window = window_by_hand(a_group(), 4, noon)
    assert (window.opens, window.closes) == (noon, CLOSES)
    without = window_by_hand(a_group(None), 1, noon)
    assert without.closes == datetime(2026, 11, 24, 21, tzinfo=UTC)


@pytest.mark.parametrize("days", [-1, 0, LONGEST_DAYS + 1])
def test_no_round_is_opened_for_less_than_a_day_or_more_than_four_weeks(days: int) -> None:
    with pytest.raises(ValueError, match="1 to 28 days"):
        window_by_hand(a_group(), days, OPENS)


@given(st.integers(1, LONGEST_DAYS), instants)
def test_whatever_is_asked_for_a_round_stays_within_four_weeks(days: int, now: datetime) -> None:
    window = window_by_hand(a_group(), days, now)
    assert now < window.closes <= now + MAX_OPEN


def test_a_group_says_how_long_its_rounds_usually_are() -> None:
    assert usual_days(a_group()) == 4
    assert usual_days(a_group(None)) == 4
    assert usual_days(a_group(replace(CADENCE, open_days=0))) == 1


def test_the_reminder_is_a_day_before_the_close_if_there_are_two() -> None:
    day = timedelta(days=1)
    assert reminder_at(CLOSES - 2 * day, CLOSES) == CLOSES - day
    assert reminder_at(CLOSES - 2 * day + SECOND, CLOSES) is None
