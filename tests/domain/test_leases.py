"""When what seems to be over is: never while a message may still be on its way."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.attempt import LEASE
from bot.domain.leases import SLACK, Leases

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
JUMPS = st.integers(-7200, 7200).map(lambda seconds: seconds * SECOND)
STEPS = st.integers(1, 300)


def _after(leases: Leases, seconds: float, set_by: timedelta = timedelta(0)) -> bool:
    return leases.can_be_told(NOON + seconds * SECOND + set_by, seconds)


@given(st.lists(STEPS, max_size=20))
def test_a_clock_that_runs_evenly_is_trusted_from_the_start(steps: list[int]) -> None:
    leases, at = Leases(), 0
    for step in [0, *steps]:
        at += step
        assert _after(leases, at)


@given(st.lists(st.tuples(STEPS, JUMPS), max_size=30))
def test_for_as_long_as_a_lease_after_a_jump_ahead_the_clock_is_not_trusted(
    lived: list[tuple[int, timedelta]],
) -> None:
    leases, at, set_by, ahead = Leases(), 0, timedelta(0), -LEASE.total_seconds()
    assert _after(leases, at)
    for step, jump in lived:
        at += step
        set_by += jump
        ahead = at if jump > SLACK else ahead
        assert _after(leases, at, set_by) == (at >= ahead + LEASE.total_seconds())
