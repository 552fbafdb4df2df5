"""Work that is done in turns, whenever it is woken."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta

log = logging.getLogger(__name__)

Turn = Callable[[], Awaitable[timedelta | None]]
"""Does what there is to do. It may answer with the time after which to come again unasked."""


async def whenever(woken: asyncio.Event, turn: Turn) -> None:
    """Take turns when woken, or after the time that the last turn asked for.

    A failure costs one turn; its class is logged, never its content.
    """
    pause: timedelta | None = None
    while True:
        with suppress(TimeoutError):
            async with asyncio.timeout(None if pause is None else pause.total_seconds()):
                await woken.wait()
        woken.clear()
        try:
            pause = await turn()
        except Exception as error:
            pause = None
            log.exception(
                "A turn of the schedule failed: %(error)s", {"error": type(error).__name__}
            )


async def cancelled(tasks: list[asyncio.Task[None]]) -> None:
    """Stop these, and return when they have stopped."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def within(seconds: float, work: Callable[[], Awaitable[None]]) -> None:
    """Do this, and no longer than so."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await work()
