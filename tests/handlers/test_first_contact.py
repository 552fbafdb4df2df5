"""Whatever somebody's first message from the app is, it says what the app is; the second does not.

That the first does is looked at after every test on a stage, in tests/support/practice.py.
"""

import sqlite3
import time
from datetime import timedelta

import pytest
from sqlalchemy.event import listen

from bot.domain.prompts import Kind, Prompt
from bot.store import deliveries
from handlers import posting
from tests.support.hill import HILLSIDE
from tests.support.practice import Json, OpenStage, Someone, Stage, introduces

ADA, BEN, EVE, FAY = "U0ADA", "U0BEN", "U0EVE", "U0FAY"
POST = "chat.postMessage"
SLOW = """
    CREATE TRIGGER slow AFTER INSERT ON introduction BEGIN SELECT wait(1.3); END
"""
COORDINATED = HILLSIDE + '[[members]]\nperson = "U0FAY"\nrole = "coordinator"\n'


@pytest.fixture
async def team(open_stage: OpenStage) -> Stage:
    """The small team with a coordinator, on a Tuesday at noon; nothing has been sent yet."""
    return await open_stage(COORDINATED, "2026-11-24T12:00:00+00:00")


def _can_wait(connection: sqlite3.Connection) -> None:
    connection.create_function("wait", 1, time.sleep)


async def _writes(person: Someone) -> None:
    await person.say(person.app, "hello")


async def _presses(person: Someone, action: str, values: Json | None = None) -> None:
    await person.press((await person.home())["id"], action)
    if values is not None:
        await person.submit(values)


async def test_the_first_message_to_somebody_says_what_this_is_what_it_stores_and_how_to_stop_it(
    hill: Stage,
) -> None:
    await hill.at("2026-11-24T16:50:05+00:00")
    (prompt,) = await hill.person(ADA).inbox()
    assert prompt["text"].startswith("Before you go") or "Your shift ends" in prompt["text"]
    lines = prompt["text"].split("\n\n")[-1].splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("This is your first message from Holdspace")
    assert lines[1].startswith("It stores your name")
    assert "turns each kind off" in lines[2]
    assert "/holdspace help" in lines[3]
    await hill.at("2026-11-25T16:50:05+00:00")
    second = (await hill.person(ADA).inbox())[-1]
    assert "first message" not in str(second)


async def test_so_does_the_first_message_in_a_channel(hill: Stage) -> None:
    await hill.at("2026-11-24T19:50:05+00:00")
    (prompt,) = await hill.person(BEN).messages("C0HILL")
    assert "It cannot read this channel." in prompt["text"]
    await hill.at("2026-11-25T19:50:05+00:00")
    assert "cannot read" not in (await hill.person(BEN).messages("C0HILL"))[-1]["text"]


async def test_the_answer_to_whoever_writes_first_introduces_and_the_next_one_does_not(
    team: Stage,
) -> None:
    ada = team.person(ADA)
    await _writes(ada)
    await team.later()
    await _writes(ada)
    first, second = team.said()[ADA]
    assert "nobody reads along here" in first
    assert introduces(first)
    assert not introduces(second)


async def test_what_a_colleague_says_by_name_introduces_and_their_next_word_does_not(
    team: Stage,
) -> None:
    ada = team.person(ADA)
    for _ in range(2):
        await _presses(ada, "talk.open", {"who": EVE, "what": "the rota"})
        await team.later()
    assert list(map(introduces, team.said()[EVE])) == [True, False]
    assert ADA not in team.said()


async def test_the_file_with_all_about_oneself_introduces_once(team: Stage) -> None:
    ada = team.person(ADA)
    for _ in range(2):
        await _presses(ada, "about_me.export")
        await team.later()
    assert list(map(introduces, team.said()[ADA])) == [True, False]


async def test_word_of_a_gap_introduces_a_coordinator_who_has_heard_nothing_before(
    team: Stage,
) -> None:
    for who in (ADA, BEN):
        await _presses(team.person(who), "about_me.forget", {})
        await team.later()
    assert list(map(introduces, team.said()[FAY])) == [True, False]


async def test_a_debrief_that_is_kept_introduces_whoever_wrote_it_without_being_asked(
    team: Stage,
) -> None:
    ada = team.person(ADA)
    for _ in range(2):
        await _presses(ada, "debrief.now", {"went_well": "the tea"})
        await team.later()
    kept, again = team.said()[ADA]
    assert "the tea" in kept
    assert introduces(kept)
    assert not introduces(again)


async def test_word_that_something_failed_introduces_once(team: Stage) -> None:
    ada = team.person(ADA)
    for _ in range(2):
        await team.fault("status", "views.open")
        await ada.command("C0HILL", "/holdspace privacy")
        await team.later()
    assert list(map(introduces, team.said()[ADA])) == [True, False]


async def test_whoever_was_introduced_by_an_answer_is_asked_how_it_was_without_it(
    team: Stage,
) -> None:
    await _writes(team.person(ADA))
    await team.at("2026-11-24T16:50:05+00:00")
    answer, prompt = team.said()[ADA]
    assert introduces(answer)
    assert "shift" in prompt
    assert not introduces(prompt)


async def test_of_two_prompts_that_are_due_together_one_introduces(team: Stage) -> None:
    due = team.clock.now() + timedelta(seconds=1)
    both = [
        Prompt(Kind.COMPANY_REPLY, ADA, due, due + timedelta(minutes=9), None, about)
        for about in ({"from": BEN, "answer": "yes"}, {"from": EVE, "answer": "yes"})
    ]
    team.db.now(deliveries.plan, both)
    await team.later()
    assert list(map(introduces, team.said()[ADA])) == [True, False]


