"""A check-in is put at another time: it is there once, and no other one is lost for it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.absence import TimeOff
from bot.domain.check_in import CheckIn, Meeting
from bot.store import absences, check_ins
from bot.store.database import Database
from bot.use_cases.agenda_drafts import find_agenda, keep_agenda
from bot.use_cases.apply_team import apply_team
from bot.use_cases.check_in_outcomes import BadTime, move_check_in
from bot.use_cases.plan_prompts import plan_prompts
from tests.use_cases.test_agenda_drafts import ADA, EVE, MONDAY, NOTHING, VAULT, the_team

THURSDAY, FRIDAY = (datetime(2026, 11, day, 14, tzinfo=UTC) for day in (26, 27))
WEEK = timedelta(days=7)


@pytest.fixture
def db(database: Database) -> Database:
    """Ada meets Eve on Thursdays at two; it is the Monday before."""
    database.now(apply_team, the_team("hill", EVE), MONDAY)
    database.now(plan_prompts, MONDAY)
    return database


def _coming(db: Database) -> list[CheckIn]:
    return db.now(check_ins.coming, ADA, MONDAY)


def _at(db: Database, starts_at: datetime) -> CheckIn:
    return next(each for each in _coming(db) if each.starts_at == starts_at)


def _move(db: Database, its: CheckIn, to: datetime) -> Meeting | BadTime:
    return db.now(move_check_in, ADA, its.id, to.replace(tzinfo=None), MONDAY)


def test_put_where_another_would_be_but_for_days_off_it_takes_nothing_from_that_one(
    db: Database,
) -> None:
    its = _at(db, THURSDAY)
    db.now(keep_agenda, VAULT, ADA, its.id, replace(NOTHING, own=("the handover",)), MONDAY)
    db.now(absences.enter, TimeOff(ADA, THURSDAY.date(), THURSDAY.date()))
    db.now(plan_prompts, MONDAY)
    assert _at(db, FRIDAY).id == its.id
    following = _at(db, THURSDAY + WEEK)
    for _ in range(2):
        assert isinstance(_move(db, following, THURSDAY), Meeting)
    db.now(plan_prompts, MONDAY)
    starts = [each.starts_at for each in _coming(db)]
    assert starts[:3] == [THURSDAY, FRIDAY, THURSDAY + 2 * WEEK]
    assert db.now(find_agenda, VAULT, ADA, its.id, MONDAY).draft.items == ("the handover",)
    assert db.now(find_agenda, VAULT, ADA, _at(db, THURSDAY).id, MONDAY).draft.items == ()


def test_put_away_and_back_again_it_is_there_once(db: Database) -> None:
    _move(db, _at(db, THURSDAY), FRIDAY)
    _move(db, _at(db, FRIDAY), THURSDAY)
    db.now(plan_prompts, MONDAY)
    assert [each.starts_at for each in _coming(db)][:2] == [THURSDAY, THURSDAY + WEEK]


def test_of_many_who_move_it_at_the_same_moment_the_first_does(db: Database) -> None:
    its = _at(db, THURSDAY)
    times = [FRIDAY + timedelta(hours=hour) for hour in range(8)]
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda to: _move(db, its, to), times))
    assert answers.count(BadTime.OVER) == len(times) - 1
    (by_hand,) = [each for each in _coming(db) if each.by_hand]
    assert by_hand.starts_at == times[answers.index(_meeting(answers))]


def _meeting(answers: list[Meeting | BadTime]) -> Meeting:
    return next(each for each in answers if isinstance(each, Meeting))
