"""What wakes up: also after the clock was set, or the machine slept, and however late."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, event

from bot.services import Services
from schedules import clock_watch
from schedules.rota import EVEN, Rota
from tests.support.practice import Stage

HOUR = timedelta(hours=1)
WHILE = 2
"""Seconds in which a turn that came again at once would come hundreds of times."""

NEXT_DEBRIEF = "2026-11-24T16:50:00+00:00"


class Watched(Rota):
    """Counts its turns."""

    planned: asyncio.Queue[datetime]
    tidied: asyncio.Queue[datetime]

    def __init__(self, services: Services, stage: Stage) -> None:
        super().__init__(services, stage.practice.app.client)
        self.planned, self.tidied = asyncio.Queue(), asyncio.Queue()
        self._now = services.clock

    async def plan(self) -> None:
        await super().plan()
        self.planned.put_nowait(self._now())

    async def tidy(self) -> None:
        await super().tidy()
        self.tidied.put_nowait(self._now())


@pytest.fixture
def set_by(monkeypatch: pytest.MonkeyPatch) -> list[timedelta]:
    """How far the clock of the watched rota has been set, and a pulse that tests can wait for."""
    monkeypatch.setattr(clock_watch, "PULSE", timedelta(seconds=0.05))
    return [timedelta(0)]


@pytest.fixture
async def watched(hill: Stage, set_by: list[timedelta]) -> AsyncIterator[Watched]:
    its = replace(
        hill.practice.app.services,
        clock=lambda: hill.clock.now() + set_by[0],
        woken=asyncio.Event(),
    )
    made = Watched(its, hill)
    async with made.ready(), made.running():
        await _next(made.planned)
        yield made


async def _next(turns: asyncio.Queue[datetime]) -> datetime:
    async with asyncio.timeout(20):
        return await turns.get()


@pytest.mark.parametrize("jump", [-2 * HOUR, 2 * HOUR, 9 * HOUR], ids=["back", "on", "slept"])
async def test_a_clock_that_jumps_has_everything_looked_at_at_once(
    watched: Watched, hill: Stage, set_by: list[timedelta], jump: timedelta
) -> None:
    set_by[0] = jump
    expected = hill.clock.now() + jump
    assert await _next(watched.planned) == expected


async def test_what_was_sent_is_not_forgotten_because_the_clock_is_years_ahead_for_a_while(
    watched: Watched, hill: Stage, set_by: list[timedelta]
) -> None:
    """It would be planned anew once the clock is set right, and sent again."""
    await hill.at(NEXT_DEBRIEF)
    set_by[0] = timedelta(days=365)
    await _next(watched.planned)
    await watched._tidy_in_time()  # noqa: SLF001 - what comes once a day
    set_by[0] = timedelta(0)
    await _next(watched.planned)
    await hill.later()
    assert len(await hill.person("U0ADA").inbox()) == 1
    assert watched.tidied.empty()


async def test_the_app_tidies_once_the_clock_has_run_evenly_for_an_hour(
    watched: Watched, hill: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock_watch, "JUMP", 2 * EVEN)  # the hour is lived, at once
    await hill.set_clock((hill.clock.now() + EVEN - timedelta(seconds=1)).isoformat())
    assert await watched._tidy_in_time() == timedelta(seconds=1)  # noqa: SLF001 - as above
    await hill.set_clock((hill.clock.now() + timedelta(seconds=1)).isoformat())
    assert await watched._tidy_in_time() is None  # noqa: SLF001 - as above
    assert not watched.tidied.empty()


async def test_a_prompt_that_became_due_while_the_laptop_slept_arrives_when_it_wakes(
    watched: Watched, hill: Stage, set_by: list[timedelta]
) -> None:
    set_by[0] = datetime.fromisoformat(NEXT_DEBRIEF) + timedelta(minutes=1) - hill.clock.now()
    await _next(watched.planned)
    watched._dispatcher.wake()  # noqa: SLF001 - rather than wait for the second to be over
    async with asyncio.timeout(20):
        while not hill.calls("chat.postMessage"):  # noqa: ASYNC110 - the app's own doing
            await asyncio.sleep(0.02)
    await hill.settled()
    assert len(await hill.person("U0ADA").inbox()) == 1


async def test_a_clock_that_runs_as_clocks_do_wakes_nothing_out_of_turn(
    watched: Watched, set_by: list[timedelta]
) -> None:
    for _ in range(5):
        set_by[0] += timedelta(seconds=20)
        await asyncio.sleep(clock_watch.PULSE.total_seconds())
    assert watched.planned.empty()


async def test_between_two_wakings_nothing_is_done(hill: Stage, watched: Watched) -> None:
    begun: list[Connection] = []

    def count(tx: Connection) -> None:
        begun.append(tx)

    event.listen(hill.db.engine, "begin", count)
    await asyncio.sleep(WHILE)
    event.remove(hill.db.engine, "begin", count)
    # The dispatcher is woken once a second and asks twice; anything else waits for its minute.
    assert len(begun) <= 6 * WHILE
    assert watched.planned.empty()
