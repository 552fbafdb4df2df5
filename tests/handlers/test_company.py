"""Debriefing with someone: asking, answering, and hearing the answer."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Connection, insert

from bot.domain.absence import TimeOff
from bot.store.tables import time_off
from tests.support.practice import Json, Someone, Stage, actions_of

NOON = "2026-11-24T12:00:00+00:00"
LEAVING = "2026-11-24T16:50:00+00:00"


async def _ask_for_company(stage: Stage, user: str, channel: str, prompt: Json) -> Someone:
    person = stage.person(user)
    await person.click(channel, prompt, "debrief.company")
    return person


async def _ada_asks(stage: Stage) -> Someone:
    await stage.at(LEAVING)
    ada = stage.person("U0ADA")
    (prompt,) = await ada.inbox()
    assert "If company would help" in prompt["text"]
    return await _ask_for_company(stage, "U0ADA", await ada.dm(), prompt)


def _offered(form: Json) -> list[str]:
    return [option["value"] for option in form["blocks"][-1]["element"]["options"]]


async def _question(stage: Stage, user: str) -> Json:
    (question,) = await stage.person(user).inbox()
    return question


async def test_only_those_at_work_can_be_asked(hill: Stage) -> None:
    ada = await _ada_asks(hill)
    assert _offered(await ada.modal()) == ["U0BEN", "U0CLEO"]


async def test_who_is_asked_hears_it_at_once_and_the_asker_hears_a_yes(hill: Stage) -> None:
    ada = await _ada_asks(hill)
    assert await ada.submit({"who": "U0BEN"}) == {"result": "updated"}
    assert "Your question to <@U0BEN> is on its way" in str((await ada.modal())["blocks"])
    question = await _question(hill, "U0BEN")
    assert question["text"].startswith("<@U0ADA> would like ten minutes")
    assert actions_of(question) == ["company.yes", "company.no"]
    await hill.later()
    ben = hill.person("U0BEN")
    await ben.click(await ben.dm(), question, "company.yes")
    assert (await _question(hill, "U0BEN"))["text"].startswith("Thank you. <@U0ADA> knows")
    assert actions_of(await _question(hill, "U0BEN")) == []
    assert (await ada.inbox())[-1]["text"] == "<@U0BEN> has time to debrief with you now."


async def test_a_no_takes_one_press_and_is_passed_on_kindly(hill: Stage) -> None:
    ada = await _ada_asks(hill)
    await ada.submit({"who": "U0CLEO"})
    await hill.later()
    cleo = hill.person("U0CLEO")
    await cleo.click(await cleo.dm(), await _question(hill, "U0CLEO"), "company.no")
    assert (await _question(hill, "U0CLEO"))["text"].startswith("That is fine.")
    assert (await ada.inbox())[-1]["text"].startswith(
        "This time it does not work out with <@U0CLEO>"
    )
    await hill.later(600)
    assert len(await ada.inbox()) == 2


async def _be_quiet(stage: Stage, user: str) -> None:
    await stage.person(user).command("C0HILL", "/holdspace quiet")


async def _take_the_day_off(stage: Stage, user: str) -> None:
    """The shift that runs goes on: it began before."""
    day = date(2026, 11, 24)
    stage.db.now(_enter_time_off, TimeOff(user, day, day))


def _enter_time_off(tx: Connection, days: TimeOff) -> None:
    tx.execute(insert(time_off).values(**asdict(days)))


@pytest.mark.parametrize("stay_out_of_it", [_be_quiet, _take_the_day_off])
async def test_who_is_quiet_is_not_disturbed_and_the_asker_sees_what_they_see_of_somebody_busy(
    hill: Stage, stay_out_of_it: Callable[[Stage, str], Awaitable[None]]
) -> None:
    """Cleo is asked as well, and has no eye for messages."""
    seen = []
    await hill.at("2026-11-24T16:40:00+00:00")
    await stay_out_of_it(hill, "U0BEN")
    for asked, at in (("U0BEN", LEAVING), ("U0CLEO", "2026-11-24T16:56:00+00:00")):
        await hill.at(at)
        ada = hill.person("U0ADA")
        prompt, *before = await ada.inbox()
        await _ask_for_company(hill, "U0ADA", await ada.dm(), prompt)
        form = await ada.modal()
        assert _offered(form) == ["U0BEN", "U0CLEO"]
        asked_at = hill.clock.now()
        assert await ada.submit({"who": asked}) == {"result": "updated"}
        told = [str((await ada.modal())["blocks"])]
        await hill.later(299)
        assert len(await ada.inbox()) == 1 + len(before)
        await hill.later(2)
        message = (await ada.inbox())[-1]
        told += [message["text"], str(message["blocks"])]
        heard = datetime.fromtimestamp(float(message["ts"]), UTC) - asked_at
        without_ids = [re.sub("U0BEN|U0CLEO|b[0-9]{10}", "someone", each) for each in told]
        seen.append((without_ids, heard))
    assert await hill.person("U0BEN").inbox() == []
    assert len(await hill.person("U0CLEO").inbox()) == 1
    assert seen[0] == seen[1]
    assert "You could ask somebody else" in seen[0][0][1]


async def test_a_yes_that_comes_late_is_passed_on_while_the_asker_is_there(hill: Stage) -> None:
    ada = await _ada_asks(hill)
    await ada.submit({"who": "U0BEN"})
    await hill.later(420)
    assert (await ada.inbox())[-1]["text"].startswith("This time it does not work out")
    ben = hill.person("U0BEN")
    await ben.click(await ben.dm(), await _question(hill, "U0BEN"), "company.yes")
    assert (await ada.inbox())[-1]["text"] == "<@U0BEN> has time to debrief with you now."


async def test_after_the_shift_an_answer_does_not_follow_the_asker_home(hill: Stage) -> None:
    ada = await _ada_asks(hill)
    await ada.submit({"who": "U0BEN"})
    await hill.at("2026-11-24T18:30:00+00:00")
    ben, heard = hill.person("U0BEN"), await ada.inbox()
    await ben.click(await ben.dm(), await _question(hill, "U0BEN"), "company.yes")
    await hill.later()
    assert await ada.inbox() == heard
    assert "<@U0ADA> is not on shift any more" in (await _question(hill, "U0BEN"))["text"]


async def test_a_no_after_the_word_that_it_does_not_work_out_is_not_said_twice(
    hill: Stage,
) -> None:
    ada = await _ada_asks(hill)
    await ada.submit({"who": "U0BEN"})
    await hill.later(420)
    ben = hill.person("U0BEN")
    await ben.click(await ben.dm(), await _question(hill, "U0BEN"), "company.no")
    await hill.later()
    assert len(await ada.inbox()) == 2
    assert (await _question(hill, "U0BEN"))["text"].startswith("That is fine.")


async def test_who_has_left_meanwhile_is_not_asked_any_more(hill: Stage) -> None:
    ada = await _ada_asks(hill)
    await hill.at("2026-11-24T20:00:00+00:00")
    answer = await ada.submit({"who": "U0BEN"})
    assert answer["result"] == "errors"
    assert "not at work any more" in answer["errors"]["who"]
    assert await hill.person("U0BEN").inbox() == []


async def test_two_who_ask_the_same_one_in_the_same_instant_are_both_delivered(
    hill: Stage,
) -> None:
    ada = await _ada_asks(hill)
    ben = hill.person("U0BEN")
    await hill.at("2026-11-24T19:50:00+00:00")
    (prompt,) = await ben.messages("C0HILL")
    await _ask_for_company(hill, "U0BEN", "C0HILL", prompt)
    await ada.submit({"who": "U0CLEO"})
    await ben.submit({"who": "U0CLEO"})
    await hill.later(10)
    heard = sorted(message["text"][:8] for message in await hill.person("U0CLEO").inbox())
    assert heard == ["<@U0ADA>", "<@U0BEN>"]


async def test_with_nobody_at_work_the_prompt_offers_no_company(hill: Stage) -> None:
    await hill.at("2026-11-25T05:50:00+00:00")
    (prompt,) = await hill.person("U0DINA").inbox()
    assert "company" not in prompt["text"]
    assert actions_of(prompt) == ["debrief.open", "debrief.not_today"]


async def test_where_the_others_leave_before_the_press_nobody_is_asked_at_home(
    hill: Stage,
) -> None:
    await hill.at(LEAVING)
    ada = hill.person("U0ADA")
    (prompt,) = await ada.inbox()
    await hill.at("2026-11-24T20:00:00+00:00")
    await ada.click(await ada.dm(), prompt, "debrief.company")
    form = await ada.modal()
    assert "Nobody else of your team is at work" in str(form["blocks"])
    assert "submit" not in form or form["submit"] is None
