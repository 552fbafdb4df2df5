"""The pace at which Slack is asked: within its limits, as near to them as may be, never stuck."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pace import CHANNEL, Bucket, Pace, histories, posts
from sandbox.rules import RateLimiter

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
steps = st.lists(st.floats(0, 30).map(lambda seconds: timedelta(seconds=seconds)), max_size=60)


@given(steps, st.floats(0, 0.9).map(lambda seconds: timedelta(seconds=seconds)))
def test_whoever_posts_all_that_may_go_is_never_refused_by_slack(
    waits: list[timedelta], on_the_way: timedelta
) -> None:
    slack, bucket, now, number = RateLimiter(), posts(), NOON, 0
    for wait in waits:
        now += wait
        # What goes out first takes the longest: its connection is still to be made.
        arrives = now + (on_the_way if number == 0 else timedelta(0))
        for _ in range(bucket.room(now)):
            number += 1
            bucket.take(now)
            assert slack.check("chat.postMessage", f"D{number}", max(arrives, now)) is None


def test_what_goes_as_fast_as_it_may_takes_hardly_longer_than_slacks_limit() -> None:
    bucket, now = posts(), NOON
    for _ in range(900):
        now = bucket.opens_at(now)
        bucket.take(now)
    assert now - NOON <= 1.05 * (900 - 300) * timedelta(minutes=1) / 300


@given(steps, st.integers(1, 5))
def test_no_span_of_time_holds_more_than_the_burst_and_what_is_won_back(
    waits: list[timedelta], burst: int
) -> None:
    bucket, now, gone = Bucket(SECOND, burst), NOON, []
    for wait in waits:
        now += wait
        while bucket.room(now) > 0:
            bucket.take(now)
            gone.append(now)
    for first, began in enumerate(gone):
        for last in range(first, len(gone)):
            assert last - first + 1 <= burst + (gone[last] - began) / SECOND


@given(st.integers(0, 400), st.floats(0, 1e6))
def test_a_clock_that_is_set_back_costs_one_filling_at_most(taken: int, back: float) -> None:
    bucket = histories()
    for _ in range(taken):
        bucket.take(NOON)
    earlier = NOON - timedelta(seconds=back)
    assert bucket.opens_at(earlier) - earlier <= timedelta(minutes=1)
    assert bucket.room(earlier + timedelta(minutes=2)) > 0


def test_a_pause_that_slack_asks_for_holds_everything_until_it_is_over() -> None:
    pace = Pace(posts())
    pace.hold(NOON, 30 * SECOND)
    pace.hold(NOON + SECOND, SECOND)
    assert (pace.room(NOON + 29 * SECOND), pace.opens_at(NOON + SECOND)) == (0, NOON + 30 * SECOND)
    assert pace.room(NOON + 30 * SECOND) == 295
    assert pace.room(NOON - SECOND) == 295


def test_a_recipient_is_free_when_the_time_is_over_and_others_are_free_all_along() -> None:
    pace = Pace(Bucket(SECOND, 2))
    for number in range(9):
        now = NOON + number * CHANNEL
        pace.use(f"U{number}", now, now + CHANNEL)
    assert pace.free_at("U8", now) == now + CHANNEL
    assert pace.free_at("U8", now + 2 * CHANNEL) == now + 2 * CHANNEL
    assert pace.free_at("U0", now) == pace.free_at("U99", now) == now


def test_a_clock_that_is_set_back_frees_every_recipient() -> None:
    pace = Pace(posts())
    pace.use("U1", NOON, NOON + 30 * SECOND)
    assert pace.free_at("U1", NOON - timedelta(hours=2)) == NOON - timedelta(hours=2)
