"""Somebody who supervised is taken out of the team: what their old messages still open."""

import re

import pytest

from tests.handlers import test_someone_sooner as asking
from tests.handlers.test_supervision_cycle import ADA, EVE, MONDAY, NIKO, SECRET, TEAM
from tests.support.check_ins import last, move_first, press
from tests.support.practice import OpenStage, Stage

FAY = "U0FAY"
EVES = '[[members]]\nperson = "U0EVE"\nrole = "supervisor"\ncover = "U0NIKO"\n'
WITHOUT_EVE = TEAM.replace('supervisor = "U0EVE"', 'supervisor = "U0FAY"').replace(EVES, "")
REFUSED = "That is not open to you here, or not any more."


@pytest.fixture
async def met(open_stage: OpenStage) -> Stage:
    """Ada has shared an agenda with Eve, who was told an hour before they meet."""
    stage = await open_stage(TEAM, MONDAY)
    await stage.at("2026-11-24T14:00:01+00:00")
    ada = stage.person(ADA)
    await press(ada, "agenda.build")
    await ada.submit({"own": SECRET, "share": "share_it"})
    await ada.close()
    await stage.at("2026-11-26T13:00:05+00:00")
    return stage


async def _take_eve_out(stage: Stage) -> None:
    await stage.apply(WITHOUT_EVE)
    await stage.later(60)


async def test_once_eve_is_out_of_the_team_her_message_opens_no_agenda(met: Stage) -> None:
    eve = met.person(EVE)
    before = await last(eve)
    await met.at("2026-11-26T14:10:00+00:00")
    await _take_eve_out(met)
    for action in ("check_in.see", "check_in.points"):
        await press(eve, action, before)
        assert await eve.open_forms() == []
        assert REFUSED in (await last(eve))["text"]


async def test_nor_that_of_a_meeting_still_to_come_which_was_moved(met: Stage) -> None:
    eve, ada = met.person(EVE), met.person(ADA)
    before = await last(eve)
    await move_first(ada, "2026-11-27", "16:00")
    await _take_eve_out(met)
    await press(eve, "check_in.see", before)
    assert await eve.open_forms() == []
    assert REFUSED in (await last(eve))["text"]


async def test_nor_is_it_on_her_page_while_it_runs(met: Stage) -> None:
    await met.at("2026-11-26T14:10:00+00:00")
    await _take_eve_out(met)
    eve = met.person(EVE)
    await eve.command("C0HILL", "/supervision")
    assert "<@U0ADA>" not in str(await eve.modal())
    assert "<@U0ADA>" not in str(await eve.home())


async def test_nor_is_she_asked_how_it_went(met: Stage) -> None:
    await met.at("2026-11-26T14:10:00+00:00")
    await _take_eve_out(met)
    await met.at("2026-11-26T15:00:10+00:00")
    assert "How did it go?" in (await last(met.person(ADA)))["text"]
    assert not any("How did it go?" in m["text"] for m in await met.person(EVE).inbox())


async def test_nor_is_she_told_to_when_it_was_moved(met: Stage) -> None:
    await met.at("2026-11-26T14:10:00+00:00")
    await _take_eve_out(met)
    await met.at("2026-11-26T15:00:10+00:00")
    ada = met.person(ADA)
    await press(ada, "check_in.move")
    await ada.submit({"day": "2026-11-27", "time": "16:00"})
    await met.later(60)
    assert not any("is now on" in m["text"] for m in await met.person(EVE).inbox())


async def test_a_while_after_they_met_it_is_shut_to_whoever_was_there_too(met: Stage) -> None:
    eve = met.person(EVE)
    before = await last(eve)
    await met.at("2026-11-26T15:00:10+00:00")
    await press(eve, "check_in.held")
    await press(eve, "check_in.see", before)
    assert SECRET in str(await eve.modal())
    await eve.close()
    await met.at("2026-11-30T14:00:10+00:00")
    await press(eve, "check_in.see", before)
    assert SECRET not in str(await eve.open_forms())


@pytest.fixture
async def asked(open_stage: OpenStage) -> Stage:
    """Ada needs somebody sooner, and Eve has been asked."""
    stage = await open_stage(asking.TEAM, asking.TUESDAY)
    ada = stage.person(ADA)
    await ada.press((await ada.home())["id"], "sooner.open")
    await ada.submit()
    await stage.later(3)
    return stage


def _without(who: str) -> str:
    """The team of those who are asked, without one of them."""
    head, *members = asking.TEAM.split("[[members]]\n")
    left = [each for each in members if not each.startswith(f'person = "{who}"')]
    named = re.compile(rf'^\w+ = "{who}"\n', re.MULTILINE)
    return "[[members]]\n".join(named.sub("", each) for each in (head, *left))


async def test_eves_yes_counts_no_more_once_she_is_out_of_the_team(asked: Stage) -> None:
    eve = asked.person(EVE)
    question = await last(eve)
    await asked.apply(_without(EVE))
    await asked.later(60)
    await press(eve, "sooner.yes", question)
    await asked.later(3)
    assert REFUSED in (await last(eve))["text"]
    assert not any("will get in touch" in m["text"] for m in await asked.person(ADA).inbox())


async def test_whoever_left_the_team_before_their_turn_is_not_asked(asked: Stage) -> None:
    await asked.apply(_without(FAY))
    await asked.at("2026-11-24T12:31:00+00:00")
    assert await asked.person(FAY).inbox() == []
    await asked.at("2026-11-24T13:01:00+00:00")
    assert "would like to speak with somebody" in (await last(asked.person(NIKO)))["text"]
