"""Faults that strike the sandbox's calls at random, and who waits for a call."""

import asyncio
from collections import Counter
from random import Random

from sandbox.faults import Fault, FaultKind, Faults

POST, HISTORY = "chat.postMessage", "conversations.history"
CONNECT = "apps.connections.open"
"""The last thing that a process does before it works."""

STRUCK = (POST, HISTORY, "conversations.list", "dnd.info", "dnd.teamInfo")
CHANCES: dict[FaultKind, float] = {
    "slow": 0.3,
    "drop_before": 0.02,
    "ratelimited": 0.01,
    "status": 0.02,
    "drop_after": 0.03,
}
"""Of each call. Slow ones are frequent, so that a kill finds messages under way."""

LONGEST = 0.4
STATUSES = (500, 502, 503)


class Weather(Faults):
    """Bad until `clears`; `counts` says what struck which method."""

    def __init__(self, random: Random) -> None:
        super().__init__()
        self.counts: Counter[tuple[str, str]] = Counter()
        self._random = random
        self._clear = False
        self._awaited: dict[str, asyncio.Semaphore] = {}

    def clears(self) -> None:
        """No more faults."""
        self._clear = True

    async def call_to(self, method: str, times: int = 1) -> None:
        """Return when this method has been called so often from now on."""
        called = self._awaited[method] = asyncio.Semaphore(0)
        for _ in range(times):
            await called.acquire()

    def take(self, kind: FaultKind, method: str) -> Fault | None:
        """The fault of this kind that strikes this call, if one does."""
        if kind == "slow" and method in self._awaited:  # the first that is asked of each call
            self._awaited[method].release()
        if self._clear or method not in STRUCK or self._random.random() >= CHANCES.get(kind, 0):
            return None
        self.counts[kind, method] += 1
        return Fault(
            kind,
            method,
            retry_after=self._random.randint(1, 3),
            status=self._random.choice(STATUSES),
            seconds=self._random.random() * LONGEST,
        )
