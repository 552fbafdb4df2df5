"""Somebody needs to speak with someone before the next check-in: one after the other is asked."""

from datetime import datetime

import pytest

from bot.domain.attempt import LEASE
from bot.store import attempts
from tests.support.check_ins import last, press
from tests.support.practice import OpenStage, Someone, Stage, actions_of

ADA, EVE, FAY, NIKO = "U0ADA", "U0EVE", "U0FAY", "U0NIKO"
TUESDAY = "2026-11-24T12:00:00+00:00"
NIKOS_TURN = "2026-11-24T13:00:01+00:00"
TEAM = """
workspace = "Hillside"
[team]
key = "hill"
name = "Hillside peers"
channel = "C0HILL"
timezone = "Europe/London"
danger_route = "Ring the on-call line, 555 0100."
[digest]
weekday = "friday"
at = "09:00"
"""
TEAM += "".join(
    f'[[members]]\nperson = "{person}"\nrole = "{role}"\n{more}\n'
    for person, role, more in (
        (ADA, "peer supporter", 'supervisor = "U0EVE"\npeer_supervisor = "U0FAY"'),
        (EVE, "supervisor", 'cover = "U0NIKO"'),
        (FAY, "peer supervisor", ""),
        (NIKO, "coordinator", ""),
    )
)


@pytest.fixture
async def team(open_stage: OpenStage) -> Stage:
    """Ada, her two supervisors and the coordinator."""
    return await open_stage(TEAM, TUESDAY)


async def _ada_asks(stage: Stage) -> Someone:
    ada = stage.person(ADA)
    await ada.command("C0HILL", "/supervision")
    await ada.press((await ada.modal())["id"], "sooner.open")
    assert "Ring the on-call line, 555 0100." in str(await ada.modal())
    await ada.submit()
    assert "It is on its way." in str(await ada.modal())
    await stage.later(3)
    return ada


async def test_the_supervisor_is_asked_first_and_a_yes_is_passed_on(team: Stage) -> None:
    ada, eve = await _ada_asks(team), team.person(EVE)
    asked = await last(eve)
    assert "<@U0ADA> would like to speak with somebody today" in asked["text"]
    assert actions_of(asked) == ["sooner.yes", "sooner.no"]
    await press(eve, "sooner.yes")
    await team.later(3)
    assert (await last(ada))["text"].startswith("<@U0EVE> will get in touch with you today.")
    await team.at("2026-11-24T20:00:00+00:00")
    assert await team.person(FAY).inbox() == []
    assert len(await ada.inbox()) == 1


async def test_after_a_no_the_next_one_is_asked_at_once(team: Stage) -> None:
    await _ada_asks(team)
    await press(team.person(EVE), "sooner.no")
    assert (await last(team.person(EVE)))["text"].startswith("That is fine.")
    await team.later(3)
    assert "would like to speak with somebody today" in (await last(team.person(FAY)))["text"]
    assert await team.person(NIKO).inbox() == []


async def test_without_an_answer_the_next_one_is_asked_after_half_an_hour(team: Stage) -> None:
    await _ada_asks(team)
    await team.at("2026-11-24T12:29:00+00:00")
    assert await team.person(FAY).inbox() == []
    await team.at("2026-11-24T12:31:00+00:00")
    assert len(await team.person(FAY).inbox()) == 1


async def test_when_nobody_has_time_ada_is_told_kindly_and_once(team: Stage) -> None:
    ada = await _ada_asks(team)
    for who in (EVE, FAY, NIKO):
        await press(team.person(who), "sooner.no")
        await team.later(3)
    assert (await last(ada))["text"].startswith("Nobody could be reached who has time today.")
    await team.at("2026-11-24T20:00:00+00:00")
    assert len(await ada.inbox()) == 1


async def test_whoever_is_off_is_passed_over(team: Stage) -> None:
    eve = team.person(EVE)
    await eve.press((await eve.home())["id"], "day.away")
    await eve.submit({"from": "2026-11-24", "until": "2026-11-24"})
    await _ada_asks(team)
    assert await eve.inbox() == []
    assert len(await team.person(FAY).inbox()) == 1


async def test_a_second_yes_hears_that_somebody_has_answered(team: Stage) -> None:
    ada = await _ada_asks(team)
    await team.at("2026-11-24T12:31:00+00:00")
    await press(team.person(EVE), "sooner.yes")
    await press(team.person(FAY), "sooner.yes")
    assert (await last(team.person(FAY)))["text"].startswith("Thank you. Somebody has answered")
    await team.later(3)
    assert len(await ada.inbox()) == 1


async def test_asking_twice_in_a_row_asks_nobody_twice(team: Stage) -> None:
    ada = await _ada_asks(team)
    await ada.close()
    await ada.press((await ada.home())["id"], "sooner.open")
    await ada.submit()
    await team.later(3)
    assert len(await team.person(EVE).inbox()) == 1


async def test_after_a_yes_that_led_nowhere_asking_again_does_ask(team: Stage) -> None:
    ada, eve = await _ada_asks(team), team.person(EVE)
    await press(eve, "sooner.yes")
    await team.at("2026-11-24T12:25:00+00:00")
    await ada.close()
    await _ada_asks(team)
    assert len(await eve.inbox()) == 2
    assert actions_of(await last(eve)) == ["sooner.yes", "sooner.no"]


async def test_a_no_of_somebody_whose_turn_is_over_does_not_tell_ada_too_early(team: Stage) -> None:
    ada = await _ada_asks(team)
    await team.at("2026-11-24T13:01:00+00:00")
    await press(team.person(EVE), "sooner.no")
    await team.later(3)
    assert await ada.inbox() == []
    await press(team.person(NIKO), "sooner.yes")
    await team.later(3)
    assert (await last(ada))["text"].startswith("<@U0NIKO> will get in touch with you today.")


async def test_a_no_while_the_last_one_is_being_asked_does_not_tell_ada_that_nobody_is_there(
    team: Stage,
) -> None:
    ada = await _ada_asks(team)
    await team.at("2026-11-24T12:59:00+00:00")
    assert len(team.db.now(attempts.claim, datetime.fromisoformat(NIKOS_TURN), LEASE, 9)) == 1
    await press(team.person(FAY), "sooner.no")
    await team.later(3)
    assert await ada.inbox() == []


async def test_a_yes_to_the_older_of_two_questions_ends_the_newer_one_too(team: Stage) -> None:
    ada, eve, fay = await _ada_asks(team), team.person(EVE), team.person(FAY)
    await team.at("2026-11-24T13:31:00+00:00")
    assert (await last(ada))["text"].startswith("Nobody could be reached who has time today.")
    await ada.close()
    await _ada_asks(team)
    await press(fay, "sooner.yes")
    await team.later(3)
    assert (await last(ada))["text"].startswith("<@U0FAY> will get in touch with you today.")
    await press(eve, "sooner.yes")
    assert (await last(eve))["text"].startswith("Thank you. Somebody has answered")
    await team.at("2026-11-24T20:00:00+00:00")
    assert [len(await each.inbox()) for each in (ada, fay)] == [2, 1]
