"""What wakes up, in which order, and how often."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from slack_sdk.web.async_client import AsyncWebClient

from bot.services import Services
from bot.use_cases.close_rounds import close_due_rounds, sweep
from bot.use_cases.look_ahead import look_ahead
from bot.use_cases.open_rounds import open_due_rounds
from bot.use_cases.plan_prompts import plan_prompts
from schedules.dispatcher import Dispatcher

log = logging.getLogger(__name__)

PLAN_SECONDS = 60
"""How long a change of set-up takes to be noticed, at most."""

DISPATCH_SECONDS = 5
"""How late a prompt is posted, at most, when nothing else is in the way."""


class Rota:
    """APScheduler only wakes these; all that is to be remembered is in the database."""

    def __init__(self, services: Services, client: AsyncWebClient) -> None:
        self._services = services
        self._dispatcher = Dispatcher(services, client)

    @asynccontextmanager
    async def ready(self) -> AsyncIterator[None]:
        """Destroy the keys of rounds that are over; then post at once what a listener asks for."""
        db, keys = self._services.db, self._services.keys
        await db.in_thread(lambda: sweep(db, keys))
        dispatching = asyncio.create_task(self._dispatch_when_woken())
        try:
            yield
        finally:
            async with self._dispatcher.at_rest():
                dispatching.cancel()
            with suppress(asyncio.CancelledError):
                await dispatching

    async def tick(self) -> None:
        """Everything that is due by the clock, once, until nothing more is."""
        await self.plan()
        while await self._dispatcher.run_once():
            pass

    async def plan(self) -> None:
        """Open and close rounds, and plan the coming day."""
        services, now = self._services, self._services.clock()
        db, keys = services.db, services.keys
        await db.in_thread(lambda: close_due_rounds(db, keys, now))
        await db.run(
            open_due_rounds,
            templates=services.templates,
            keys=keys,
            sealer=services.sealer,
            now=now,
        )
        await db.run(plan_prompts, now)

    async def upcoming(self) -> datetime | None:
        """The next instant at which there is something to do."""
        return await self._services.db.run(look_ahead, self._services.clock())

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Wake the planner and the dispatcher for as long as this lasts."""
        scheduler = AsyncIOScheduler(timezone="UTC", job_defaults={"coalesce": True})
        scheduler.add_job(guarded(self.plan), "interval", seconds=PLAN_SECONDS)
        scheduler.add_job(guarded(self._dispatcher.run_once), "interval", seconds=DISPATCH_SECONDS)
        await guarded(self.tick)()
        scheduler.start()
        try:
            yield
        finally:
            async with self._dispatcher.at_rest():
                scheduler.shutdown(wait=False)

    async def _dispatch_when_woken(self) -> None:
        dispatch = guarded(self._dispatcher.run_once)
        while True:
            await self._services.woken.wait()
            self._services.woken.clear()
            await dispatch()


def guarded(work: Callable[[], Awaitable[object]]) -> Callable[[], Awaitable[None]]:
    """Let a failure cost one turn and not the schedule; its class is logged, never its content."""

    async def turn() -> None:
        try:
            await work()
        except Exception as error:
            log.exception(
                "A turn of the schedule failed: %(error)s", {"error": type(error).__name__}
            )

    return turn
