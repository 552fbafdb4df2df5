"""The reminder of a break, in the middle of a shift, and what its buttons do."""

from datetime import UTC, datetime, time, timedelta

import pytest

from tests.support.hill import HILL, hill_shift
from tests.support.practice import Json, OpenStage, Someone, Stage, actions_of

EARLY = "2026-11-24T08:00:00+00:00"
ENDS = "2026-11-24T17:00:00+00:00"
BUTTONS = ["breaks.take", "breaks.ten", "breaks.not_today"]
REMINDED = HILL.replace("reminders = false", "reminders = true")
DAY = REMINDED + hill_shift("09:00", "17:00", "U0ADA", "U0BEN")
TUESDAY = 24
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@pytest.fixture
async def day(open_stage: OpenStage) -> Stage:
    """Ada and Ben work from nine to five; it is early."""
    return await open_stage(DAY, EARLY)


def _due(stage: Stage, person: str = "U0ADA", nth: int = 0) -> datetime:
    rows = [row for row in stage.deliveries("break") if row["recipient"] == person]
    return datetime.fromisoformat(str(rows[nth]["due_at"]))


def _today(stage: Stage) -> list[Json]:
    """Ada's reminders of this Tuesday, whatever became of them."""
    rows = stage.deliveries("break")
    return [row for row in rows if row["recipient"] == "U0ADA" and row["due_at"].day == TUESDAY]


async def _at(stage: Stage, instant: datetime) -> None:
    await stage.at(instant.isoformat())


async def _breaks(person: Someone) -> list[Json]:
    return [m for m in await person.inbox() if set(BUTTONS) & set(actions_of(m))]


async def _reminded(stage: Stage) -> tuple[Someone, str, Json]:
    ada = stage.person("U0ADA")
    await _at(stage, _due(stage))
    (message,) = await _breaks(ada)
    return ada, await ada.dm(), message


async def test_one_reminder_comes_in_the_middle_of_the_shift(day: Stage) -> None:
    ada, due = day.person("U0ADA"), _due(day)
    assert "11:40" <= f"{due:%H:%M}" <= "14:20"
    await _at(day, due - SECOND)
    assert await ada.inbox() == []
    await _at(day, due)
    (reminder,) = await ada.inbox()
    assert actions_of(reminder) == BUTTONS
    assert "needs no reason" in reminder["text"]
    await day.at("2026-11-24T16:49:00+00:00")
    assert len(await ada.inbox()) == 1
    assert await ada.messages("C0HILL") == []


async def test_two_on_one_shift_are_reminded_at_different_minutes(day: Stage) -> None:
    ada, ben = _due(day, "U0ADA"), _due(day, "U0BEN")
    assert abs(ada - ben) >= MINUTE
    await _at(day, min(ada, ben))
    inboxes = [await day.person(user).inbox() for user in ("U0ADA", "U0BEN")]
    assert sorted(map(len, inboxes)) == [0, 1]


async def test_take_five_now_puts_an_idea_in_the_place_of_the_buttons(day: Stage) -> None:
    ada, dm, reminder = await _reminded(day)
    await ada.click(dm, reminder, "breaks.take")
    (answer,) = await ada.inbox()
    assert answer["ts"] == reminder["ts"]
    assert answer["text"].startswith("These five minutes are yours.")
    assert actions_of(answer) == ["breaks.another"]
    await ada.click(dm, answer, "breaks.another")
    (answer,) = await ada.inbox()
    assert answer["text"].startswith("Here is another one.")
    await _at(day, _due(day) + 5 * MINUTE - SECOND)
    assert len(await ada.inbox()) == 1
    await _at(day, _due(day) + 5 * MINUTE)
    assert (await ada.inbox())[-1]["text"].startswith("Welcome back.")


async def test_in_ten_minutes_may_be_pressed_again_and_again(day: Stage) -> None:
    ada, dm, reminder = await _reminded(day)
    for nth in range(3):
        before = len(await ada.inbox())
        await ada.click(dm, reminder, "breaks.ten")
        assert len(await ada.inbox()) == before
        replaced = (await ada.inbox())[-1]
        assert (replaced["ts"], actions_of(replaced)) == (reminder["ts"], [])
        assert replaced["text"] == "Of course. A reminder comes in ten minutes."
        await _at(day, _due(day) + (nth + 1) * 10 * MINUTE - SECOND)
        assert await _breaks(ada) == []
        await day.later(1)
        (reminder,) = await _breaks(ada)
        assert reminder["text"].startswith("Here is the reminder that you asked for.")
    assert len(_today(day)) == 1 + 3


async def test_a_press_that_slack_hands_over_twice_plans_one_more_and_not_two(day: Stage) -> None:
    ada, dm, reminder = await _reminded(day)
    await day.fault("double_envelope", "interactive")
    await ada.click(dm, reminder, "breaks.ten")
    assert len(_today(day)) == 2


