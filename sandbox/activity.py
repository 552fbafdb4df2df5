"""Knows when nothing is under way between the app and the sandbox."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class Activity:
    """Counts what is in flight: envelopes that wait for their ack, and Web API calls."""

    def __init__(self) -> None:
        self._busy = 0
        self._changes = 0
        self._idle = asyncio.Event()
        self._idle.set()

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
        calls nothing is in flight either.
        """
        seen = -1
        while seen != self._changes or self._busy:
            await self._idle.wait()
            seen = self._changes
            await asyncio.sleep(seconds)
