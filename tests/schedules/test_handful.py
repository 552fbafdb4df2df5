"""How many prompts a crash may leave in doubt."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.use_cases.take_due import BATCH
from schedules.handful import FEW, MOMENT, Handful

QUICK, SLOW = 0.9 * MOMENT, 1.1 * MOMENT


def _after(*halves: float) -> list[int]:
    """The sizes, where half of what is in hand takes so long each time; a first half before it."""
    handful, now, sizes = Handful(), 0.0, list[int]()
    for seconds in (0.0, *halves):
        count = handful.half
        for _ in range(count):
            assert not sizes or handful.size == sizes[-1]
            now += seconds / count
            handful.one_posted(now)
        sizes.append(handful.size)
    return sizes


@pytest.mark.parametrize(
    ("halves", "sizes"),
    [
        ((), [FEW]),
        ((SLOW, SLOW), [FEW, FEW, FEW]),
        ((QUICK,), [FEW, 2 * FEW]),
        ((QUICK, QUICK, SLOW), [FEW, 2 * FEW, 4 * FEW, 2 * FEW]),
        ((QUICK,) * 6, [FEW, 2 * FEW, 4 * FEW, 8 * FEW, BATCH, BATCH, BATCH]),
    ],
)
def test_what_is_in_hand_doubles_while_half_of_it_goes_in_a_moment_and_else_falls_again(
    halves: Sequence[float], sizes: list[int]
) -> None:
    assert _after(*halves) == sizes


@given(halves=st.lists(st.sampled_from([QUICK, SLOW]), max_size=30))
def test_it_is_never_fewer_than_keep_everybody_at_work_nor_more_than_a_batch(
    halves: list[float],
) -> None:
    assert all(FEW <= size <= BATCH for size in _after(*halves))
