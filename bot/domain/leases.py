"""Whether leases can be told to be over, by a clock that may be set."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.attempt import LEASE

SLACK = timedelta(seconds=1)
"""What a clock may gain between two looks without having been set: far more than it is ever slewed
by in the second between them."""


@dataclass(slots=True)
class Leases:
    """Doubts the wall clock, by which leases end, for a while after it jumped ahead.

    It outlives a process, but may be set, and runs on while the machine sleeps. Then leases seem to
    be over while their messages are still on their way.

    `seconds` are those of a clock that nobody sets. A process that has just started trusts the
    clock: there is nothing to tell it otherwise, and after a crash nobody should wait.
    """

    _seen: tuple[datetime, float] | None = None
    _doubted_until: float = float("-inf")

    def can_be_told(self, now: datetime, seconds: float) -> bool:
        """Whether what seems to be over is: not for as long as a lease after a jump ahead."""
        if self._seen:
            then, before = self._seen
            if now - then > timedelta(seconds=seconds - before) + SLACK:
                self._doubted_until = seconds + LEASE.total_seconds()
        self._seen = now, seconds
        return seconds >= self._doubted_until
