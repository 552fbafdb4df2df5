"""When a prompt is tried again, and when nobody tries any more."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.attempt import (
    BEGIN_WITHIN,
    LAST_CALL,
    LEASE,
    POSTING,
    SETTLING,
    Outcome,
    jittered,
    passing,
    to_mend,
    unanswered,
)
from bot.domain.prompts import Delivery, Kind, Prompt, State

DUE = datetime(2026, 11, 23, 16, 50, tzinfo=UTC)
END = DUE + timedelta(minutes=10)
attempts = st.integers(1, 10_000)
moments = st.floats(0, 599).map(lambda seconds: DUE + timedelta(seconds=seconds))


def _made(attempt: int = 1, recipient: str = "U1") -> Delivery:
    return Delivery(1, attempt, Prompt(Kind.DEBRIEF, recipient, DUE, END, None, {}))


@given(attempts, st.integers())
def test_each_wait_is_a_random_part_of_a_bound_that_grows_to_five_minutes(
    attempt: int, seed: int
) -> None:
    bound = min(timedelta(seconds=5) * 2 ** min(attempt - 1, 20), timedelta(minutes=5))
    assert timedelta(0) <= jittered(attempt, Random(seed)) <= bound


@given(attempts, moments)
def test_what_may_still_pass_is_tried_again_before_its_end(attempt: int, now: datetime) -> None:
    again = passing(_made(attempt), now, timedelta(hours=1), "ratelimited")
    assert again.state is State.PLANNED
    assert now < (again.next_try_at or now) <= max(END, now + timedelta(seconds=1))


@given(attempts, moments)
def test_what_a_person_has_to_mend_is_tried_until_shortly_before_its_end(
    attempt: int, now: datetime
) -> None:
    outcome = to_mend(_made(attempt), now, "not_in_channel")
    if outcome.state is State.DEAD:
        assert now >= END - LAST_CALL
    else:
        assert now < (outcome.next_try_at or now) <= END - LAST_CALL


@pytest.mark.parametrize(
    ("recipient", "state"),
    [("U1", State.DOUBTFUL), ("W1", State.DOUBTFUL), ("C1", State.UNKNOWN), ("G1", State.UNKNOWN)],
)
def test_only_in_a_dm_is_it_looked_for(recipient: str, state: State) -> None:
    assert unanswered(_made(recipient=recipient), DUE, "no_answer").state is state


@given(attempts, st.timedeltas(timedelta(hours=-30), timedelta(minutes=9)))
def test_whatever_the_clock_says_nothing_is_tried_before_it_is_due(
    attempt: int, since_due: timedelta
) -> None:
    made, now = _made(attempt), DUE + since_due
    outcomes = [
        passing(made, now, timedelta(seconds=1), "ratelimited"),
        to_mend(made, now, "not_in_channel"),
        unanswered(made, now, "no_answer"),
        Outcome(made, State.PLANNED, now),
    ]
    tries = [each.next_try_at for each in outcomes if each.next_try_at]
    assert tries
    assert min(tries) >= DUE
    if since_due >= timedelta(0):
        assert outcomes[-1].next_try_at == now


def test_what_is_begun_within_its_time_has_ended_and_settled_before_the_lease_is_over() -> None:
    assert timedelta(0) < BEGIN_WITHIN
    assert BEGIN_WITHIN + POSTING + SETTLING <= LEASE
