import time
from datetime import UTC, datetime, timedelta

import pytest

from sandbox import Clock, ClockError
from tests.sandbox.workbench import NOON, Bench


def a_moment_later(clock: Clock) -> datetime:
    """Time has to pass for this to mean anything; a millisecond is plenty."""
    time.sleep(0.001)
    return clock.now()


def test_a_paused_clock_stands_still_and_a_running_one_moves_on() -> None:
    paused, running = Clock(NOON, running=False), Clock(NOON)
    assert a_moment_later(paused) == NOON
    assert a_moment_later(running) > NOON


def test_a_clock_without_a_start_tells_the_real_time() -> None:
    assert abs(Clock().now() - datetime.now(UTC)) < timedelta(seconds=5)


async def test_a_jump_waits_for_everybody_who_asked_to_hear_of_it() -> None:
    clock, heard = Clock(NOON, running=False), list[datetime]()

    async def listener() -> None:
        heard.append(clock.now())

    clock.on_jump.append(listener)
    await clock.jump(NOON + timedelta(hours=2))
    assert heard == [clock.now()] == [NOON + timedelta(hours=2)]


async def test_time_does_not_go_back() -> None:
    clock = Clock(NOON, running=False)
    with pytest.raises(ClockError, match="only moves forward"):
        await clock.jump(NOON - timedelta(seconds=1))
    assert clock.now() == NOON


async def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ClockError, match="time zone"):
        await Clock(NOON).jump(datetime(2027, 1, 1))  # noqa: DTZ001 - the mistake in question


def test_pausing_keeps_the_time_and_running_goes_on_from_there() -> None:
    clock = Clock(NOON)
    clock.pause()
    held = clock.now()
    assert a_moment_later(clock) == held
    clock.run()
    assert a_moment_later(clock) > held


async def test_the_clock_jumps_by_an_hour_to_tomorrow_and_to_an_instant(bench: Bench) -> None:
    moved = await bench.control("POST", "clock", {"to": "hour"})
    assert moved == {"now": "2026-11-02T13:00:00+00:00", "running": False}
    assert (await bench.control("POST", "clock", {"to": "day"}))["now"].startswith("2026-11-03T13")
    instant = "2026-11-05T08:30:00+01:00"
    moved = await bench.control("POST", "clock", {"to": instant, "running": True})
    assert moved["now"].startswith("2026-11-05T07:30:0")
    assert moved["running"] is True


async def test_the_clock_jumps_to_the_next_prompt_once_a_program_says_when(bench: Bench) -> None:
    status, answer = await bench.control_status("POST", "clock", {"to": "next"})
    assert (status, answer["error"][:18]) == (400, "Nothing is planned")

    async def upcoming() -> datetime | None:
        return NOON + timedelta(minutes=7)

    bench.sandbox.upcoming = upcoming
    assert (await bench.read("workspace"))["clock"]["can_jump_to_next"] is True
    moved = await bench.control("POST", "clock", {"to": "next"})
    assert moved["now"] == "2026-11-02T12:07:00+00:00"


async def test_a_jump_by_a_day_stops_at_each_planned_instant_on_the_way(bench: Bench) -> None:
    planned = [NOON + timedelta(hours=1), NOON + timedelta(hours=5), NOON + timedelta(days=3)]
    stopped: list[datetime] = []

    async def upcoming() -> datetime | None:
        return min(instant for instant in planned if instant > bench.sandbox.clock.now())

    async def listener() -> None:
        stopped.append(bench.sandbox.clock.now())

    bench.sandbox.upcoming = upcoming
    bench.sandbox.clock.on_jump.append(listener)
    await bench.control("POST", "clock", {"to": "day"})
    assert stopped == [*planned[:2], NOON + timedelta(days=1)]


@pytest.mark.parametrize("to", ["yesterday", "2026-11-01T00:00:00+00:00", "2026-11-09T00:00:00"])
async def test_a_jump_that_cannot_be_made_is_explained_and_changes_nothing(
    bench: Bench, to: str
) -> None:
    status, answer = await bench.control_status("POST", "clock", {"to": to})
    assert status == 400
    assert answer["error"].endswith(".")
    assert bench.sandbox.clock.now() == NOON


async def test_messages_of_one_instant_still_have_an_order(bench: Bench) -> None:
    stamps = [
        (await bench.raw("chat.postMessage", {"channel": "C0TEAM", "text": "x"}))["ts"]
        for _ in range(3)
    ]
    assert stamps == ["1793620800.000000", "1793620800.000001", "1793620800.000002"]
