"""Reminders of a break where a shift's hours are corrected while it runs, or two overlap."""

import pytest

from tests.handlers.test_break_reminder import DAY, EARLY, REMINDED, _at, _breaks, _due, _reminded
from tests.support.hill import hill_shift
from tests.support.practice import OpenStage, Stage

LATE = "2026-11-24T17:45:00+00:00"
LONGER = REMINDED + hill_shift("09:00", "18:00", "U0ADA", "U0BEN")
SHORTER = REMINDED + hill_shift("09:00", "11:50", "U0ADA", "U0BEN")
BEGUN_LATER = REMINDED + hill_shift("09:30", "17:00", "U0ADA", "U0BEN")


@pytest.fixture
async def day(open_stage: OpenStage) -> Stage:
    """Ada and Ben work from nine to five; it is early."""
    return await open_stage(DAY, EARLY)


@pytest.mark.parametrize("changed", [LONGER, BEGUN_LATER])
async def test_a_reminder_that_was_put_off_comes_though_the_shift_was_changed_meanwhile(
    day: Stage, changed: str
) -> None:
    ada, dm, reminder = await _reminded(day)
    await ada.click(dm, reminder, "breaks.ten")
    await day.apply(changed)
    await day.later(11 * 60)
    assert len(await _breaks(ada)) == 1
    await day.at(LATE)
    assert len(await _breaks(ada)) == 1


async def test_in_ten_minutes_goes_by_the_hours_as_they_are_by_then(day: Stage) -> None:
    ada, dm, reminder = await _reminded(day)
    await day.apply(LONGER)
    await day.later()
    await ada.click(dm, reminder, "breaks.ten")
    await day.later(11 * 60)
    assert len(await _breaks(ada)) == 1


async def test_in_ten_minutes_is_too_late_where_the_shift_now_ends_before(day: Stage) -> None:
    ada, dm, reminder = await _reminded(day)
    assert f"{day.clock.now():%H:%M}" > "11:40"
    await day.apply(SHORTER)
    await ada.click(dm, reminder, "breaks.ten")
    await day.at(LATE)
    assert await _breaks(ada) == []


async def test_what_was_put_off_does_not_come_after_a_shift_that_now_ends_sooner(
    day: Stage,
) -> None:
    ada, dm, reminder = await _reminded(day)
    await ada.click(dm, reminder, "breaks.ten")
    await day.apply(REMINDED + hill_shift("09:00", "12:10", "U0ADA", "U0BEN"))
    await day.leap("2026-11-24T12:30:00+00:00")
    assert await _breaks(ada) == []


async def test_who_took_five_before_they_put_it_off_is_reminded_all_the_same(day: Stage) -> None:
    ada, dm, reminder = await _reminded(day)
    await ada.command("C0HILL", "/five")
    await day.later(20 * 60)
    await ada.click(dm, reminder, "breaks.ten")
    await day.later(11 * 60)
    assert len(await _breaks(ada)) == 1


async def test_a_short_handover_between_two_shifts_takes_no_reminder_away(
    open_stage: OpenStage,
) -> None:
    both = hill_shift("06:00", "14:15", "U0ADA") + hill_shift("14:00", "22:00", "U0ADA")
    stage = await open_stage(REMINDED + both, "2026-11-24T05:00:00+00:00")
    await stage.at("2026-11-24T22:00:00+00:00")
    assert len(await _breaks(stage.person("U0ADA"))) == 2


async def test_who_was_reminded_is_not_again_where_the_start_is_corrected(day: Stage) -> None:
    ada, _, _ = await _reminded(day)
    await day.apply(BEGUN_LATER)
    await day.at(LATE)
    assert len(await _breaks(ada)) == 1


async def test_of_two_shifts_that_overlap_one_has_a_reminder(open_stage: OpenStage) -> None:
    both = hill_shift("09:00", "17:00", "U0ADA") + hill_shift("08:55", "17:05", "U0ADA")
    stage = await open_stage(REMINDED + both, EARLY)
    await stage.at(LATE)
    assert len(await _breaks(stage.person("U0ADA"))) == 1


async def test_of_two_shifts_one_after_the_other_each_has_one(open_stage: OpenStage) -> None:
    both = hill_shift("06:00", "12:00", "U0ADA") + hill_shift("12:00", "18:00", "U0ADA")
    stage = await open_stage(REMINDED + both, "2026-11-24T05:00:00+00:00")
    await _at(stage, _due(stage))
    await stage.at("2026-11-24T18:00:00+00:00")
    assert len(await _breaks(stage.person("U0ADA"))) == 2
