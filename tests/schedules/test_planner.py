"""Planning: what a changed team file takes back, moves and brings again."""

from bot.use_cases.plan_prompts import plan_prompts
from tests.support.hill import ADA_ALONE, BEN_AND_CLEO, HILL, HILLSIDE, hill_shift
from tests.support.practice import Json, OpenStage, Stage

NOON = "2026-11-24T12:00:00+00:00"


async def _debriefs(stage: Stage) -> list[Json]:
    return [call["request"] for call in stage.calls("chat.postMessage")]


async def test_a_moved_shift_is_prompted_at_its_new_end_only(hill: Stage) -> None:
    await hill.apply(HILLSIDE.replace('"17:00"', '"16:00"'))
    await hill.at("2026-11-24T15:50:00+00:00")
    (prompt,) = await hill.person("U0ADA").inbox()
    assert "16:00" in prompt["text"]
    await hill.at("2026-11-24T18:00:00+00:00")
    assert len(await hill.person("U0ADA").inbox()) == 1
    states = {row["due_at"].hour: row["state"] for row in hill.deliveries()[:2]}
    assert states == {15: "sent", 16: "withdrawn"}


async def test_a_shift_that_is_taken_away_is_not_prompted(hill: Stage) -> None:
    await hill.apply(HILL + BEN_AND_CLEO)
    await hill.at("2026-11-24T18:00:00+00:00")
    assert await _debriefs(hill) == []


async def test_a_mistake_that_is_put_right_again_costs_no_prompt(hill: Stage) -> None:
    await hill.apply(HILL + BEN_AND_CLEO)
    await hill.apply(HILLSIDE)
    await hill.at("2026-11-24T16:50:00+00:00")
    assert len(await hill.person("U0ADA").inbox()) == 1


async def test_a_prompt_names_those_who_are_on_the_shift_now(hill: Stage) -> None:
    await hill.apply(HILL + ADA_ALONE + hill_shift("12:00", "20:00", "U0BEN", "U0DINA"))
    await hill.at("2026-11-24T19:50:00+00:00")
    (prompt,) = await hill.person("U0EVE").messages("C0HILL")
    assert "<@U0BEN> and <@U0DINA>" in prompt["text"]


async def test_what_was_sent_already_is_not_sent_again_after_a_change(hill: Stage) -> None:
    await hill.at("2026-11-24T16:50:00+00:00")
    await hill.apply(HILLSIDE.replace("Hillside peers", "Hill peers"))
    await hill.apply(HILL + BEN_AND_CLEO)
    await hill.apply(HILLSIDE)
    await hill.later(60)
    assert len(await _debriefs(hill)) == 1


async def test_a_prompt_that_was_put_off_is_not_brought_forward_by_planning(hill: Stage) -> None:
    await hill.fault("ratelimited", "chat.postMessage", retry_after=30)
    await hill.at("2026-11-24T16:50:00+00:00")
    await hill.apply(HILLSIDE.replace("Hillside peers", "Hill peers"))
    await hill.later(29)
    assert await hill.person("U0ADA").inbox() == []
    await hill.later(1)
    assert len(await hill.person("U0ADA").inbox()) == 1


async def test_what_became_due_while_nothing_ran_is_sent_if_it_is_not_too_late(
    open_stage: OpenStage,
) -> None:
    stage = await open_stage(HILLSIDE, "2026-11-24T16:58:00+00:00")
    assert len(await stage.person("U0ADA").inbox()) == 1
    assert len(await _debriefs(stage)) == 1


async def test_what_is_too_late_by_then_is_not_even_planned(open_stage: OpenStage) -> None:
    stage = await open_stage(HILLSIDE, "2026-11-24T17:00:00+00:00")
    assert await _debriefs(stage) == []
    assert all(row["due_at"] > stage.clock.now() for row in stage.deliveries())


async def test_the_next_prompt_is_known_beyond_the_coming_day(open_stage: OpenStage) -> None:
    weekly = hill_shift("09:00", "17:00", "U0ADA").replace("DAILY", "WEEKLY;BYDAY=FR")
    stage = await open_stage(HILL + weekly, "2026-11-24T12:00:00+00:00")
    upcoming = await stage.practice.app.upcoming()
    assert str(upcoming) == "2026-11-27 16:50:00+00:00"
    await stage.at("2026-11-27T16:50:00+00:00")
    assert len(await stage.person("U0ADA").inbox()) == 1


async def test_planning_twice_says_that_nothing_changed(hill: Stage) -> None:
    assert await hill.db.run(plan_prompts, hill.clock.now()) == 0
    await hill.apply(HILLSIDE.replace('"17:00"', '"16:00"'))
    assert await hill.db.run(plan_prompts, hill.clock.now()) == 0
