"""A survey as people meet it: invited, answered, revised, closed, and told to supervisors."""

import logging

import pytest

from bot.domain.team import READS_DIGEST
from bot.log import QUIET
from bot.store import rounds, teams
from tests.support.practice import Json, Someone, Stage, actions_of

CANARY = "quokka marmalade at the kettle"
OPEN = "2026-11-23T10:05:00-05:00"
AFTER_CLOSE = "2026-11-28T08:00:00-05:00"
NEXT_WEEK = "2026-12-01T12:00:00-05:00"
LEVEL = "item.confidentiality"


def _asked(stage: Stage) -> list[str]:
    (team,) = stage.db.now(teams.every)
    return [member.id for member in team.respondents()]


def _supervisors(stage: Stage) -> list[str]:
    (team,) = stage.db.now(teams.every)
    return [member.id for member in team.members if member.role in READS_DIGEST]


async def _invitation(someone: Someone) -> Json:
    (found,) = [m for m in await someone.inbox() if "How is it going, really?" in m["text"]]
    return found


def _words(message: Json) -> list[Json]:
    """The blocks without the ids that Slack gives them."""
    return [{key: block[key] for key in block if key != "block_id"} for block in message["blocks"]]


async def _answer(stage: Stage, person: str, level: str, comment: str = "") -> Json:
    someone = stage.person(person)
    await someone.click(await someone.dm(), await _invitation(someone), "survey.open")
    return await someone.submit({LEVEL: level, "comment": comment} if comment else {LEVEL: level})


async def _read_once_all_are_well(stage: Stage, others: list[str]) -> list[str]:
    """What each supervisor reads in the week after, when these have answered that all is well."""
    for person in others:
        await _answer(stage, person, "0", "all well")
    await stage.at(NEXT_WEEK)
    return [str(await stage.person(each).inbox()) for each in _supervisors(stage)]


async def test_everybody_but_the_supervisors_is_invited_in_the_same_words(by_day: Stage) -> None:
    await by_day.at(OPEN)
    invitations = [await _invitation(by_day.person(p)) for p in _asked(by_day)]
    assert len(invitations) >= 8
    assert len({str((found["text"], _words(found))) for found in invitations}) == 1
    for person in _supervisors(by_day):
        assert not any("survey.open" in actions_of(m) for m in await by_day.person(person).inbox())


async def test_an_answer_is_confirmed_in_the_form_and_is_nowhere_to_be_read(
    by_day: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    await by_day.at(OPEN)
    person = by_day.person(_asked(by_day)[0])
    before = await _invitation(person)
    caplog.set_level(logging.DEBUG)
    for name, level in QUIET.items():
        caplog.set_level(level, name)
    assert await _answer(by_day, person.id, "2", CANARY) == {"result": "updated"}
    assert "opens no answer before the close" in str((await person.modal())["blocks"])
    assert await _invitation(person) == before
    assert CANARY.encode() not in by_day.stored()
    app = [r.getMessage() for r in caplog.records if not r.name.startswith("sandbox")]
    assert not any(person.id in line or CANARY in line for line in app)


async def test_a_revised_form_starts_empty_and_the_last_answer_counts(by_day: Stage) -> None:
    await by_day.at(OPEN)
    first, *others = _asked(by_day)
    await _answer(by_day, first, "2", CANARY)
    someone = by_day.person(first)
    await someone.click(await someone.dm(), await _invitation(someone), "survey.open")
    assert "initial" not in str(await someone.modal())
    assert await someone.submit({LEVEL: "0"}) == {"result": "updated"}
    for person in others:
        await _answer(by_day, person, "0", "all well")
    await by_day.at(NEXT_WEEK)
    for supervisor in _supervisors(by_day):
        told = str(await by_day.person(supervisor).inbox())
        assert "Survey results" in told
        assert "all well" in told
        assert CANARY not in told


async def test_after_the_close_the_button_says_so_and_nothing_changes(by_day: Stage) -> None:
    await by_day.at(OPEN)
    for person in _asked(by_day):
        await _answer(by_day, person, "1")
    await by_day.at(AFTER_CLOSE)
    assert by_day.db.now(rounds.open_rounds) == []
    someone = by_day.person(_asked(by_day)[0])
    await someone.click(await someone.dm(), await _invitation(someone), "survey.open")
    assert "This survey has closed" in str((await someone.modal())["blocks"])


async def test_a_form_left_open_over_the_close_is_told_that_nothing_was_kept(
    by_day: Stage,
) -> None:
    await by_day.at(OPEN)
    first, *others = _asked(by_day)
    for person in others:
        await _answer(by_day, person, "1")
    someone = by_day.person(first)
    await someone.click(await someone.dm(), await _invitation(someone), "survey.open")
    await by_day.at(AFTER_CLOSE)
    await someone.submit({LEVEL: "2"})
    assert "This survey has closed" in str((await someone.modal())["blocks"])


async def test_with_too_few_answers_supervisors_read_held_not_empty(by_day: Stage) -> None:
    await by_day.at(OPEN)
    await _answer(by_day, _asked(by_day)[0], "2", CANARY)
    await by_day.at(NEXT_WEEK)
    for supervisor in _supervisors(by_day):
        told = str(await by_day.person(supervisor).inbox())
        assert "held, not empty" in told
        assert CANARY not in told


async def test_an_answer_that_is_corrected_in_the_form_it_was_sent_with_counts_as_last(
    by_day: Stage,
) -> None:
    """Slack did not see it answered, so the form was still open."""
    await by_day.at(OPEN)
    first, *others = _asked(by_day)
    await _answer(by_day, first, "2", CANARY)
    told = str(await by_day.corrected(comment="all well"))
    assert "Your answer is sealed" in told
    for read in await _read_once_all_are_well(by_day, others):
        assert "all well" in read
        assert CANARY not in read


async def test_an_answer_that_slack_hands_over_late_does_not_take_the_place_of_a_newer_one(
    by_day: Stage,
) -> None:
    await by_day.at(OPEN)
    first, *others = _asked(by_day)
    await _answer(by_day, first, "2", CANARY)
    await by_day.corrected(comment="all well")
    await by_day.repeated(-2)
    for read in await _read_once_all_are_well(by_day, others):
        assert CANARY not in read
