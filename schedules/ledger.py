"""Writing outcomes down: those that come while the last ones are being written share the next."""

import asyncio
import logging
from collections.abc import Callable, Sequence

from bot.domain.attempt import LEASE, Outcome
from bot.services import Services
from bot.use_cases.record_delivery import record_deliveries

log = logging.getLogger(__name__)

GATHERING = 0.05
"""Seconds for which outcomes are gathered while many messages wait to be posted: a transaction for
each few of them would cost more than the posting."""

PAUSE = 1.0
"""Seconds before what the database did not take is written again."""

TRIES = int(LEASE.total_seconds() / PAUSE)
"""After so many the claim is over, and others see to the prompt."""


class Ledger:
    """Nobody waits for it but `rest`; a database that is away for a while costs nothing.

    `crowded` says whether many more are about to come.
    """

    def __init__(self, services: Services, crowded: Callable[[], bool]) -> None:
        self._services = services
        self._crowded = crowded
        self._waiting: list[Outcome] = []
        self._writing: asyncio.Task[None] | None = None

    def add(self, *outcomes: Outcome) -> None:
        """Have these written down soon."""
        self._waiting += outcomes
        if self._waiting and (self._writing is None or self._writing.done()):
            self._writing = asyncio.create_task(self._write())

    async def rest(self) -> None:
        """Return once everything is written."""
        while self._writing and not self._writing.done():
            await asyncio.shield(self._writing)

    async def _write(self) -> None:
        while self._waiting:
            if self._crowded():
                await asyncio.sleep(GATHERING)
            batch, self._waiting = self._waiting, []
            await self._write_down(batch)

    async def _write_down(self, batch: Sequence[Outcome]) -> None:
        for _ in range(TRIES):
            try:
                return await self._services.db.run(record_deliveries, batch)
            except Exception as error:
                log.exception(
                    "Outcomes could not be written down: %(error)s",
                    {"error": type(error).__name__},
                )
                await asyncio.sleep(PAUSE)
        return None
