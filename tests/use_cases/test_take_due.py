"""Judging a claimed batch: by importance within it, and with as few questions as for one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Engine, event

from bot.content import catalogue
from bot.content.languages import Languages
from bot.domain.debrief import Leaving
from bot.domain.prompts import Kind, Prompt
from bot.domain.working import Worked
from bot.store import deliveries, occurrences
from bot.store.database import Database
from bot.use_cases.take_due import take_due
from tests.support.survey_scene import Scene, a_team, peer

NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LANGUAGES = Languages(catalogue.load())


def _debrief_at_noon(tx: Connection, person: str) -> None:
    """As it is planned of somebody who works on that day and on the next one."""
    ends = NOON + 10 * MINUTE
    days = (timedelta(0), timedelta(days=1))
    worked = [Worked(NOON - HOUR + day, ends + day, person, "UTC") for day in days]
    occurrences.replace(tx, {"river": worked}, NOON - HOUR)
    deliveries.plan(tx, [Leaving("river", (person,), ends, "UTC").prompt("C1", 10 * MINUTE)])


def _sent(scene: Scene, person: str, now: datetime) -> list[Kind]:
    _, outgoing = scene.db.now(take_due, LANGUAGES, now)
    return [out.delivery.prompt.kind for out in outgoing if out.delivery.prompt.recipient == person]


def test_of_two_that_are_due_together_the_more_important_goes_out(scene: Scene) -> None:
    ada = peer(0).id
    scene.save(replace(scene.team, daily_budget=1))
    scene.open(NOON - MINUTE)
    scene.db.now(_debrief_at_noon, ada)
    assert _sent(scene, ada, NOON) == [Kind.DEBRIEF]
    assert _sent(scene, ada, NOON + MINUTE) == []
    assert _sent(scene, ada, NOON + timedelta(days=1)) == [Kind.SURVEY_INVITATION]


def _statements(db: Database, now: datetime) -> tuple[int, int]:
    """How many questions taking what is due asked, and how many prompts that dealt with."""
    asked: list[str] = []

    def note(_conn: Connection, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    listener: Engine = db.engine
    event.listen(listener, "before_cursor_execute", note)
    dealt, _ = db.now(take_due, LANGUAGES, now)
    event.remove(listener, "before_cursor_execute", note)
    return len(asked), dealt


def test_hundreds_are_judged_with_as_many_questions_as_one(scene: Scene) -> None:
    """By company asks, since what composing asks the database is asked for each."""
    team = a_team(250)
    scene.save(team)
    asks = [
        Prompt(Kind.COMPANY_ASK, member.id, NOON, NOON + MINUTE, None, {"from": "U9"})
        for member in team.respondents()
    ]
    scene.db.now(deliveries.plan, asks[:1])
    first, one = _statements(scene.db, NOON)
    scene.db.now(deliveries.plan, asks[1:])
    second, many = _statements(scene.db, NOON)
    assert (one, many) == (1, 249)
    assert second == first < 15