async def test_whoever_was_introduced_by_a_prompt_is_answered_without_it(team: Stage) -> None:
    await team.at("2026-11-24T16:50:05+00:00")
    await _writes(team.person(ADA))
    assert list(map(introduces, team.said()[ADA])) == [True, False]


async def test_what_only_the_asker_sees_is_no_first_message(team: Stage) -> None:
    ada = team.person(ADA)
    await ada.command("C0HILL", "/holdspace help")
    assert ADA not in team.said()
    await _writes(ada)
    assert list(map(introduces, team.said()[ADA])) == [True]


@pytest.mark.parametrize(
    ("trouble", "arrived"),
    [("status", 1), ("ratelimited", 1), ("drop_before", 1), ("drop_after", 2)],
)
async def test_whoever_may_not_have_got_the_first_message_reads_it_rather_twice_than_never(
    team: Stage, trouble: str, arrived: int
) -> None:
    ada = team.person(ADA)
    await _presses(ada, "talk.open")
    await team.fault(trouble, POST, retry_after=30)
    said = {"who": EVE, "what": "the rota"}
    answer = await ada.submit(said)
    assert "Your words are still here" in str(answer["errors"])
    await team.later()
    await ada.submit(said)
    inbox = await team.person(EVE).inbox()
    assert [introduces(message["text"]) for message in inbox] == [True] * arrived


async def _introductions(person: Someone) -> list[bool]:
    """Of each message that is still there."""
    return [introduces(message["text"]) for message in await person.inbox()]


async def test_a_first_message_that_is_corrected_introduces_in_its_new_words(team: Stage) -> None:
    await _presses(team.person(ADA), "talk.open", {"who": EVE, "what": "the rota"})
    await team.later()
    await team.corrected(what="the rota of Monday")
    await team.later()
    await _presses(team.person(ADA), "talk.open", {"who": EVE, "what": "the kettle"})
    assert await _introductions(team.person(EVE)) == [True, False]


async def test_a_first_message_that_turns_out_to_be_for_another_introduces_to_each(
    team: Stage,
) -> None:
    ada = team.person(ADA)
    await _presses(ada, "talk.open", {"who": EVE, "what": "the rota"})
    await team.later()
    await team.corrected(who=FAY)
    await team.later()
    await _presses(ada, "talk.open", {"who": EVE, "what": "the kettle"})
    for who in (EVE, FAY):
        assert await _introductions(team.person(who)) == [True]


async def test_changed_back_where_slack_did_not_take_the_first_one_back_the_other_is_told_anew(
    team: Stage,
) -> None:
    ada = team.person(ADA)
    await _presses(ada, "talk.open", {"who": EVE, "what": "the rota"})
    await team.later()
    await team.fault("status", "chat.delete")
    await team.corrected(who=FAY)
    await team.later()
    await team.corrected(who=EVE)
    await _presses(ada, "talk.open", {"who": FAY, "what": "the kettle"})
    await team.later()
    await _presses(ada, "talk.open", {"who": EVE, "what": "the kettle"})
    assert await _introductions(team.person(FAY)) == [True]
    assert (await _introductions(team.person(EVE)))[0]


async def test_where_the_first_message_becomes_an_item_of_an_agenda_the_next_one_introduces(
    team: Stage,
) -> None:
    ada = team.person(ADA)
    await _presses(ada, "debrief.now", {"went_well": "the tea", "where": "keep"})
    await team.later()
    await team.corrected(where="supervision")
    assert await ada.inbox() == []
    await _writes(ada)
    _hers, answer = await _introductions(ada)
    assert answer


async def test_a_channel_to_which_only_debriefs_are_shared_is_told_once_what_this_is(
    team: Stage,
) -> None:
    for _ in range(2):
        await _presses(team.person(ADA), "debrief.now", {"went_well": "tea", "where": "share"})
        await team.later()
    assert list(map(introduces, team.said()["C0HILL"])) == [True, False]


async def test_a_database_that_is_slow_to_note_it_makes_no_doubt_of_what_arrived(
    team: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "PATIENCE", 1.0)
    listen(team.db.engine, "checkout", lambda connection, *_: _can_wait(connection))
    team.db.now(lambda tx: tx.exec_driver_sql(SLOW))
    await _presses(team.person(ADA), "talk.open")
    await team.person(ADA).submit({"who": EVE, "what": "the rota"})
    assert "It is with <@U0EVE>" in str(await team.person(ADA).modal())
    assert await _introductions(team.person(EVE)) == [True]


async def test_whoever_was_forgotten_and_writes_is_told_anew_and_finds_on_home_what_that_leaves(
    team: Stage,
) -> None:
    ada = team.person(ADA)
    await _writes(ada)
    await team.later()
    await _presses(ada, "about_me.forget", {})
    assert "Nothing is stored about you right now." in str(await ada.home())
    assert ADA.encode() not in team.stored()
    await _writes(ada)
    assert list(map(introduces, team.said()[ADA])) == [True, True]
    assert "a note that Holdspace has introduced itself: 1" in str(await ada.home())


async def test_a_database_that_does_not_answer_keeps_no_word_of_it_from_anybody(
    team: Stage,
) -> None:
    ada = team.person(ADA)
    await team.fault("status", "views.open")
    rename = "ALTER TABLE introduction RENAME TO {}"
    team.db.now(lambda tx: tx.exec_driver_sql(rename.format("elsewhere")))
    await ada.command("C0HILL", "/holdspace privacy")
    (told,) = team.said()[ADA]
    assert introduces(told)
