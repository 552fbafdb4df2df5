"""Debriefing with someone: asking, answering, and hearing the answer."""

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
    assert "<@U0BEN> has been asked" in str((await ada.modal())["blocks"])
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
    assert (await ada.inbox())[-1]["text"].startswith("<@U0CLEO> cannot make it just now.")
    assert len(await ada.inbox()) == 2


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
