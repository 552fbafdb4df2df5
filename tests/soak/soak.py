"""Kill the app at random while it works, start it again, and move its clock on in between."""

import asyncio
import sys
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from bot.domain.attempt import LEASE
from bot.domain.prompts import State
from bot.store import deliveries
from bot.store.database import Database
from bot.store.tables import delivery
from tests.soak.audit import OPEN
from tests.soak.cable import HISTORY, LOOKS, POST
from tests.soak.process import Place, Running
from tests.soak.weather import Weather
from tests.soak.world import World

D = delivery.c
LIVES = {1: 1, 2: 3}
"""How many are killed between two moves of the clock, which nobody can do to a process that lives.
Of two, one is killed, started again and killed (or the other is), and then who is left."""

JUMPS = {1: (0, 45, 150, 150, 210, 600), 2: (150, 150, 450, 600, 900, 1200)}
"""Seconds by which the clock is moved: within a lease, and well after it. Three hundred kills
make sixteen hours, from the morning to midnight."""

ASKED, PART, PAUSE = 12, 4, 0.1
"""Messages that people ask for in each life, a few at a time, and the seconds in between."""

AHEAD = 2
STARTING, START_UP = 1 / 12, 1.0
"""How often one is killed in its first seconds, and how many these are at most."""

AFTER = 0.2
"""Seconds at most from the call that is waited for to the kill."""

WAITING = 20.0
"""Seconds for a call that may not come; then one is killed idle."""

AFTER_A_LEASE = timedelta(seconds=155)
"""A lease, and half a minute in which Slack settles."""

CALM_ROUNDS, CALM_LOOKS, LOOK = 40, 200, 0.1


def mean_jump(processes: int) -> timedelta:
    """How far the clock goes on for each kill, on average."""
    jumps = JUMPS[processes]
    return timedelta(seconds=sum(jumps) / len(jumps) / LIVES[processes])


