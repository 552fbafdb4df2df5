import asyncio

import pytest

from bench import answer, close, plan, send
from bench.figures import Row, percentile, table
from bench.machine import described


@pytest.mark.parametrize("wire", [False, True])
def test_the_answer_bench_sends_answers_to_both_and_makes_its_rows(wire: bool) -> None:  # noqa: FBT001 - a parameter
    size = answer.Size(at_once=(1, 2), pairs=1, answers=2, alone=1)
    rows = asyncio.run(answer.measure("SQLite", size, wire=wire))
    assert [row.figure for row in rows] == [
        f"{at_once} at once, {figure}" for at_once in (1, 2) for figure in ("p50", "p99", "cpu")
    ]
    assert all(value > 0 for row in rows for value in (*row.bare, *row.ours))


def test_the_close_bench_closes_rounds_and_makes_its_rows() -> None:
    time, memory = close.on("SQLite", close.Size(pairs=1, rounds=2, answers=8))
    assert (time.aim, time.figure) == (2.0, "2 rounds of 8, each")
    assert all(value > 0 for value in (*time.bare, *time.ours, *memory.bare, *memory.ours))


def test_the_send_bench_sends_everybody_a_prompt_and_makes_its_rows() -> None:
    free = asyncio.run(send.beside_a_loop("SQLite", send.Size(prompts=20, pairs=1)))
    far = asyncio.run(send.beside_a_loop("SQLite", send.Size(prompts=16, pairs=1), send.AWAY))
    limited = asyncio.run(send.beside_the_limits(send.Size(limited=302)))
    assert (free.figure, free.aim) == ("20 prompts, without limits", 1.11)
    assert all(value > 0 for value in (*free.bare, *free.ours))
    assert far.figure == "16 prompts, without limits, answers after 50 ms"
    assert min(*far.bare, *far.ours) >= send.AWAY
    assert list(limited.bare) == pytest.approx([0.4])
    assert limited.ratios[0] >= 1


def test_the_plan_bench_plans_prompts_beside_jobs_and_ticks_among_people() -> None:
    size = plan.Size(prompts=20, pairs=1, people=(200, 300), ticks=1)
    job, tick = plan.rows(size)
    assert (job.figure, job.aim) == ("20 due prompts, each, cpu", 0.1)
    assert tick.figure == "a tick with 100 due among 200 and 300 people, cpu"
    assert all(value > 0 for row in (job, tick) for value in (*row.bare, *row.ours))


def test_a_row_shows_the_median_ratio_its_spread_and_whether_the_aim_is_met() -> None:
    row = Row("here", "p50", "ms", [1, 1, 2], [2, 3, 2], aim=2)
    assert row.ratios == [2, 3, 1]
    line = "| here | p50 | 1.00 ms | 2.00 ms | **2.00** | 1.00 to 3.00 | 2 | met |"
    assert table([row]).splitlines()[2] == line
    assert Row("here", "p50", "ms", [1], [3], aim=2).verdict == "missed"


@pytest.mark.parametrize(("percent", "value"), [(50, 2), (99, 4), (1, 1), (75, 3)])
def test_a_percentile_is_one_of_the_values(percent: float, value: float) -> None:
    assert percentile([4, 1, 3, 2], percent) == value


def test_the_machine_and_the_versions_are_told() -> None:
    assert "SQLite" in described()
    assert "slack-bolt" in described()
