"""Kill the app at random while it works, start it again, and move its clock on in between."""

import asyncio
import sys
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from bot.store import deliveries
from bot.store.database import Database
from tests.soak.cable import HISTORY, LOOKS, POST
from tests.soak.lives import LIVES, Lives
from tests.soak.process import Running
from tests.soak.weather import Weather
from tests.soak.work import Work
from tests.soak.world import World

ASKED, PART, PAUSE = 12, 4, 0.1
"""Messages that people ask for in each life, a few at a time, and the seconds in between."""

STARTING, START_UP = 1 / 12, 1.0
"""How often one is killed in its first seconds, and how many these are at most."""

AFTER = 0.2
"""Seconds at most from the call that is waited for to the kill."""

WAITING = 20.0
"""Seconds for a call that may not come; then one is killed idle."""

AFTER_A_LEASE = timedelta(seconds=155)
"""A lease, and half a minute in which Slack settles."""

CALM_ROUNDS, CALM_LOOKS, LOOK = 40, 200, 0.1


@dataclass(slots=True)
class Soak:
    """So many processes on one database.

    `killed` counts by what the process was doing; `asked` are the keys of what people asked for.
    """

    lives: Lives
    db: Database
    world: World
    weather: Weather
    random: Random
    killed: Counter[str] = field(default_factory=Counter)
    asked: set[str] = field(default_factory=set)

    @property
    def _work(self) -> Work:
        return Work(self.db)

    async def run(self, kills: int) -> datetime:
        """Kill so many, then let them finish in peace; until when all is done."""
        try:
            while (left := kills - self.killed.total()) > 0:
                await self._stretch(min(left, LIVES[self.lives.processes]))
                sys.stdout.write(f"\r{self.killed.total()} of {kills} killed")
                sys.stdout.flush()
        finally:
            await self.lives.end()
        self.weather.clears()
        return await self._calm()

    async def _stretch(self, lives: int) -> None:
        """One stretch of unbroken time, in which so many are started and killed."""
        running: list[Running] = []
        try:
            for left in range(lives, 0, -1):
                while len(running) < min(self.lives.processes, left):
                    running.append(await self.lives.next())
                await self._kill(running)
        finally:
            for each in running:
                await each.kill()

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
        assert await victim.kill(), f"it had ended by itself; see {self.lives.place.log}"
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
        now = self.lives.now()
        doubts = await self._work.to_look_for(now)
        posts = await self._work.to_post(now) // self.lives.processes + ASKED
        if self.random.random() < doubts / (doubts + posts):
            return HISTORY, self.random.randint(1, 1 + doubts // 4)
        return POST, self.random.randint(1, posts)

    async def _ask(self, running: list[Running]) -> None:
        """People ask each other while it works."""
        for each in running:
            await each.cable.at_work()
        for _ in range(ASKED * self.lives.processes // PART):
            asks = self.world.asks(self.random, PART, self.lives.now())
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
        left = await self._work.left(victim.since, self.lives.now())
        return "between two calls" if left else "idle"

    async def _calm(self) -> datetime:
        """Start and stop in peace until nothing is open that is due by now."""
        until = self.lives.now()
        for _ in range(CALM_ROUNDS):
            running: list[Running] = []
            try:
                while len(running) < self.lives.processes:
                    running.append(await self.lives.at_work())
                await self._worked(until)
                codes = [await each.stop() for each in running]
            finally:
                for each in running:
                    await each.kill()
            assert set(codes) == {0}, f"stopping failed: {codes}; see {self.lives.place.log}"
            if not await self._work.due(until):
                return until
            await self.lives.move(AFTER_A_LEASE)
        raise AssertionError(f"still open after {CALM_ROUNDS} calm rounds")

    async def _worked(self, until: datetime) -> None:
        """Return once nothing can be done now about what is due, or after a while."""
        for _ in range(CALM_LOOKS):
            if not await self._work.due(until, self.lives.now()):
                return
            await asyncio.sleep(LOOK)
