"""Writing to the app, and saying something by name."""

import logging

import pytest

from tests.support.hill import HILLSIDE
from tests.support.practice import OpenStage, Stage, actions_of

ADA, BEN, EVE = "U0ADA", "U0BEN", "U0EVE"
SAID = "the rota leaves me alone at night"


async def test_whoever_writes_to_the_app_hears_that_nobody_reads_along_and_what_can_be_done(
    hill: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await hill.at("2026-11-24T16:50:05+00:00")
    ada = hill.person(ADA)
    await ada.say(await ada.dm(), SAID)
    answer = (await ada.inbox())[-1]
    assert "nobody reads along here" in answer["text"]
    assert "call your local emergency number" in answer["text"]
    assert actions_of(answer) == ["debrief.now", "supervision.open", "talk.open"]
    assert SAID not in caplog.text
    assert SAID.encode() not in hill.stored()
    await ada.click(await ada.dm(), answer, "debrief.now")
    assert (await ada.modal())["callback_id"] == "debrief.form"


async def test_the_app_does_not_answer_itself(hill: Stage) -> None:
    await hill.at("2026-11-24T16:50:05+00:00")
    ada = hill.person(ADA)
    await ada.say(await ada.dm(), "hello")
    await hill.later(30)
    assert len(await ada.inbox()) == 3


async def test_saying_something_by_name_reaches_the_one_who_was_chosen_and_nobody_else(
    hill: Stage,
) -> None:
    ada = hill.person(ADA)
    await ada.press((await ada.home())["id"], "talk.open")
    form = await ada.modal()
    assert "not* anonymous" in str(form)
    offered = next(block for block in form["blocks"] if block.get("block_id") == "who")
    assert [option["value"] for option in offered["element"]["options"]] == [EVE]
    await ada.submit({"who": EVE, "what": SAID})
    assert "It is with <@U0EVE>" in str(await ada.modal())
    (told,) = await hill.person(EVE).inbox()
    assert told["text"].startswith("<@U0ADA> would like you to know this")
    assert SAID in told["text"]
    assert await hill.person(BEN).inbox() == []
    assert SAID.encode() not in hill.stored()


async def test_where_slack_does_not_take_it_the_words_stay_in_the_form(hill: Stage) -> None:
    ada = hill.person(ADA)
    await ada.press((await ada.home())["id"], "talk.open")
    await hill.fault("status", "chat.postMessage")
    answer = await ada.submit({"who": EVE, "what": SAID})
    assert "Your words are still here" in str(answer["errors"])
    await ada.submit({"who": EVE, "what": SAID})
    assert len(await hill.person(EVE).inbox()) == 1


async def test_it_is_offered_in_the_surveys_form_beside_the_survey(harbour: Stage) -> None:
    await harbour.at("2026-11-23T10:05:00-05:00")
    ana = harbour.person("U0ANA")
    await ana.press((await ana.home())["id"], "survey.open")
    await ana.press((await ana.modal())["id"], "talk.open")
    assert (await ana.modal())["callback_id"] == "talk.send"
    assert len(await ana.open_forms()) == 2


async def test_who_is_in_no_team_is_told_whom_to_turn_to(open_stage: OpenStage) -> None:
    stage = await open_stage(HILLSIDE, "2026-11-24T12:00:00+00:00")
    await stage.apply(
        HILLSIDE.replace('"U0EVE"\nrole = "supervisor"', '"U0EVE"\nrole = "colleague"')
    )
    ada = stage.person(ADA)
    await ada.press((await ada.home())["id"], "talk.open")
    assert "Nobody who supervises or coordinates is entered" in str(await ada.modal())
