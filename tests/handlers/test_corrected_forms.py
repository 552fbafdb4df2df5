"""A form that Slack did not see answered stays open, is corrected there and is sent again."""

import pytest

from tests.support.practice import Someone, Stage

ADA, BEN, CLEO, EVE = "U0ADA", "U0BEN", "U0CLEO", "U0EVE"
TEAM = "C0HILL"
FIRST, SECOND = "the kettle is broken", "the kettle is mended"
PLACES = ["keep", "share", "supervision"]


async def _all_of(ada: Someone) -> str:
    """Where a debrief can be: her own messages, the team's channel with its threads, her Home."""
    threads = [await ada.messages(TEAM, each["ts"]) for each in await ada.messages(TEAM)]
    return str([await ada.inbox(), threads, await ada.home()])


async def _ada_writes(stage: Stage, where: str) -> Someone:
    ada = stage.person(ADA)
    await ada.command(TEAM, "/debrief")
    await ada.submit({"went_well": FIRST, "where": where})
    assert FIRST in await _all_of(ada)
    await stage.later()
    return ada


async def _ada_writes_in_vain(stage: Stage) -> Someone:
    """Slack takes no message for now, and the form stays open."""
    ada = stage.person(ADA)
    await ada.command(TEAM, "/debrief")
    await stage.fault("ratelimited", "chat.postMessage", retry_after=30)
    await ada.submit({"went_well": FIRST, "where": "keep"})
    await stage.later()
    return ada


@pytest.mark.parametrize("then", PLACES)
@pytest.mark.parametrize("first", PLACES)
async def test_a_corrected_debrief_takes_the_place_of_the_first_wherever_either_goes(
    hill: Stage, first: str, then: str
) -> None:
    ada = await _ada_writes(hill, first)
    told = str(await hill.corrected(went_well=SECOND, where=then))
    there = await _all_of(ada)
    assert (FIRST in there, SECOND in there) == (False, True)
    assert "What you sent before" in told
    assert ("may have been read" in told) == (first == "share")


async def test_a_debrief_that_is_changed_back_reads_as_at_first(hill: Stage) -> None:
    ada = await _ada_writes(hill, "keep")
    await hill.corrected(went_well=SECOND)
    await hill.later()
    await hill.corrected(went_well=FIRST)
    there = await _all_of(ada)
    assert (FIRST in there, SECOND in there) == (True, False)


@pytest.mark.parametrize("then", PLACES)
async def test_the_first_debrief_that_slack_hands_over_late_undoes_no_correction(
    hill: Stage, then: str
) -> None:
    ada = await _ada_writes(hill, "keep")
    told = await hill.corrected(went_well=SECOND, where=then)
    await hill.later()
    assert await hill.repeated(0) == told
    there = await _all_of(ada)
    assert (FIRST in there, SECOND in there) == (False, True)


async def test_a_debrief_that_was_never_posted_and_comes_late_is_not_posted_beside_its_correction(
    hill: Stage,
) -> None:
    ada = await _ada_writes_in_vain(hill)
    await hill.corrected(went_well=SECOND)
    await hill.later()
    await hill.repeated(0)
    there = await _all_of(ada)
    assert (FIRST in there, SECOND in there) == (False, True)


async def test_a_debrief_that_was_emptied_since_is_not_posted_when_it_comes_late(
    hill: Stage,
) -> None:
    ada = await _ada_writes_in_vain(hill)
    told = await hill.corrected(went_well="")
    assert "errors" in str(told)
    assert await hill.repeated(0) == told
    assert FIRST not in await _all_of(ada)


@pytest.mark.parametrize("fault", ["status", "drop_before", "slow"])
async def test_where_slack_does_not_take_the_first_back_the_form_says_so_and_tries_again(
    hill: Stage, fault: str
) -> None:
    ada = await _ada_writes(hill, "keep")
    await hill.fault(fault, "chat.delete", seconds=1.5)
    told = await hill.corrected(went_well=SECOND)
    assert told
    assert "could not be taken back" in told["errors"]["went_well"]
    assert SECOND in await _all_of(ada)
    assert "debrief.done" in str(await hill.corrected(went_well=SECOND))
    assert FIRST not in await _all_of(ada)
    assert len([each for each in await ada.inbox() if SECOND in each["text"]]) == 1


