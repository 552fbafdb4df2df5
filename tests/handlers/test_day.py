"""Quiet today, time off, and what a person gets: said by them, for themselves."""

import logging
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Connection, delete, insert

from bot.domain.absence import ALL, TimeOff
from bot.domain.attempt import Outcome
from bot.domain.prompts import Kind, Prompt, State
from bot.store import absences, attempts, deliveries, tables
from tests.support.hill import HILLSIDE
from tests.support.practice import Json, OpenStage, Someone, Stage, actions_of

ADA, BEN, DINA, EVE = "U0ADA", "U0BEN", "U0DINA", "U0EVE"
PLACE = "C0HILL"
COORDINATED = HILLSIDE + '[[members]]\nperson = "U0FAY"\nrole = "coordinator"\n'
OURS = ("bot", "handlers", "schedules", "slack_bolt", "slack_sdk")


async def _press(someone: Someone, action: str) -> None:
    """A button of the Home tab."""
    await someone.press((await someone.home())["id"], action)


async def _told(someone: Someone) -> Json:
    """The latest message of the channel, which this person alone sees."""
    latest = (await someone.messages(PLACE))[-1]
    assert latest["ephemeral"]
    return dict(latest)


def _held_back(stage: Stage, *people: str) -> dict[str, frozenset[Kind]]:
    return stage.db.now(absences.held_back, people, stage.clock.now())


def _at_work(tx: Connection, person: str, starts: str, ends: str) -> None:
    row = {"starts_at": datetime.fromisoformat(starts), "ends_at": datetime.fromisoformat(ends)}
    tx.execute(delete(tables.occurrence).where(tables.occurrence.c.person == person))
    tx.execute(insert(tables.occurrence).values(team="hill", person=person, timezone="UTC", **row))


async def test_quiet_takes_one_press_and_lasts_until_midnight(hill: Stage) -> None:
    ada = hill.person(ADA)
    await _press(ada, "day.quiet")
    page = await ada.home()
    assert "It is quiet for you until Wednesday 25 November, 00:00." in str(page["blocks"])
    assert "day.loud" in actions_of(page)
    assert "day.quiet" not in actions_of(page)
    assert _held_back(hill, ADA, BEN) == {ADA: ALL}
    await hill.leap("2026-11-25T00:00:00+00:00")
    assert _held_back(hill, ADA) == {}
    assert "day.quiet" in actions_of(await ada.home())


async def test_on_a_shift_past_midnight_quiet_lasts_until_its_end(hill: Stage) -> None:
    await hill.leap("2026-11-24T23:30:00+00:00")
    hill.db.now(_at_work, DINA, "2026-11-24T22:00:00+00:00", "2026-11-25T06:00:00+00:00")
    dina = hill.person(DINA)
    await _press(dina, "day.quiet")
    assert "quiet for you until Wednesday 25 November, 06:00" in str(await dina.home())


async def test_before_a_night_shift_of_the_same_day_too(hill: Stage) -> None:
    hill.db.now(_at_work, DINA, "2026-11-24T22:00:00+00:00", "2026-11-25T06:00:00+00:00")
    hill.db.now(_at_work, DINA, "2026-11-25T22:00:00+00:00", "2026-11-26T06:00:00+00:00")
    await hill.leap("2026-11-24T21:10:00+00:00")
    dina = hill.person(DINA)
    await _press(dina, "day.quiet")
    assert "quiet for you until Wednesday 25 November, 06:00" in str(await dina.home())


async def test_what_quiet_or_a_pause_holds_back_is_not_announced_as_coming(hill: Stage) -> None:
    ada, ben = hill.person(ADA), hill.person(BEN)
    for someone in (ada, ben):
        await _press(someone, "day.quiet")
    assert "16:50: debrief" not in str(await ada.home())
    assert "19:50: debrief, in <#C0HILL>" in str(await ben.home())
    await _press(ada, "day.loud")
    assert "Tuesday 24 November, 16:50: debrief, in your messages" in str(await ada.home())
    await _press(ada, "day.prompts")
    await ada.submit({"topic.debrief": "off"})
    assert "16:50: debrief" not in str(await ada.home())


async def test_a_coordinators_page_tells_what_may_not_have_arrived(open_stage: OpenStage) -> None:
    stage = await open_stage(COORDINATED, "2026-11-24T12:00:00+00:00")
    stage.db.now(_lost)
    assert "What may not have arrived" in str(await stage.person("U0FAY").home())
    for other in (ADA, EVE):
        assert "What may not have arrived" not in str(await stage.person(other).home())


def _lost(tx: Connection) -> None:
    due = datetime.fromisoformat("2026-11-24T10:00:00+00:00")
    prompt = Prompt(Kind.DEBRIEF, PLACE, due, due + timedelta(minutes=9), "hill")
    deliveries.plan(tx, [prompt])
    (claimed,) = attempts.claim(tx, due, timedelta(minutes=1), 1)
    attempts.record(tx, [Outcome(claimed, State.UNKNOWN)])


