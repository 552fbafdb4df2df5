"""Knows when nothing is under way between the app and the sandbox."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

Rest = Callable[[], Awaitable[bool]]
"""Waits for work of the app's that the sandbox cannot see; says whether there was any."""


STEPS = 10
"""In which a pause is made."""


async def _nothing_else() -> bool:
    return False


class Activity:
    """Counts what is in flight: envelopes that wait for their ack, and Web API calls."""

    def __init__(self) -> None:
        self._busy = 0
        self._changes = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self.rest: Rest = _nothing_else

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Counts as in flight while the block runs."""
        self._busy += 1
        self._changes += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._busy -= 1
            if not self._busy:
                self._idle.set()

    async def quiet(self, seconds: float) -> None:
        """Return once nothing has been in flight for this many (real) seconds on end.

        The pause matters: an app acks an event first and works on it after, and between two of its
        calls nothing is in flight either. How long it works on a busy machine no pause can tell,
        so a program that embeds the sandbox says by `rest` what else to wait for.
        """
        seen = -1
        while await self.rest() or seen != self._changes or self._busy:
            await self._idle.wait()
            seen = self._changes
            # In steps: after one long sleep of a process that the machine had put aside, it would
            # be over before the app, which runs beside it, has gone on at all.
            for _ in range(STEPS):
                await asyncio.sleep(seconds / STEPS)
