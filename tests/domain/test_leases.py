"""When what seems to be over is: never while a message may still be on its way."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.attempt import LEASE
from bot.domain.leases import Leases

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
JUMPS = st.integers(-7200, 7200).map(lambda seconds: seconds * SECOND)
STEPS = st.integers(1, 300)
LIVED = st.lists(st.tuples(STEPS, JUMPS), max_size=30)


def _told(leases: Leases, seconds: int, set_by: timedelta) -> datetime:
    return leases.told_at(_wall(seconds, set_by), seconds)


def _wall(seconds: int, set_by: timedelta) -> datetime:
    return NOON + seconds * SECOND + set_by


@given(st.lists(STEPS, max_size=20))
def test_a_clock_that_runs_evenly_is_trusted_from_the_start(steps: list[int]) -> None:
    leases, at = Leases(), 0
    for step in [0, *steps]:
        at += step
        assert _told(leases, at, timedelta(0)) == _wall(at, timedelta(0))


@given(LIVED)
def test_no_lease_is_told_to_be_over_before_it_is(lived: list[tuple[int, timedelta]]) -> None:
    """Whenever one was taken: it ends a lease later by the clock that nobody sets."""
    leases, at, set_by = Leases(), 0, timedelta(0)
    taken = [(at, _told(leases, at, set_by) + LEASE)]
    for step, jump in lived:
        at += step
        set_by += jump
        told = _told(leases, at, set_by)
        assert all(told < ends for since, ends in taken if at - since < LEASE.total_seconds())
        taken.append((at, _wall(at, set_by) + LEASE))


@given(LIVED)
def test_a_lease_after_the_last_jump_the_clock_is_trusted_again(
    lived: list[tuple[int, timedelta]],
) -> None:
    leases, at, set_by = Leases(), 0, timedelta(0)
    for step, jump in lived:
        at += step
        set_by += jump
        _told(leases, at, set_by)
    at += int(LEASE.total_seconds())
    assert _told(leases, at, set_by) == _wall(at, set_by)


def test_small_jumps_again_and_again_cost_no_more_than_they_gain() -> None:
    leases, set_by = Leases(), timedelta(0)
    for minutes in range(60):
        set_by += 1.5 * SECOND
        told = _told(leases, minutes * 60, set_by)
        assert _wall(minutes * 60, set_by) - told <= 3 * SECOND
