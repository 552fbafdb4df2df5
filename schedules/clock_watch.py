"""Notices where a clock jumped: set, or gone on while the machine slept."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta

from bot.clock import Clock, Steady

PULSE, JUMP = timedelta(seconds=1), timedelta(seconds=30)
"""How often the clocks are looked at, and what in between counts as a jump."""


class ClockWatch:
    """Watches several clocks at once, beside one that nobody sets."""

    def __init__(self, clocks: Sequence[Clock], steady: Steady) -> None:
        self._clocks = clocks
        self._steady = steady
        self._even_since = steady()

    async def run(self, jumped: Callable[[], None]) -> None:
        """Call this at each jump, until cancelled."""
        seen = [clock() for clock in self._clocks]
        while True:
            await asyncio.sleep(PULSE.total_seconds())
            now = [clock() for clock in self._clocks]
            if any(not then <= at < then + JUMP for then, at in zip(seen, now, strict=True)):
                self._even_since = self._steady()
                jumped()
            seen = now

    async def short_of(self, wanted: timedelta) -> timedelta:
        """How much longer until the clocks have run evenly for so long; nothing where they have."""
        await asyncio.sleep(2 * PULSE.total_seconds())  # a jump at this moment is noticed by then
        even = timedelta(seconds=self._steady() - self._even_since)
        return max(wanted - even, timedelta(0))