async def test_quiet_is_ended_by_one_press(hill: Stage) -> None:
    ada = hill.person(ADA)
    await _press(ada, "day.quiet")
    await _press(ada, "day.loud")
    assert _held_back(hill, ADA) == {}
    assert "day.quiet" in actions_of(await ada.home())


async def test_the_command_says_how_to_end_it_and_a_second_time_changes_nothing(
    hill: Stage,
) -> None:
    ada = hill.person(ADA)
    await ada.command(PLACE, "/holdspace quiet")
    assert "It is quiet for you until Wednesday 25 November, 00:00." in (await _told(ada))["text"]
    await hill.later(3600)
    await ada.command(PLACE, "/holdspace Quiet")
    told = await _told(ada)
    assert "quiet for you already, until Wednesday 25 November, 00:00" in told["text"]
    await ada.click(PLACE, told, "day.loud")
    assert "Your messages come again." in (await _told(ada))["text"]
    assert actions_of(await _told(ada)) == []
    assert _held_back(hill, ADA) == {}
    assert "quiet for you" not in str(await hill.person(BEN).messages(PLACE))


async def test_nobody_else_is_shown_that_somebody_is_quiet_or_away(hill: Stage) -> None:
    ada = hill.person(ADA)
    await _press(ada, "day.quiet")
    await _press(ada, "day.away")
    await ada.submit({"from": "2026-11-24", "until": "2026-11-30"})
    pages = [str(await hill.person(one).home()) for one in (BEN, EVE)]
    for page in pages:
        assert ADA not in page
        assert "It is quiet" not in page
        assert "Today is one of your days off" not in page


async def test_time_off_is_entered_listed_and_taken_back(hill: Stage) -> None:
    ada = hill.person(ADA)
    await _press(ada, "day.away")
    assert "What you have entered" not in str(await ada.modal())
    answer = await ada.submit({"from": "2026-11-24", "until": "2026-11-27"})
    assert answer == {"result": "updated"}
    kept = await ada.modal()
    assert "Tuesday 24 November 2026 to Friday 27 November 2026" in str(kept["blocks"])
    assert _held_back(hill, ADA) == {ADA: ALL}
    assert "Today is one of your days off" in str(await ada.home())
    await ada.press(kept["id"], "day.away.take_back")
    assert "Nothing is entered now." in str(await ada.modal())
    assert _held_back(hill, ADA) == {}


async def test_home_tells_at_once_of_no_debrief_on_a_day_off_and_of_it_again_when_taken_back(
    hill: Stage,
) -> None:
    ben = hill.person(BEN)
    await _press(ben, "day.away")
    await ben.submit({"from": "2026-11-24", "until": "2026-11-24"})
    page = str(await ben.home())
    assert "Today is one of your days off" in page
    assert "19:50: debrief" not in page
    await ben.press((await ben.modal())["id"], "day.away.take_back")
    assert "Tuesday 24 November, 19:50: debrief, in <#C0HILL>" in str(await ben.home())


async def test_the_command_opens_the_form_with_what_is_entered(hill: Stage) -> None:
    ada = hill.person(ADA)
    for day in ("2026-12-24", "2026-12-01"):
        await ada.command(PLACE, "/holdspace away")
        await ada.submit({"from": day, "until": day})
        await ada.close()
    await ada.command(PLACE, "/holdspace away")
    form = await ada.modal()
    told = [line["text"]["text"] for line in _lines(form)]
    assert told == ["Tuesday 1 December 2026", "Thursday 24 December 2026"]
    (first, second) = _lines(form)
    await ada.press(form["id"], "day.away.take_back", block=first["block_id"])
    left = await ada.modal()
    assert left["callback_id"] == "day.away.enter"
    assert [line["text"]["text"] for line in _lines(left)] == [second["text"]["text"]]


def _lines(form: Json) -> list[Json]:
    """What the form lists as entered."""
    return [block for block in form["blocks"] if "accessory" in block]


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2026-11-27", "2026-11-26", "The last day is before the first."),
        ("2026-11-25", "2027-12-30", "That is more than 400 days."),
        ("2026-11-20", "2026-11-23", "Those days are over already."),
        ("2027-12-30", "2027-12-30", "Those days are more than 400 days from now."),
    ],
)
async def test_days_that_cannot_be_are_answered_in_the_form_and_change_nothing(
    hill: Stage, first: str, last: str, told: str
) -> None:
    ada = hill.person(ADA)
    await _press(ada, "day.away")
    answer = await ada.submit({"from": first, "until": last})
    ((_, sentence),) = answer["errors"].items()
    assert sentence.startswith(told)
    assert hill.db.now(absences.coming, ADA, date(2026, 1, 1)) == []
    assert await ada.submit({"from": "2026-11-27", "until": "2026-11-27"}) == {"result": "updated"}


async def test_four_hundred_days_are_taken_and_days_as_far_from_now(hill: Stage) -> None:
    ada = hill.person(ADA)
    await _press(ada, "day.away")
    assert await ada.submit({"from": "2026-11-25", "until": "2027-12-29"}) == {"result": "updated"}
    await ada.close()
    await _press(ada, "day.away")
    assert await ada.submit({"from": "2027-12-29", "until": "2027-12-29"}) == {"result": "updated"}


