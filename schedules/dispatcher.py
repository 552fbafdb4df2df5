"""Posts what is due: several at a time, at Slack's pace, and each of them once."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.leases import Leases
from bot.domain.pace import Pace, posts
from bot.services import Services
from bot.use_cases.take_due import take_due
from schedules.do_not_disturb import DoNotDisturb
from schedules.handful import AT_ONCE, Handful
from schedules.ledger import Ledger
from schedules.lines import Claimed, Lines, monotonic
from schedules.looking import Looker
from schedules.posting import Posting
from schedules.turns import cancelled, whenever, within

log = logging.getLogger(__name__)

FINISHING = 5.0
"""Seconds that what is under way has to finish in when the app is told to stop."""

BREATH = timedelta(seconds=1)
"""Between two looks at whether Slack takes more; a second's worth is then claimed together. And how
long the looker waits at most for the ledger before it goes on."""


class Dispatcher:
    """Claims what is due and posts it, while it is `open`; `wake` says that there may be more."""

    def __init__(
        self, services: Services, client: AsyncWebClient, pace: Pace | None = None
    ) -> None:
        self._services = services
        self._pace = pace or Pace(posts())
        self._queue: asyncio.Queue[Claimed] = asyncio.Queue()
        self._ledger = Ledger(services, lambda: self._queue.qsize() > AT_ONCE)
        self._leases = Leases()
        self._looker = Looker(services, client, self._ledger, self._leases)
        self._do_not_disturb = DoNotDisturb(services, client)
        posting = Posting(services, client, self._pace)
        self._lines = Lines(services.clock, self._pace, posting, self._ledger)
        self._handful = Handful()
        self._is_full = False
        self._claiming = asyncio.Lock()
        self._closed = True
        self._woken = [asyncio.Event(), asyncio.Event()]

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Post whenever woken for as long as this lasts; then finish what is begun."""
        self._closed = False
        turns = zip(self._woken, (self._post, self._look), strict=True)
        loops = [asyncio.create_task(whenever(woken, turn)) for woken, turn in turns]
        workers = [asyncio.create_task(self._work()) for _ in range(AT_ONCE)]
        try:
            yield
        finally:
            await self._close(loops, workers)

    def wake(self) -> None:
        """There may be something to post, or to look for."""
        for woken in self._woken:
            woken.set()

    async def run_once(self) -> int:
        """What is due and may go now, to its end; 0 where that was nothing, and all has ended."""
        dealt = self._lines.in_hand
        dealt += await self._claim() + await self._looker.run_once()
        await self._queue.join()
        await self._ledger.rest()
        return dealt

    async def _post(self) -> timedelta | None:
        """One turn, and the time until the next; None where that is for others to say."""
        self._is_full = self._lines.in_hand > self._handful.half
        if self._is_full:
            return None
        if await self._claim():
            return timedelta(0)
        now = self._services.clock()
        if self._room(now) >= 1:
            return None
        return max(self._pace.opens_at(now) - now, BREATH)

    async def _look(self) -> timedelta | None:
        """What turns out not to be there may be posted, once that is written down."""
        if not await self._looker.run_once():
            return None
        await within(BREATH.total_seconds(), self._ledger.rest)
        self._woken[0].set()
        return timedelta(0)

    async def _claim(self) -> int:
        """Take no more than goes soon, so that a crash leaves little in doubt."""
        async with self._claiming:
            now = self._services.clock()
            told = self._leases.told_at(now, self._services.steady())
            if not self._lines.in_hand:
                self._handful = Handful()
            room = self._room(now)
            if self._closed or room < 1:
                return 0
            take, languages = self._services.db.run, self._services.languages
            dealt, outgoing = await take(take_due, languages, now, room, told)
            try:
                heeded = await self._do_not_disturb.heed(outgoing, now)
            except Exception:
                # In a channel, what is claimed and not posted would be taken for lost.
                self._lines.give_back(*self._lines.claimed(outgoing, now))
                raise
            for claimed in self._lines.claimed(heeded, now):
                self._queue.put_nowait(claimed)
            return dealt

    def _room(self, now: datetime) -> int:
        """How many more may be claimed: what waits for a worker goes first."""
        waiting, in_hand = self._queue.qsize(), self._lines.in_hand
        return min(self._pace.room(now) - waiting, self._handful.size - in_hand)

    async def _work(self) -> None:
        while True:
            claimed = await self._queue.get()
            try:
                if await self._lines.deliver(claimed):
                    self._handful.one_posted(monotonic())
            except Exception as error:
                log.exception("A prompt failed: %(error)s", {"error": type(error).__name__})
            finally:
                self._queue.task_done()
                if self._is_full and self._lines.in_hand <= self._handful.half:
                    self._woken[0].set()

    async def _close(
        self, loops: list[asyncio.Task[None]], workers: list[asyncio.Task[None]]
    ) -> None:
        """Nothing new; what waits is given back, and what is under way has a few seconds."""
        async with self._claiming, self._looker.stopped():
            self._closed = True
            await cancelled(loops)
        while not self._queue.empty():
            self._lines.give_back(self._queue.get_nowait())
            self._queue.task_done()
        await within(FINISHING, self._queue.join)
        await cancelled(workers)
        await within(FINISHING, self._ledger.rest)
