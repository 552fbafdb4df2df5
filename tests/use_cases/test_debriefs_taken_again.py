"""A debrief that is taken a second time goes to those who still leave then, on both databases."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection

from bot.content import catalogue
from bot.content.languages import Languages
from bot.domain.absence import TimeOff
from bot.domain.attempt import Outcome
from bot.domain.prompts import State
from bot.domain.team import Shift, Team
from bot.store import absences, attempts
from bot.store.database import Database
from bot.use_cases.apply_team import apply_team
from bot.use_cases.plan_prompts import plan_prompts
from bot.use_cases.take_due import Outgoing, take_due
from tests.support.plans import ADA, BEN, CLEO, NOW, a_shift, shift_team

LANGUAGES = Languages(catalogue.load())
WORDS = LANGUAGES.words_for(ADA)
MINUTE = timedelta(minutes=1)
DUE = NOW.replace(hour=16, minute=50)
ALONE = shift_team("elm", a_shift("09:00", "17:00", ADA))
TOGETHER = shift_team("elm", a_shift("09:00", "17:00", ADA, BEN))
LATE_SHIFT = a_shift("17:00", "20:00", BEN)


def _take(db: Database, now: datetime) -> Outgoing | None:
    _, outgoing = db.now(take_due, LANGUAGES, now)
    return next(iter(outgoing), None)


def _give_back(tx: Connection, taken: Outgoing) -> None:
    """As after a message that Slack did not take."""
    attempts.record(tx, [Outcome(taken.delivery, State.PLANNED, DUE + MINUTE)])


def _take_twice(db: Database, team: Team, then: Team) -> Outgoing | None:
    """What goes out where Slack did not take the first, and the set-up was changed meanwhile."""
    db.now(apply_team, team, NOW)
    first = _take(db, DUE)
    assert first
    db.now(apply_team, then, DUE)
    db.now(_give_back, first)
    return _take(db, DUE + MINUTE)


@pytest.mark.parametrize(
    "then",
    [
        replace(ALONE, shifts=()),
        replace(ALONE, members=(), shifts=()),
        replace(ALONE, shifts=(a_shift("09:00", "18:00", ADA),)),
        replace(ALONE, shifts=(*ALONE.shifts, a_shift("17:00", "20:00", ADA))),
    ],
    ids=["no shift", "archived", "ends later", "goes straight on"],
)
def test_whoever_no_longer_leaves_then_is_not_asked(database: Database, then: Team) -> None:
    assert _take_twice(database, ALONE, then) is None
    assert _take(database, DUE + 2 * MINUTE) is None


def test_whoever_still_leaves_then_is_asked(database: Database) -> None:
    again = _take_twice(database, ALONE, replace(ALONE, name="Elms"))
    assert again
    assert again.delivery.prompt.recipient == ADA


def test_whoever_has_taken_the_day_off_is_not_asked(database: Database) -> None:
    database.now(apply_team, ALONE, NOW)
    first = _take(database, DUE)
    assert first
    database.now(absences.enter, TimeOff(ADA, NOW.date(), NOW.date()))
    database.now(plan_prompts, DUE)
    database.now(_give_back, first)
    assert _take(database, DUE + MINUTE) is None


@pytest.mark.parametrize(
    "shifts",
    [
        (a_shift("09:00", "17:00", ADA),),
        (*TOGETHER.shifts, LATE_SHIFT),
        (a_shift("09:00", "17:00", ADA, CLEO), LATE_SHIFT),
    ],
    ids=["has no shift", "goes straight on", "was replaced"],
)
def test_in_the_channel_those_who_still_leave_are_named_and_nobody_is_told_that_they_are_alone(
    database: Database, shifts: tuple[Shift, ...]
) -> None:
    again = _take_twice(database, TOGETHER, replace(TOGETHER, shifts=shifts))
    assert again
    assert again.delivery.prompt.recipient == TOGETHER.channel
    said = WORDS("debrief.prompt.together", people=WORDS.mentions([ADA]), time="17:00", place="")
    assert said in again.message.text
    assert BEN not in again.message.text
    assert "debrief.held" in str(again.message.blocks)


def test_in_the_channel_nobody_is_asked_where_none_of_them_leaves_then(database: Database) -> None:
    assert _take_twice(database, TOGETHER, replace(TOGETHER, shifts=(LATE_SHIFT,))) is None


def test_the_time_is_told_where_those_are_who_still_leave(database: Database) -> None:
    """Ada's shift is in Paris, and Ben's where the team is."""
    parisian = a_shift("10:00", "18:00", ADA, timezone="Europe/Paris")
    team = shift_team("elm", parisian, a_shift("09:00", "17:00", BEN))
    again = _take_twice(database, team, replace(team, shifts=team.shifts[1:]))
    assert again
    said = WORDS("debrief.prompt.together", people=WORDS.mentions([BEN]), time="17:00", place="")
    assert said in again.message.text