async def test_the_fortieth_entry_is_the_last_until_one_is_taken_back(hill: Stage) -> None:
    ada = hill.person(ADA)
    for number in range(40):
        day = date(2027, 1, 1) + timedelta(days=number)
        hill.db.now(absences.enter, TimeOff(ADA, day, day))
    await _press(ada, "day.away")
    answer = await ada.submit({"from": "2026-11-25", "until": "2026-11-25"})
    assert answer["errors"]["until"].startswith("You have entered 40 times off already.")
    form = await ada.modal()
    await ada.press(form["id"], "day.away.take_back", block=_lines(form)[0]["block_id"])
    assert await ada.submit({"from": "2026-11-25", "until": "2026-11-25"}) == {"result": "updated"}


def _questions(form: Json) -> dict[str, str]:
    """What is filled in, by the topic it is about."""
    inputs = [block for block in form["blocks"] if block["block_id"].startswith("topic.")]
    return {
        block["block_id"].removeprefix("topic."): block["element"]["initial_option"]["value"]
        for block in inputs
    }


async def test_each_kind_of_prompt_is_on_off_or_off_until_a_day(hill: Stage) -> None:
    ada = hill.person(ADA)
    await _press(ada, "day.prompts")
    topics = ["debrief", "break", "supervision", "survey"]
    assert _questions(await ada.modal()) == dict.fromkeys(topics, "on")
    wish = {"topic.break": "until", "topic.survey": "off", "back_on": "2026-11-26"}
    assert "errors" not in await ada.submit(wish)
    surveys = {kind for kind in Kind if kind.startswith("survey")}
    assert _held_back(hill, ADA, BEN) == {ADA: {Kind.BREAK} | surveys}
    await _press(ada, "day.prompts")
    form = await ada.modal()
    now = {"debrief": "on", "break": "keep", "supervision": "on", "survey": "off"}
    assert _questions(form) == now
    assert "Off until Thursday 26 November, 00:00, as it is now" in str(form)
    await ada.submit({"topic.survey": "on"})
    assert _held_back(hill, ADA) == {ADA: {Kind.BREAK}}
    await hill.leap("2026-11-26T00:00:00+00:00")
    assert _held_back(hill, ADA) == {}


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (None, "Please choose the day from which"),
        ("2026-11-24", "Please choose a day from tomorrow on"),
        ("2027-12-30", "Please choose a day from tomorrow on, and within 400 days"),
    ],
)
async def test_a_day_that_does_not_fit_is_told_in_the_form_and_changes_nothing(
    hill: Stage, day: str | None, told: str
) -> None:
    ada = hill.person(ADA)
    await _press(ada, "day.prompts")
    answer = await ada.submit({"topic.break": "until", "topic.survey": "off", "back_on": day})
    assert answer["errors"]["back_on"].startswith(told)
    assert _held_back(hill, ADA) == {}


async def test_whoever_reads_the_digest_may_turn_it_off_and_is_asked_about_no_survey(
    hill: Stage,
) -> None:
    eve = hill.person(EVE)
    await _press(eve, "day.prompts")
    topics = ["debrief", "break", "supervision", "digest"]
    assert _questions(await eve.modal()) == dict.fromkeys(topics, "on")
    await eve.submit({"topic.digest": "off"})
    assert _held_back(hill, EVE) == {EVE: {Kind.DIGEST}}


async def test_home_and_forms_say_who_sees_it_and_that_the_channel_goes_on(hill: Stage) -> None:
    ada = hill.person(ADA)
    page = str(await ada.home())
    assert "prompts in the channel still come: leaving somebody out there would show it" in page
    assert "no supervisor and no digest sees what you say here" in page
    await _press(ada, "day.away")
    assert "Only you see this list. No supervisor, no digest" in str(await ada.modal())
    await _press(ada, "day.prompts")
    assert "Only you see this. No supervisor and no digest is told." in str(await ada.modal())


async def test_somebody_in_no_team_has_no_day_to_speak_of(harbour: Stage) -> None:
    assert "day.quiet" not in actions_of(await harbour.person("U0CORA").home())


async def test_no_line_in_the_log_tells_who_is_quiet_or_away(
    open_stage: OpenStage, caplog: pytest.LogCaptureFixture
) -> None:
    stage = await open_stage(HILLSIDE, "2026-11-24T12:00:00+00:00")
    ada = stage.person(ADA)
    with caplog.at_level(logging.DEBUG):
        await _press(ada, "day.quiet")
        await _press(ada, "day.away")
        await ada.submit({"from": "2026-11-25", "until": "2026-11-27"})
        await _press(ada, "day.prompts")
        await ada.submit({"topic.break": "off"})
    told = [record.getMessage() for record in caplog.records if record.name.startswith(OURS)]
    assert not [line for line in told if ADA in line or "2026-11-2" in line]
