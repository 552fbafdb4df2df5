"""What wakes up, in which order, and how often."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import system
from bot.services import Services
from bot.use_cases.clean_up import clean_up
from bot.use_cases.close_rounds import close_due_rounds, sweep, tell_of_missing
from bot.use_cases.forget_again import forget_again, forget_leavers
from bot.use_cases.heed_the_clock import heed_the_clock
from bot.use_cases.look_ahead import look_ahead
from bot.use_cases.open_rounds import open_due_rounds
from bot.use_cases.plan_prompts import plan_some
from bot.use_cases.prefer import find_languages
from schedules.clock_watch import ClockWatch
from schedules.dispatcher import Dispatcher
from schedules.feeds import LOOKING, Feeds
from schedules.leavers import Leavers
from schedules.turns import Turn, cancelled, whenever

PLANNING = timedelta(minutes=1)
"""How long a change of set-up takes to be noticed, at most."""

DISPATCHING = timedelta(seconds=1)
"""How late a prompt is posted, at most, when nothing else is in the way."""

TIDYING = timedelta(days=1)

EVEN = timedelta(hours=1)
"""How long the clock has to have run evenly before anything is deleted because it is old. A clock
that is years ahead is set right within minutes as a rule; what it had deleted would be sent anew.
"""

LATE_IS_BETTER = {"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
"""However late, once: APScheduler's own way is to leave out what it is a second late for."""


class Rota:
    """APScheduler only wakes these; all that is to be remembered is in the database."""

    def __init__(self, services: Services, client: AsyncWebClient) -> None:
        self._services = services
        self._dispatcher = Dispatcher(services, client)
        self._feeds = Feeds(services, client)
        self._leavers = Leavers(services, client)
        self._watch = ClockWatch((system, services.clock), services.steady)

    @asynccontextmanager
    async def ready(self) -> AsyncIterator[None]:
        """Destroy the keys of rounds that are over; then post at once what a listener asks for."""
        db, keys = self._services.db, self._services.keys
        await db.in_thread(lambda: sweep(db, keys))
        await db.run(tell_of_missing, keys)
        await db.run(forget_again, self._services.forgotten, self._services.sealer)
        await self._hear_of_languages()
        async with self._dispatcher.open():
            waking = asyncio.create_task(self._wake_the_dispatcher())
            try:
                yield
            finally:
                await cancelled([waking])

    async def tick(self) -> None:
        """Everything that is due by the clock, once, until nothing more is."""
        await self.plan()
        while await self._dispatcher.run_once():
            pass

    async def plan(self) -> None:
        """Open and close rounds, and plan the coming day."""
        services = self._services
        db, keys = services.db, services.keys
        await db.run(heed_the_clock, services.clock)
        await self._hear_of_languages()
        now = services.clock()
        await db.in_thread(lambda: close_due_rounds(db, keys, now))
        await db.in_thread(lambda: sweep(db, keys))
        await db.run(
            open_due_rounds,
            templates=services.templates,
            keys=keys,
            sealer=services.sealer,
            now=now,
        )
        while await db.run(plan_some, now):
            pass

    async def _hear_of_languages(self) -> None:
        """Of those too that were chosen in another process."""
        self._services.languages.refresh(await self._services.db.run(find_languages))

    async def upcoming(self) -> datetime | None:
        """The next instant at which there is something to do."""
        return await self._services.db.run(look_ahead, self._services.clock())

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Wake everything in its time for as long as this lasts, and all of it at once now."""
        # The executor that calls a job at once and in place: a job here only says "wake".
        scheduler = AsyncIOScheduler(
            timezone="UTC", job_defaults=LATE_IS_BETTER, executors={"default": DebugExecutor()}
        )

        def wake_everything() -> None:
            """A scheduler waits for an hour of the day: a clock set back by two would cost two."""
            for job in scheduler.get_jobs():
                job.modify(next_run_time=system())

        loops = [asyncio.create_task(self._watch.run(wake_everything))]
        for work, often in self._works():
            woken = asyncio.Event()
            loops.append(asyncio.create_task(whenever(woken, work)))
            seconds = often.total_seconds()
            scheduler.add_job(woken.set, "interval", seconds=seconds, next_run_time=system())
        scheduler.start()
        try:
            yield
        finally:
            scheduler.shutdown(wait=False)
            await cancelled(loops)

    def _works(self) -> list[tuple[Turn, timedelta]]:
        """What is woken, and how often. A turn that fails is logged, and the next one comes."""
        return [
            (self.plan, PLANNING),
            (self._wake, DISPATCHING),
            (self._look_at_feeds, LOOKING),
            (self._look_for_leavers, TIDYING),
            (self._tidy_in_time, TIDYING),
        ]

    async def _tidy_in_time(self) -> timedelta | None:
        """Tidy, unless the clock was set lately, or the app has just started: then later."""
        short = await self._watch.short_of(EVEN)
        if not short:
            await self.tidy()
        return short or None

    async def tidy(self) -> None:
        """Forget what nobody needs any more."""
        its, now = self._services, self._services.clock()
        await its.db.run(clean_up, its.retention, now)
        await its.db.run(forget_leavers, its.sealer, its.retention.left, now)
        await its.db.run(forget_again, its.forgotten, its.sealer)

    async def _look_for_leavers(self) -> None:
        await self._leavers.run_once()

    async def _look_at_feeds(self) -> None:
        await self._feeds.run_once()

    async def _wake(self) -> None:
        self._dispatcher.wake()

    async def _wake_the_dispatcher(self) -> None:
        while True:
            await self._services.woken.wait()
            self._services.woken.clear()
            self._dispatcher.wake()
