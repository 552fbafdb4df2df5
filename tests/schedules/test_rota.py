"""What wakes up: also after the clock was set, or the machine slept, and however late."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, event

from bot.services import Services
from schedules import rota
from schedules.rota import Rota
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
    monkeypatch.setattr(rota, "PULSE", timedelta(seconds=0.05))
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
        await _next(made.tidied)
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
    assert await _next(watched.tidied) == expected


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
        await asyncio.sleep(rota.PULSE.total_seconds())
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
