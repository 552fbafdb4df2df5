"""What is stored about somebody: seen on Home, taken along as one file, forgotten; and leaving."""

import json
from dataclasses import replace

import pytest

from bot.store import check_ins, teams
from tests.support.hill import HILLSIDE
from tests.support.practice import OpenStage, Stage

ADA, BEN, DINA, EVE, FAY = "U0ADA", "U0BEN", "U0DINA", "U0EVE", "U0FAY"
NOON = "2026-11-24T12:00:00+00:00"
COORDINATED = HILLSIDE + '[[members]]\nperson = "U0FAY"\nrole = "coordinator"\n'


@pytest.fixture
async def team(open_stage: OpenStage) -> Stage:
    """The small team with a coordinator, on a Tuesday at noon."""
    return await open_stage(COORDINATED, NOON)


async def _change(stage: Stage, who: str, **more: object) -> None:
    url = f"{stage.practice.sandbox.url}/control/people/{who}/change"
    async with stage.session.post(url, json=more) as answer:
        assert answer.ok, await answer.text()
    await stage.settled()


async def test_home_says_live_what_is_stored_about_its_reader(team: Stage) -> None:
    ada = team.person(ADA)
    home = await ada.home()
    assert "Stored about you right now: teams you are in: 1" in str(home)
    assert "days off" not in str(home).split("Stored about you")[1]
    await ada.press(home["id"], "day.away")
    await ada.submit({"from": "2026-12-24", "until": "2026-12-26"})
    assert "days off entered: 1" in str(await ada.home())


async def test_the_file_with_all_of_it_comes_into_ones_own_conversation(team: Stage) -> None:
    await team.at("2026-11-24T16:50:05+00:00")
    ada = team.person(ADA)
    await ada.press((await ada.home())["id"], "about_me.export")
    with_file = [message for message in await ada.inbox() if message.get("files")]
    (file,) = with_file[-1]["files"]
    assert file["name"] == "holdspace-about-you.json"
    async with team.session.get(f"{team.practice.sandbox.url}{file['url']}") as answer:
        made = json.loads(await answer.read())
    assert made["person"] == ADA
    assert [message["kind"] for message in made["messages"]] == ["debrief"]
    assert not [m for m in await team.person(BEN).inbox() if m.get("files")]


async def test_forgetting_takes_two_presses_tells_the_coordinator_and_leaves_nothing(
    team: Stage,
) -> None:
    ada = team.person(ADA)
    await ada.press((await ada.home())["id"], "about_me.forget")
    assert "cannot be taken back" in str(await ada.modal())
    await ada.submit()
    assert "It is done." in str(await ada.modal())
    assert "Nothing is stored about you right now." in str(await ada.home())
    (told,) = await team.person(FAY).inbox()
    assert told["text"].startswith("<@U0ADA> is no longer in Holdspace")
    assert ADA.encode() not in team.stored()
    await team.at("2026-11-24T17:00:00+00:00")
    assert await ada.inbox() == []


async def _with_dina(team: Stage) -> None:
    """Dina coordinates as well as Fay, and is told before her."""
    dina = 'person = "U0DINA"\nrole = "{}"'
    as_before, now = dina.format("peer supporter"), dina.format("coordinator")
    await team.apply(COORDINATED.replace(as_before, now))


async def _ada_is_forgotten_and_fay_told(team: Stage) -> None:
    ada = team.person(ADA)
    await ada.press((await ada.home())["id"], "about_me.forget")
    await ada.submit()
    (told,) = await team.person(FAY).inbox()
    assert told["text"].startswith("<@U0ADA> is no longer in Holdspace")
    assert await ada.inbox() == []
    assert "Nothing is stored about you right now." in str(await ada.home())


async def test_forgetting_tells_the_coordinator_who_is_there_beside_one_whose_account_is_closed(
    team: Stage,
) -> None:
    await _with_dina(team)
    await _change(team, DINA, deleted=True)
    await _ada_is_forgotten_and_fay_told(team)


async def test_a_coordinator_who_cannot_be_told_keeps_nobody_else_from_being_told(
    team: Stage,
) -> None:
    await _with_dina(team)
    everybody = team.practice.sandbox.slack.workspace.people
    everybody[DINA] = replace(everybody[DINA], deleted=True)  # just now: nobody knows of it yet
    await _ada_is_forgotten_and_fay_told(team)


async def test_closing_the_question_forgets_nothing(team: Stage) -> None:
    ada = team.person(ADA)
    await ada.press((await ada.home())["id"], "about_me.forget")
    await ada.close()
    assert "teams you are in: 1" in str(await ada.home())


async def test_who_leaves_slack_is_sent_nothing_more_and_is_no_longer_expected(
    team: Stage,
) -> None:
    await _change(team, ADA, deleted=True)
    await team.at("2026-11-24T17:00:00+00:00")
    assert team.calls("chat.postMessage") == []
    (found,) = team.db.now(teams.every)
    assert [member.id for member in found.members if member.left] == [ADA]


async def test_who_is_back_is_planned_for_again(team: Stage) -> None:
    await _change(team, ADA, deleted=True)
    await _change(team, ADA, deleted=False)
    await team.at("2026-11-24T16:50:05+00:00")
    assert len(await team.person(ADA).inbox()) == 1


async def test_who_left_while_nobody_listened_is_seen_within_a_day(team: Stage) -> None:
    everybody = team.practice.sandbox.slack.workspace.people
    everybody[ADA] = replace(everybody[ADA], deleted=True)
    await team.practice.app._rota._look_for_leavers()  # noqa: SLF001 - what comes once a day
    (found,) = team.db.now(teams.every)
    assert [member.id for member in found.members if member.left] == [ADA]


async def test_a_supervisor_who_leaves_slack_is_covered_for(open_stage: OpenStage) -> None:
    met = '[[check_ins]]\nrole = "supervisor"\nrrule = "FREQ=WEEKLY;BYDAY=TH"\nat = "14:00"\n'
    eve = '"U0EVE"\nrole = "supervisor"\n'
    text = COORDINATED.replace('"U0ADA"\n', '"U0ADA"\nsupervisor = "U0EVE"\n', 1)
    stage = await open_stage(text.replace(eve, f'{eve}cover = "U0FAY"\n') + met, NOON)
    await _change(stage, EVE, deleted=True)
    await stage.later(5)
    coming = stage.db.now(check_ins.planned, ["hill"], stage.clock.now())
    assert {each.holder for each in coming if each.slot.person == ADA} == {FAY}
    told = (await stage.person(ADA).inbox())[-1]["text"]
    assert "<@U0FAY> will be with you at your supervision" in told
