"""How many prompts a crash may leave in doubt."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.use_cases.take_due import BATCH
from schedules.handful import FEW, MOMENT, Handful


@given(waits=st.lists(st.floats(0, MOMENT / FEW * 4), max_size=2000))
def test_what_is_in_hand_doubles_while_half_of_it_goes_in_a_moment_and_else_falls_again(
    waits: list[float],
) -> None:
    handful, now = Handful(), 0.0
    sizes, halves = [handful.size], list[float]()
    for wait in waits:
        now += wait
        if handful.one_done(now):
            sizes.append(handful.size)
            halves.append(now)
    took = [float("inf"), *(then - since for since, then in pairwise(halves))]
    for (size, then), seconds in zip(pairwise(sizes), took, strict=False):
        assert then == (min(2 * size, BATCH) if seconds < MOMENT else max(size // 2, FEW))
    assert all(FEW <= size <= BATCH for size in sizes)
