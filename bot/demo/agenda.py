"""Who does what in the practice week, and when."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random

Action = Callable[[], Awaitable[None]]


@dataclass
class Agenda:
    """Who does what, and when. What falls on one instant is done in the order it was noted."""

    _noted: list[tuple[datetime, int, Action]] = field(default_factory=list)
    _number: "count[int]" = field(default_factory=count)

    def note(self, at: datetime, action: Action) -> None:
        """Have this done at that instant."""
        heappush(self._noted, (at, next(self._number), action))

    def next(self) -> datetime | None:
        """When there is next something to do."""
        return self._noted[0][0] if self._noted else None

    async def act(self, now: datetime) -> None:
        """Do what is due."""
        while self._noted and self._noted[0][0] <= now:
            await heappop(self._noted)[2]()


def minutes(random: Random, low: int, high: int) -> timedelta:
    """A time between the two, in minutes."""
    return timedelta(minutes=random.randint(low, high))
