"""One process after the other, and the clock in between; the next ones start up meanwhile."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from tests.soak.process import Place, Running

LIVES = {1: 1, 2: 3}
"""How many are killed between two moves of the clock, which nobody can do to a process that lives.
Of two, one is killed, started again and killed (or the other is), and then who is left."""

JUMPS = {1: (0, 45, 150, 150, 210, 600), 2: (150, 150, 450, 600, 900, 1200)}
"""Seconds by which the clock is moved: within a lease, and well after it. Three hundred kills
make sixteen hours, from the morning to midnight."""

AHEAD = 2
"""How many start up while others work: that takes longer than all that is done before a kill."""


def mean_jump(processes: int) -> timedelta:
    """How far the clock goes on for each kill, on average."""
    jumps = JUMPS[processes]
    return timedelta(seconds=sum(jumps) / len(jumps) / LIVES[processes])


@dataclass(slots=True)
class Lives:
    """Hands out processes that are about to work, and moves the clock where all are dead."""

    place: Place
    random: Random
    processes: int
    _ahead: deque[tuple[timedelta, Running]] = field(default_factory=deque)
    _jumps: Iterator[timedelta] = field(init=False)
    _to_come: timedelta = timedelta(0)

    def __post_init__(self) -> None:
        self._jumps = self._drawn()

    def now(self) -> datetime:
        """By the workspace's clock."""
        return self.place.sandbox.clock.now()

    async def next(self) -> Running:
        """The next one works from now on. Its clock is that of its turn."""
        while len(self._ahead) <= AHEAD:
            jump = next(self._jumps)
            self._to_come += jump
            made = await self.place.start(self.now() + self._to_come)
            self._ahead.append((jump, made))
        jump, made = self._ahead.popleft()
        self._to_come -= jump
        await self.move(jump)
        made.cable.connect()
        return made

    async def at_work(self) -> Running:
        """One beside those whose turn it is, as soon as it has started up."""
        made = await self.place.start(self.now())
        made.cable.connect()
        await made.cable.at_work()
        return made

    async def move(self, by: timedelta) -> None:
        """Set the clock, once what was under way has arrived."""
        if by:
            await self.place.sandbox.settled()
            await self.place.sandbox.clock.jump(self.now() + by)

    async def end(self) -> None:
        """Kill those whose turn has not come."""
        while self._ahead:
            await self._ahead.popleft()[1].kill()

    def _drawn(self) -> Iterator[timedelta]:
        """How far the clock goes on before each start."""
        while True:
            yield timedelta(seconds=self.random.choice(JUMPS[self.processes]))
            for _ in range(1, LIVES[self.processes]):
                yield timedelta(0)