async def test_where_the_corrected_debrief_cannot_be_posted_the_first_one_stays(
    hill: Stage,
) -> None:
    ada = await _ada_writes(hill, "keep")
    await hill.fault("ratelimited", "chat.postMessage", retry_after=30)
    told = await hill.corrected(went_well=SECOND)
    assert told
    assert "Your words are still here" in told["errors"]["went_well"]
    assert FIRST in await _all_of(ada)


async def _ada_says(stage: Stage) -> Someone:
    ada = stage.person(ADA)
    await ada.press((await ada.home())["id"], "talk.open")
    await ada.submit({"who": EVE, "what": FIRST})
    await stage.later()
    return ada


async def test_what_is_said_by_name_and_corrected_reaches_eve_and_ada_knows_she_may_have_read_both(
    hill: Stage,
) -> None:
    await _ada_says(hill)
    told = str(await hill.corrected(what=SECOND))
    (message,) = await hill.person(EVE).inbox()
    assert SECOND in message["text"]
    assert "It is with <@U0EVE>" in told
    assert "What you sent before had reached <@U0EVE>" in told
    assert "may have read it" in told


async def test_where_slack_does_not_take_back_what_was_said_before_ada_is_told_that_both_are_there(
    hill: Stage,
) -> None:
    await _ada_says(hill)
    await hill.fault("status", "chat.delete")
    told = await hill.corrected(what=SECOND)
    assert told
    assert "could not be taken back" in told["errors"]["what"]
    assert len(await hill.person(EVE).inbox()) == 2
    assert "It is with <@U0EVE>" in str(await hill.corrected(what=SECOND))
    (message,) = await hill.person(EVE).inbox()
    assert SECOND in message["text"]


async def test_the_same_words_sent_again_reach_eve_once(hill: Stage) -> None:
    await _ada_says(hill)
    assert "It is with <@U0EVE>" in str(await hill.corrected(what=FIRST))
    assert len(await hill.person(EVE).inbox()) == 1


async def test_what_may_have_reached_eve_is_not_said_again_when_slack_repeats_the_press(
    hill: Stage,
) -> None:
    ada = hill.person(ADA)
    await ada.press((await ada.home())["id"], "talk.open")
    await hill.fault("drop_after", "chat.postMessage")
    await ada.submit({"who": EVE, "what": FIRST})
    await hill.later()
    assert "errors" in str(await hill.repeated(0))
    assert len(await hill.person(EVE).inbox()) == 1


async def test_what_was_said_first_and_comes_late_does_not_reach_eve_again(hill: Stage) -> None:
    await _ada_says(hill)
    told = await hill.corrected(what=SECOND)
    await hill.later()
    assert await hill.repeated(0) == told
    (message,) = await hill.person(EVE).inbox()
    assert SECOND in message["text"]


async def _ada_asks_ben(stage: Stage) -> Someone:
    await stage.at("2026-11-24T16:50:00+00:00")
    ada = stage.person(ADA)
    (prompt,) = await ada.inbox()
    await ada.click(await ada.dm(), prompt, "debrief.company")
    await ada.submit({"who": BEN})
    return ada


async def test_who_asks_somebody_else_for_company_is_told_that_the_first_was_asked_too(
    hill: Stage,
) -> None:
    ada = await _ada_asks_ben(hill)
    told = str(await hill.corrected(who=CLEO))
    assert "Your question to <@U0CLEO> is on its way" in told
    assert "This form had already asked <@U0BEN>" in told
    for asked in (BEN, CLEO):
        person = hill.person(asked)
        (question,) = await person.inbox()
        await hill.later(5)
        await person.click(await person.dm(), question, "company.yes")
        assert f"<@{asked}> has time" in (await ada.inbox())[-1]["text"]


async def test_the_same_question_sent_again_is_asked_once(hill: Stage) -> None:
    await _ada_asks_ben(hill)
    told = str(await hill.corrected(who=BEN))
    assert "Your question to <@U0BEN> is on its way" in told
    assert "already asked" not in told
    assert len(await hill.person(BEN).inbox()) == 1


async def test_the_first_question_that_slack_hands_over_late_asks_nobody_again(
    hill: Stage,
) -> None:
    await _ada_asks_ben(hill)
    told = await hill.corrected(who=CLEO)
    assert await hill.repeated(0) == told
    assert len(await hill.person(BEN).inbox()) == 1
