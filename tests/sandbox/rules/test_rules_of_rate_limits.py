from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.rules import METHOD_LIMITS, RateLimiter

START = datetime(2026, 11, 22, 9, tzinfo=UTC)
METHODS = sorted(METHOD_LIMITS)
PAUSES = st.lists(
    st.timedeltas(timedelta(0), timedelta(seconds=3))
    | st.timedeltas(timedelta(0), timedelta(days=3)),
    max_size=150,
)


def seconds(amount: float) -> datetime:
    return START + timedelta(seconds=amount)


def test_a_second_post_to_a_channel_within_a_second_waits() -> None:
    limiter = RateLimiter()
    assert limiter.check("chat.postMessage", "C1", START) is None
    assert limiter.check("chat.postMessage", "C1", seconds(0.4)) == 1
    assert limiter.check("chat.postMessage", "C2", seconds(0.4)) is None
    assert limiter.check("chat.postMessage", "C1", seconds(1)) is None


def test_three_hundred_posts_a_minute_go_to_a_workspace() -> None:
    limiter = RateLimiter()
    for index in range(300):
        assert limiter.check("chat.postMessage", f"D{index}", START) is None
    assert limiter.check("chat.postMessage", "D300", START) == 1
    assert limiter.check("chat.postMessage", "D300", seconds(0.2)) is None


@pytest.mark.parametrize(
    ("method", "tier"),
    [("users.list", 20), ("chat.update", 50), ("views.open", 100), ("users.info", 100)],
)
def test_a_tier_lets_its_number_through_and_then_refuses(method: str, tier: int) -> None:
    limiter = RateLimiter()
    assert [limiter.check(method, None, START) for _ in range(tier)] == [None] * tier
    refused = limiter.check(method, None, START)
    assert refused is not None
    assert refused >= 1
    assert limiter.check("auth.test", None, START) is None


def test_a_refused_post_costs_nothing_elsewhere() -> None:
    limiter = RateLimiter()
    limiter.check("chat.postMessage", "C1", START)
    for _ in range(1000):
        assert limiter.check("chat.postMessage", "C1", START) == 1
    assert limiter.check("chat.postMessage", "C2", START) is None


def test_the_clock_may_jump_by_days_and_the_burst_is_whole_again_but_no_larger() -> None:
    limiter = RateLimiter()
    for _ in range(20):
        limiter.check("users.list", None, START)
    later = START + timedelta(days=9)
    answers = [limiter.check("users.list", None, later) for _ in range(21)]
    assert answers[:20] == [None] * 20
    assert answers[20] == 3


def test_limits_that_are_off_never_refuse() -> None:
    limiter = RateLimiter(enabled=False)
    answers = {limiter.check("chat.postMessage", "C1", START) for _ in range(500)}
    assert answers == {None}


def test_a_method_that_slack_does_not_limit_always_passes() -> None:
    limiter = RateLimiter()
    assert {limiter.check("api.test", None, START) for _ in range(500)} == {None}


@given(st.sampled_from(METHODS), PAUSES, st.integers(1, 40))
def test_no_window_holds_more_than_the_limit_and_the_burst(
    method: str, pauses: list[timedelta], at_once: int
) -> None:
    limiter, now, passed = RateLimiter(), START, []
    for pause in pauses:
        now += pause
        passed += [now for _ in range(at_once) if limiter.check(method, None, now) is None]
    limit = METHOD_LIMITS[method]
    for first, begins in enumerate(passed):
        for last in range(first, len(passed)):
            window = passed[last] - begins
            assert last - first + 1 <= limit.burst + window / limit.every


@given(st.lists(st.timedeltas(timedelta(0), timedelta(seconds=5)), max_size=60))
def test_posts_to_one_channel_are_a_second_apart(pauses: list[timedelta]) -> None:
    limiter, now, passed = RateLimiter(), START, []
    for pause in pauses:
        now += pause
        if limiter.check("chat.postMessage", "C1", now) is None:
            passed.append(now)
    gaps = [after - before for before, after in pairwise(passed)]
    assert all(gap >= timedelta(seconds=1) for gap in gaps)


@given(
    st.sampled_from(METHODS),
    st.lists(st.timedeltas(timedelta(0), timedelta(seconds=2)), min_size=1, max_size=50),
)
def test_after_the_seconds_it_names_the_next_call_passes(
    method: str, pauses: list[timedelta]
) -> None:
    limiter, now = RateLimiter(), START
    for pause in pauses:
        now += pause
        for _ in range(20):
            wait = limiter.check(method, "C1", now)
            if wait is not None:
                assert wait >= 1
                now += timedelta(seconds=wait)
                assert limiter.check(method, "C1", now) is None