@pytest.mark.parametrize("button", ["breaks.take", "breaks.not_today"])
async def test_handed_over_twice_the_other_answers_are_given_once_too(
    day: Stage, button: str
) -> None:
    ada, dm, reminder = await _reminded(day)
    await day.fault("double_envelope", "interactive")
    await ada.click(dm, reminder, button)
    (answer,) = await ada.inbox()
    assert answer["text"].startswith(("These five minutes are yours.", "That is fine."))


async def test_ten_minutes_are_not_planned_past_the_end_of_the_shift(day: Stage) -> None:
    ada, dm, reminder = await _reminded(day)
    await day.at("2026-11-24T16:50:00+00:00")
    await ada.click(dm, reminder, "breaks.ten")
    (answer,) = [m for m in await ada.inbox() if m["ts"] == reminder["ts"]]
    assert answer["text"].startswith("Your shift is over before that")
    assert len(_today(day)) == 1


async def test_not_today_ends_it_for_the_day_and_not_for_tomorrow(day: Stage) -> None:
    ada, dm, reminder = await _reminded(day)
    await ada.click(dm, reminder, "breaks.not_today")
    (answer,) = await ada.inbox()
    assert answer["text"].startswith("That is fine.")
    assert actions_of(answer) == []
    await day.at("2026-11-24T23:59:00+00:00")
    assert await _breaks(ada) == []
    await day.at(ENDS.replace("-24T", "-25T"))
    assert len(await _breaks(ada)) == 1


async def test_not_today_holds_for_a_second_shift_on_the_same_day(open_stage: OpenStage) -> None:
    text = REMINDED + hill_shift("06:00", "10:00", "U0ADA") + hill_shift("12:00", "20:00", "U0ADA")
    stage = await open_stage(text, "2026-11-24T05:00:00+00:00")
    ada, dm, reminder = await _reminded(stage)
    await ada.click(dm, reminder, "breaks.not_today")
    await stage.at("2026-11-24T20:00:00+00:00")
    assert await _breaks(ada) == []


async def test_who_has_just_taken_five_unasked_is_not_reminded(day: Stage) -> None:
    ada = day.person("U0ADA")
    await _at(day, _due(day) - 30 * MINUTE)
    await ada.command("C0HILL", "/five")
    await _at(day, _due(day) + MINUTE)
    assert await _breaks(ada) == []


async def test_a_shift_below_four_hours_has_no_reminder(open_stage: OpenStage) -> None:
    stage = await open_stage(REMINDED + hill_shift("09:00", "12:59", "U0ADA"), EARLY)
    assert stage.deliveries("break") == []


async def test_a_team_without_reminders_has_none(day: Stage) -> None:
    await day.apply(DAY.replace("reminders = true", "reminders = false"))
    await day.at(ENDS)
    for user in ("U0ADA", "U0BEN"):
        assert await _breaks(day.person(user)) == []


async def test_who_works_the_same_hours_for_two_teams_is_reminded_once(day: Stage) -> None:
    await day.apply(DAY.replace('key = "hill"', 'key = "dale"'))
    await day.at(ENDS)
    assert len(await _breaks(day.person("U0ADA"))) == 1
    assert len(_today(day)) == 1


async def test_a_shift_that_has_moved_has_its_new_reminder_only(day: Stage) -> None:
    await day.apply(REMINDED + hill_shift("10:00", "18:00", "U0ADA"))
    await day.at("2026-11-24T17:00:00+00:00")
    (reminder,) = await _breaks(day.person("U0ADA"))
    came = datetime.fromtimestamp(float(reminder["ts"]), UTC)
    assert time(12, 40) <= came.time() <= time(15, 20)
    assert await _breaks(day.person("U0BEN")) == []


async def test_who_was_reminded_is_not_reminded_again_when_the_shift_is_made_longer(
    day: Stage,
) -> None:
    await day.at("2026-11-24T14:21:00+00:00")
    assert len(await _breaks(day.person("U0ADA"))) == 1
    await day.apply(REMINDED + hill_shift("09:00", "23:30", "U0ADA", "U0BEN"))
    await day.at("2026-11-24T21:00:00+00:00")
    for person in ("U0ADA", "U0BEN"):
        assert len(await _breaks(day.person(person))) == 1


async def test_where_the_app_was_down_a_late_reminder_is_not_sent(day: Stage) -> None:
    await day.leap("2026-11-24T16:15:00+00:00")
    assert await day.person("U0ADA").inbox() == []
    states = {row["state"] for row in day.deliveries("break") if row["due_at"].day == TUESDAY}
    assert states == {"late"}


async def _seen_by_others(stage: Stage) -> list[Json]:
    """Their messages and what stands on their Home tabs."""
    found = []
    for user in ("U0EVE", "U0CLEO"):
        other = stage.person(user)
        found += [*await other.inbox(), *await other.messages("C0HILL")]
        found += [block.get("text", {}) for block in (await other.home())["blocks"]]
    return found


async def test_nobody_else_learns_of_it(day: Stage) -> None:
    await _at(day, _due(day) - SECOND)
    before = await _seen_by_others(day)
    ada, dm, reminder = await _reminded(day)
    await ada.click(dm, reminder, "breaks.take")
    await day.later(300)
    assert len(await ada.inbox()) == 2
    assert await _seen_by_others(day) == before
