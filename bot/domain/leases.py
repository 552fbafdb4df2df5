"""By which instant leases can be told to be over, with a clock that may be set."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.attempt import LEASE

SLACK = timedelta(seconds=1)
"""What a clock may gain between two looks without having been set: far more than it is ever slewed
by in the second between them."""

Jump = tuple[float, timedelta]
"""When, by the clock that nobody sets, and by how much."""


@dataclass(slots=True)
class Leases:
    """Leaves out, for as long as a lease lasts, what the wall clock gained by jumping ahead.

    Leases end by that clock, since it outlives a process. But it may be set, and runs on while the
    machine sleeps; then leases seem to be over while their messages are still on their way.

    `seconds` are those of a clock that nobody sets. A process that has just started trusts the
    clock: there is nothing to tell it otherwise, and after a crash nobody should wait.
    """

    _seen: tuple[datetime, float] | None = None
    _jumps: list[Jump] = field(default_factory=list)

    def told_at(self, now: datetime, seconds: float) -> datetime:
        """What ended by this instant is over, whatever happened to the clock."""
        if self._seen:
            then, before = self._seen
            gained = now - then - timedelta(seconds=seconds - before)
            self._jumps += [(seconds, gained)] if gained > SLACK else []
        self._seen = now, seconds
        since = seconds - LEASE.total_seconds()
        self._jumps = [jump for jump in self._jumps if jump[0] > since]
        return now - sum((gained for _, gained in self._jumps), timedelta(0))
