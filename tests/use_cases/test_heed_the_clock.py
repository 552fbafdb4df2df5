"""A clock that was ahead and is set right, on both databases: nothing waits for it to catch up."""

from concurrent.futures import Future, ThreadPoolExecutor
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


def _look(db: Database, now: datetime) -> timedelta:
    return db.now(heed_the_clock, lambda: now)


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
    assert _look(database, WRONG) == timedelta(0)
    return database


def test_what_was_to_be_tried_again_in_ten_minutes_is_in_ten_minutes(wrong: Database) -> None:
    _put_off(wrong, WRONG + 10 * MINUTE)
    assert _look(wrong, NOW) == AHEAD
    assert wrong.now(_next_try) == NOW + 10 * MINUTE
    assert _look(wrong, NOW) == timedelta(0)
    assert wrong.now(_next_try) == NOW + 10 * MINUTE


def test_nothing_comes_before_it_is_due(wrong: Database) -> None:
    due = WRONG - MINUTE
    made = _claimed(wrong, due)
    wrong.now(record_deliveries, [Outcome(made, State.PLANNED, WRONG + MINUTE)])
    _look(wrong, NOW)
    assert wrong.now(_next_try) == due


def test_what_waits_for_an_hour_of_the_day_waits_on(wrong: Database) -> None:
    """A digest that waits for tomorrow would be judged today, and today its reader is quiet."""
    tomorrow = WRONG + 600 * MINUTE
    _put_off(wrong, tomorrow)
    _look(wrong, NOW)
    assert wrong.now(_next_try) == tomorrow


def test_what_was_too_late_by_the_wrong_clock_alone_may_still_come(wrong: Database) -> None:
    made = _claimed(wrong)
    wrong.now(record_deliveries, [Outcome(made, State.LATE)])
    _look(wrong, NOW)
    assert wrong.now(attempts.claim, NOW, LEASE, 9) != []


def test_what_is_too_late_by_either_clock_stays_so(wrong: Database) -> None:
    made = _claimed(wrong, NOW - 601 * MINUTE)
    wrong.now(record_deliveries, [Outcome(made, State.LATE)])
    _look(wrong, NOW)
    assert wrong.now(attempts.claim, WRONG, LEASE, 9) == []


def test_two_who_look_at_once_bring_nothing_forward_twice(wrong: Database) -> None:
    _put_off(wrong, WRONG + 10 * MINUTE)
    with ThreadPoolExecutor(2) as both:
        found = sorted(both.map(lambda _: _look(wrong, NOW), range(2)))
    assert found == [timedelta(0), AHEAD]
    assert wrong.now(_next_try) == NOW + 10 * MINUTE


def test_whoever_is_held_up_before_they_look_reads_the_clock_only_then(wrong: Database) -> None:
    """A time that was read before would be old by then, as if the clock had been set back."""
    read = list[str]()

    def clock(who: str) -> datetime:
        read.append(who)
        return WRONG

    def first(tx: Connection, pool: ThreadPoolExecutor) -> Future[timedelta]:
        heed_the_clock(tx, lambda: clock("first"))
        second = pool.submit(wrong.now, heed_the_clock, lambda: clock("second"))
        with pytest.raises(TimeoutError):
            second.result(timeout=0.3)
        assert read == ["first"]
        return second

    with ThreadPoolExecutor(1) as pool:
        assert wrong.now(first, pool).result() == timedelta(0)
    assert read == ["first", "second"]


def test_what_may_have_been_posted_is_looked_for_soon_but_not_before_it_would_be_there(
    wrong: Database,
) -> None:
    _put_off(wrong, WRONG + MINUTE, State.DOUBTFUL)
    _look(wrong, NOW)
    assert wrong.now(_next_try) == NOW + LONGEST_DOUBT


def test_what_was_claimed_by_whoever_is_gone_is_taken_over_soon(wrong: Database) -> None:
    _claimed(wrong)
    _look(wrong, NOW)
    assert wrong.now(_next_try) == NOW + LONGEST_DOUBT


def test_a_claim_by_the_clock_that_is_right_is_as_long_as_any(wrong: Database) -> None:
    """Somebody may claim before the clock is looked at: a lease cut short would double."""
    _claimed(wrong, now=NOW)
    _look(wrong, NOW)
    assert wrong.now(_next_try) == NOW + LEASE


def test_a_feed_is_asked_for_when_it_would_have_been(wrong: Database) -> None:
    wrong.now(teams.save, a_team(key="hill"))
    due = {"soon": WRONG + MINUTE, "later": WRONG + 180 * MINUTE, "over": NOW - MINUTE}
    for name, at in due.items():
        wrong.now(rosters.save, Roster("hill", name, "", NOW, b"x", fetch_at=at))
    wrong.now(rosters.save, Roster("hill", "file", "", NOW))
    _look(wrong, NOW)
    found = {one.name: one.fetch_at for one in wrong.now(rosters.every)}
    assert found == {
        "file": None,
        "later": NOW + 180 * MINUTE,
        "over": NOW - MINUTE,
        "soon": NOW + MINUTE,
    }


def test_a_feed_that_was_read_in_the_future_is_read_whole_again(wrong: Database) -> None:
    wrong.now(teams.save, a_team(key="hill"))
    fed = Roster("hill", "days", "", WRONG, b"x", '"1"', "Mon", fetch_at=WRONG)
    wrong.now(rosters.save, fed)
    _look(wrong, NOW)
    (found,) = wrong.now(rosters.every)
    assert (found.etag, found.last_modified, found.fetch_at) == (None, None, NOW)


@pytest.mark.parametrize("gone_on", [-SLACK, MINUTE, 600 * MINUTE])
def test_a_clock_that_goes_on_or_differs_a_little_changes_nothing(
    wrong: Database, gone_on: timedelta
) -> None:
    then = WRONG + 1000 * MINUTE
    _put_off(wrong, then)
    assert _look(wrong, WRONG + gone_on) == timedelta(0)
    assert wrong.now(_next_try) == then
