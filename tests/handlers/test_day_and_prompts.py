"""What a person said about their day, and what then comes and does not come."""

from tests.support.hill import HILL, HILLSIDE, hill_shift
from tests.support.practice import Json, OpenStage, Someone, Stage, actions_of

ADA, BEN, CLEO = "U0ADA", "U0BEN", "U0CLEO"
PLACE = "C0HILL"
BOXING_DAY = "2026-12-28"
"""In England, in a year in which the 26th is a Saturday."""


async def _say(someone: Someone, action: str, values: Json | None = None) -> None:
    """A button on Home, and the form that it opens."""
    await someone.press((await someone.home())["id"], action)
    if values:
        assert "errors" not in await someone.submit(values)
        if await someone.open_forms():
            await someone.close()


def _today(day: str = "2026-11-24") -> Json:
    return {"from": day, "until": day}


async def _debriefs(someone: Someone) -> list[str]:
    return [m["text"] for m in await someone.inbox() if "our shift ends" in m["text"]]


async def _in_channel(stage: Stage) -> list[str]:
    return [m["text"] for m in await stage.person(BEN).messages(PLACE)]


async def test_without_a_word_the_debriefs_come(hill: Stage) -> None:
    await hill.at("2026-11-24T19:52:00+00:00")
    assert len(await _debriefs(hill.person(ADA))) == 1
    (told,) = await _in_channel(hill)
    assert f"<@{BEN}>" in told
    assert f"<@{CLEO}>" in told


async def test_quiet_holds_back_the_debrief_that_comes_to_one_alone_and_no_other_day(
    hill: Stage,
) -> None:
    ada = hill.person(ADA)
    await _say(ada, "day.quiet")
    await hill.at("2026-11-24T17:00:00+00:00")
    assert await _debriefs(ada) == []
    await hill.at("2026-11-25T17:00:00+00:00")
    assert len(await _debriefs(ada)) == 1


async def test_when_quiet_is_ended_the_debrief_comes(hill: Stage) -> None:
    ada = hill.person(ADA)
    await _say(ada, "day.quiet")
    await _say(ada, "day.loud")
    await hill.at("2026-11-24T17:00:00+00:00")
    assert len(await _debriefs(ada)) == 1


async def test_the_channels_prompt_is_the_same_whether_or_not_somebody_is_quiet(
    hill: Stage, open_stage: OpenStage
) -> None:
    other = await open_stage(HILLSIDE, "2026-11-24T12:00:00+00:00")
    await _say(hill.person(BEN), "day.quiet")
    for stage in (hill, other):
        await stage.at("2026-11-24T19:52:00+00:00")
    assert await _in_channel(hill) == await _in_channel(other) != []


async def test_on_a_day_off_no_debrief_comes_and_the_colleague_leaves_alone(hill: Stage) -> None:
    ada, ben, cleo = (hill.person(one) for one in (ADA, BEN, CLEO))
    await _say(ada, "day.away", _today())
    await _say(ben, "day.away", _today())
    await hill.at("2026-11-24T19:52:00+00:00")
    assert await _debriefs(ada) == []
    assert await _in_channel(hill) == []
    assert len(await _debriefs(cleo)) == 1
    assert BEN not in str(await cleo.inbox())


async def test_the_night_before_a_day_off_has_its_break_and_its_debrief(
    open_stage: OpenStage,
) -> None:
    reminded = HILL.replace("reminders = false", "reminders = true")
    nights = reminded + hill_shift("22:00", "06:00", ADA)
    stage = await open_stage(nights, "2026-11-24T12:00:00+00:00")
    ada = stage.person(ADA)
    await _say(ada, "day.away", _today("2026-11-25"))
    await stage.at("2026-11-25T05:59:00+00:00")
    assert len([m for m in await ada.inbox() if "breaks.take" in actions_of(m)]) == 1
    assert len(await _debriefs(ada)) == 1
    before = await ada.inbox()
    await stage.at("2026-11-26T06:00:00+00:00")
    assert await ada.inbox() == before


async def test_a_day_off_that_is_taken_back_brings_the_debrief_back(hill: Stage) -> None:
    ada = hill.person(ADA)
    await _say(ada, "day.away", _today())
    await hill.later(120)
    await ada.command(PLACE, "/holdspace away")
    await ada.press((await ada.modal())["id"], "day.away.take_back")
    await hill.at("2026-11-24T17:00:00+00:00")
    assert len(await _debriefs(ada)) == 1


async def test_a_debrief_that_is_turned_off_comes_again_on_its_day(hill: Stage) -> None:
    ada = hill.person(ADA)
    await _say(ada, "day.prompts", {"topic.debrief": "until", "back_on": "2026-11-25"})
    await hill.at("2026-11-24T17:00:00+00:00")
    assert await _debriefs(ada) == []
    await hill.at("2026-11-25T17:00:00+00:00")
    assert len(await _debriefs(ada)) == 1


async def test_on_a_public_holiday_of_the_region_nobody_is_asked(open_stage: OpenStage) -> None:
    where = f"{HILLSIDE}[holidays]\nregion = 'GB-ENG'\n"
    stage = await open_stage(where, f"{BOXING_DAY}T06:30:00+00:00")
    await stage.at(f"{BOXING_DAY}T23:00:00+00:00")
    assert await _debriefs(stage.person(ADA)) == []
    assert await _in_channel(stage) == []
    await stage.at("2026-12-29T17:00:00+00:00")
    assert len(await _debriefs(stage.person(ADA))) == 1