@dataclass(slots=True)
class Soak:
    """So many processes on one database.

    `killed` counts by what the process was doing; `asked` are the keys of what people asked for.
    """

    place: Place
    db: Database
    world: World
    weather: Weather
    random: Random
    processes: int
    killed: Counter[str] = field(default_factory=Counter)
    asked: set[str] = field(default_factory=set)

    _ahead: deque[tuple[timedelta, Running]] = field(default_factory=deque)
    _to_come: timedelta = timedelta(0)

    async def run(self, kills: int) -> datetime:
        """Kill so many, then let them finish in peace; until when all is done."""
        jumps = self._jumps()
        try:
            while (left := kills - self.killed.total()) > 0:
                await self._stretch(min(left, LIVES[self.processes]), jumps)
                sys.stdout.write(f"\r{self.killed.total()} of {kills} killed")
                sys.stdout.flush()
        finally:
            for _, each in self._ahead:
                await each.kill()
        self.weather.clears()
        return await self._calm()

    def _jumps(self) -> Iterator[timedelta]:
        """How far the clock goes on before each start: only where all are dead."""
        while True:
            yield timedelta(seconds=self.random.choice(JUMPS[self.processes]))
            for _ in range(1, LIVES[self.processes]):
                yield timedelta(0)

    async def _stretch(self, lives: int, jumps: Iterator[timedelta]) -> None:
        """One stretch of unbroken time, in which so many are started and killed."""
        running: list[Running] = []
        try:
            for left in range(lives, 0, -1):
                while len(running) < min(self.processes, left):
                    running.append(await self._next(jumps))
                await self._kill(running)
        finally:
            for each in running:
                await each.kill()

    async def _next(self, jumps: Iterator[timedelta]) -> Running:
        """The next one works from now on; two more start up meanwhile, which takes a while."""
        while len(self._ahead) <= AHEAD:
            jump = next(jumps)
            self._to_come += jump
            made = await self.place.start(self._now() + self._to_come)
            self._ahead.append((jump, made))
        jump, made = self._ahead.popleft()
        self._to_come -= jump
        await self._move(jump)
        made.cable.connect()
        return made

    async def _kill(self, running: list[Running]) -> None:
        asking = asyncio.create_task(self._ask(running))
        try:
            victim = await self._victim(running)
        finally:
            asking.cancel()
            with suppress(asyncio.CancelledError):
                await asking
        running.remove(victim)
        under_way = victim.cable.under_way
        assert await victim.kill(), f"it had ended by itself; see {self.place.log}"
        self.killed[await self._doing(victim, under_way)] += 1

    async def _victim(self, running: list[Running]) -> Running:
        """The first to make a call that is drawn, and a moment later; or one that starts."""
        if self.random.random() < STARTING:
            await asyncio.sleep(self.random.random() * START_UP)
            return running[-1]
        call, times = await self._drawn()
        waiting = {asyncio.create_task(each.cable.calls(call, times)): each for each in running}
        done, _ = await asyncio.wait(waiting, timeout=WAITING, return_when=asyncio.FIRST_COMPLETED)
        for task in waiting:
            task.cancel()
        await asyncio.sleep(self.random.random() * AFTER)
        return waiting[done.pop()] if done else self.random.choice(running)

    async def _drawn(self) -> tuple[str, int]:
        """Which call, and the how manieth: as there is work to do, from its first to its last."""
        now = self._now()
        doubts = await self._count(_in_doubt(now))
        posts = await self._count(and_(D.state == State.PLANNED, D.next_try_at <= now))
        posts = posts // self.processes + ASKED
        if self.random.random() < doubts / (doubts + posts):
            return HISTORY, self.random.randint(1, 1 + doubts // 4)
        return POST, self.random.randint(1, posts)

    async def _ask(self, running: list[Running]) -> None:
        """People ask each other while it works."""
        for each in running:
            await each.cable.at_work()
        for _ in range(ASKED * self.processes // PART):
            asks = self.world.asks(self.random, PART, self._now())
            await self.db.run(deliveries.plan, asks)
            self.asked.update(prompt.key for prompt in asks)
            await asyncio.sleep(PAUSE)

    async def _doing(self, victim: Running, under_way: set[str]) -> str:
        """What it was killed at, by its calls and by what it leaves behind."""
        if not victim.cable.works:
            return "while it starts"
        if POST in under_way:
            return "while it posts"
        if under_way & LOOKS:
            return "while it looks"
        now = self._now()
        its = and_(D.state == State.CLAIMED, D.next_try_at >= victim.since + LEASE)
        due = and_(D.state.in_(OPEN), D.next_try_at <= now)
        return "between two calls" if await self._count(or_(its, due)) else "idle"

    async def _calm(self) -> datetime:
        """Start and stop in peace until nothing is open that is due by now."""
        until = self._now()
        due = and_(D.state.in_(OPEN), D.due_at <= until)
        for _ in range(CALM_ROUNDS):
            running: list[Running] = []
            try:
                running += [await self.place.start(self._now()) for _ in range(self.processes)]
                for each in running:
                    each.cable.connect()
                for each in running:
                    await each.cable.at_work()
                await self._worked(due)
                codes = [await each.stop() for each in running]
            finally:
                for each in running:
                    await each.kill()
            assert set(codes) == {0}, f"stopping failed: {codes}; see {self.place.log}"
            if not await self._count(due):
                return until
            await self._move(AFTER_A_LEASE)
        raise AssertionError(f"still open after {CALM_ROUNDS} calm rounds")

    async def _worked(self, due: ColumnElement[bool]) -> None:
        """Return once nothing can be done now about what is due, or after a while."""
        for _ in range(CALM_LOOKS):
            if not await self._count(and_(due, D.next_try_at <= self._now())):
                return
            await asyncio.sleep(LOOK)

    async def _move(self, by: timedelta) -> None:
        """Once what was under way has arrived: nobody's clock can be moved in the middle of it."""
        if by:
            await self.place.sandbox.settled()
            await self.place.sandbox.clock.jump(self._now() + by)

    def _now(self) -> datetime:
        return self.place.sandbox.clock.now()

    async def _count(self, which: ColumnElement[bool]) -> int:
        return await self.db.run(_how_many, which)


def _how_many(tx: Connection, which: ColumnElement[bool]) -> int:
    return tx.scalar(select(func.count()).select_from(delivery).where(which)) or 0


def _in_doubt(now: datetime) -> ColumnElement[bool]:
    """To be looked for: what nobody answered for, and what a killed process had claimed."""
    doubtful = D.state.in_([State.DOUBTFUL, State.CLAIMED])
    return and_(doubtful, D.next_try_at <= now)
