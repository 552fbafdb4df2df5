"""Kill the app at random while it works, start it again, and move its clock on in between."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import Connection, func, select
from sqlalchemy.engine import Engine

from bot.store.tables import delivery
from tests.soak.audit import OPEN
from tests.soak.process import Place, Running
from tests.soak.weather import CONNECT, HISTORY, POST, Weather

MOMENTS: dict[str, tuple[int, str | None, float]] = {
    "while it posts": (6, POST, 0.5),
    "when all is posted": (2, POST, 2.5),
    "while it looks": (2, HISTORY, 0.3),
    "while it starts": (1, None, 1.5),
}
"""How often (in proportion), after which call, and at most how many seconds later."""

WAITING = 4.0
"""Seconds for a call that may not come; then it is killed idle."""

JUMPS = tuple(timedelta(seconds=seconds) for seconds in (0, 45, 150, 150, 150, 300))
"""How far the clock is moved between two lives: within a lease, and well after it."""

MEAN = sum(JUMPS, timedelta(0)) / len(JUMPS)
AFTER_A_LEASE = timedelta(seconds=155)
"""A lease, and half a minute in which Slack settles."""

CALM_ROUNDS, CALM_LOOKS, LOOK = 40, 200, 0.1
SHARED = 4
"""How many of two processes on one database are killed before both are, and the clock moves on."""


@dataclass(slots=True)
class Soak:
    """So many processes on one database; `killed` counts by moment."""

    place: Place
    engine: Engine
    weather: Weather
    random: Random
    processes: int
    killed: Counter[str] = field(default_factory=Counter)

    async def run(self, kills: int) -> datetime:
        """Kill so many, then let them finish in peace; until when all is done."""
        while self.killed.total() < kills:
            await self._stretch(kills)
            await self._move(self.random.choice(JUMPS))
        self.weather.clears()
        return await self._calm()

    async def _stretch(self, kills: int) -> None:
        """One stretch of unbroken time: the clock of a process that lives cannot be moved."""
        running = [await self._start() for _ in range(self.processes)]
        try:
            for _ in range(SHARED if self.processes > 1 else 0):
                if self.killed.total() + self.processes < kills:
                    victim = self.random.randrange(len(running))
                    await self._kill(running[victim])
                    running[victim] = await self._start()
            for each in list(running):
                await self._kill(each)
                running.remove(each)
        finally:
            for each in running:
                await each.kill()

    async def _kill(self, victim: Running) -> None:
        weights = [weight for weight, _, _ in MOMENTS.values()]
        (moment,) = self.random.choices(list(MOMENTS), weights)
        _, call, most = MOMENTS[moment]
        delay = self.random.random() * most
        try:
            async with asyncio.timeout(WAITING):
                if call:
                    await self.weather.call_to(call)
        except TimeoutError:
            moment = "idle"
        await asyncio.sleep(delay)
        assert await victim.kill(), f"it had ended by itself; see {self.place.log}"
        self.killed[moment] += 1

    async def _calm(self) -> datetime:
        """Start and stop in peace until nothing is open that is due by now."""
        until = self._now()
        for _ in range(CALM_ROUNDS):
            running: list[Running] = []
            try:
                running += [await self._start() for _ in range(self.processes)]
                await self.weather.call_to(CONNECT, self.processes)
                await self._worked(until)
                codes = [await each.stop() for each in running]
            finally:
                for each in running:
                    await each.kill()
            assert set(codes) == {0}, f"stopping failed: {codes}; see {self.place.log}"
            if not self._open(until, None):
                return until
            await self._move(AFTER_A_LEASE)
        raise AssertionError(f"still open after {CALM_ROUNDS} calm rounds")

    async def _worked(self, until: datetime) -> None:
        """Return once nothing can be done now about what was due until then, or after a while."""
        for _ in range(CALM_LOOKS):
            if not self._open(until, self._now()):
                return
            await asyncio.sleep(LOOK)

    async def _move(self, by: timedelta) -> None:
        if by:
            await self.place.sandbox.clock.jump(self._now() + by)

    async def _start(self) -> Running:
        return await self.place.start(self._now())

    def _now(self) -> datetime:
        return self.place.sandbox.clock.now()

    def _open(self, until: datetime, now: datetime | None) -> int:
        with self.engine.connect() as tx:
            return _count(tx, until, now)


def _count(tx: Connection, until: datetime, now: datetime | None) -> int:
    """What is open and was due until then; with `now` only what can be worked on now."""
    columns = delivery.c
    query = select(func.count()).where(columns.state.in_(OPEN), columns.due_at <= until)
    if now:
        query = query.where(columns.next_try_at <= now)
    return tx.scalar(query) or 0
