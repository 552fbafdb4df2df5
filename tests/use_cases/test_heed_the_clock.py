"""A clock that was ahead and is set right, on both databases: nothing waits for it to catch up."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, select

from bot.domain.attempt import LEASE, Outcome
from bot.domain.prompts import Delivery, Kind, Prompt, State
from bot.store import attempts, deliveries, rosters, teams
from bot.store.database import Database
from bot.store.rosters import Roster
from bot.store.tables import delivery
from bot.use_cases.heed_the_clock import LONGEST_DOUBT, SLACK, heed_the_clock
from bot.use_cases.record_delivery import record_deliveries
from tests.support.survey_scene import a_team

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
AHEAD = 70 * MINUTE
WRONG = NOW + AHEAD


def _claimed(db: Database, due: datetime = NOW - MINUTE, now: datetime = WRONG) -> Delivery:
    about = {"from": "U0BEN", "answer": "yes"}
    its = Prompt(Kind.COMPANY_REPLY, "U0ADA", due, due + 600 * MINUTE, None, about)
    db.now(deliveries.plan, [its])
    (claimed,) = db.now(attempts.claim, max(now, due), LEASE, 9)
    return claimed


def _put_off(db: Database, until: datetime, state: State = State.PLANNED) -> None:
    db.now(record_deliveries, [Outcome(_claimed(db), state, until)])


def _next_try(tx: Connection) -> datetime:
    found: datetime | None = tx.scalar(select(delivery.c.next_try_at))
    assert found
    return found


@pytest.fixture
def wrong(database: Database) -> Database:
    """The clock was wrong when it was last looked at."""
    assert database.now(heed_the_clock, WRONG) == timedelta(0)
    return database


def test_what_was_to_be_tried_again_in_ten_minutes_is_in_ten_minutes(wrong: Database) -> None:
    _put_off(wrong, WRONG + 10 * MINUTE)
    assert wrong.now(heed_the_clock, NOW) == AHEAD
    assert wrong.now(_next_try) == NOW + 10 * MINUTE
    assert wrong.now(heed_the_clock, NOW) == timedelta(0)
    assert wrong.now(_next_try) == NOW + 10 * MINUTE


def test_nothing_comes_before_it_is_due(wrong: Database) -> None:
    due = WRONG - MINUTE
    made = _claimed(wrong, due)
    wrong.now(record_deliveries, [Outcome(made, State.PLANNED, WRONG + MINUTE)])
    wrong.now(heed_the_clock, NOW)
    assert wrong.now(_next_try) == due


def test_what_may_have_been_posted_is_looked_for_soon_but_not_before_it_would_be_there(
    wrong: Database,
) -> None:
    _put_off(wrong, WRONG + MINUTE, State.DOUBTFUL)
    wrong.now(heed_the_clock, NOW)
    assert wrong.now(_next_try) == NOW + LONGEST_DOUBT


def test_what_was_claimed_by_whoever_is_gone_is_taken_over_soon(wrong: Database) -> None:
    _claimed(wrong)
    wrong.now(heed_the_clock, NOW)
    assert wrong.now(_next_try) == NOW + LONGEST_DOUBT


def test_a_claim_by_the_clock_that_is_right_is_as_long_as_any(wrong: Database) -> None:
    """Somebody may claim before the clock is looked at: a lease cut short would double."""
    _claimed(wrong, now=NOW)
    wrong.now(heed_the_clock, NOW)
    assert wrong.now(_next_try) == NOW + LEASE


def test_a_feed_is_asked_for_when_it_would_have_been(wrong: Database) -> None:
    wrong.now(teams.save, a_team(key="hill"))
    due = {"soon": WRONG + MINUTE, "later": WRONG + 180 * MINUTE, "over": NOW - MINUTE}
    for name, at in due.items():
        wrong.now(rosters.save, Roster("hill", name, "", NOW, b"x", fetch_at=at))
    wrong.now(rosters.save, Roster("hill", "file", "", NOW))
    wrong.now(heed_the_clock, NOW)
    found = {one.name: one.fetch_at for one in wrong.now(rosters.every)}
    assert found == {
        "file": None,
        "later": NOW + 180 * MINUTE,
        "over": NOW - MINUTE,
        "soon": NOW + MINUTE,
    }


@pytest.mark.parametrize("gone_on", [-SLACK, MINUTE, 600 * MINUTE])
def test_a_clock_that_goes_on_or_differs_a_little_changes_nothing(
    wrong: Database, gone_on: timedelta
) -> None:
    then = WRONG + 1000 * MINUTE
    _put_off(wrong, then)
    assert wrong.now(heed_the_clock, WRONG + gone_on) == timedelta(0)
    assert wrong.now(_next_try) == then
