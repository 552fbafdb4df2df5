"""How fast Slack may be asked. Its clock is that of the caller, and may jump either way."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

Span = tuple[datetime, datetime]
"""From when until when something lasts."""

CHANNEL = timedelta(seconds=1)
"""Between two messages in one conversation (Slack: about one a second)."""


@dataclass(slots=True)
class Bucket:
    """At most `burst` at once, and one more after each `every`: a token bucket.

    It is kept as the instant at which it will be full again.
    """

    every: timedelta
    burst: int
    _full_at: datetime | None = None

    def room(self, now: datetime) -> int:
        """How many may go now."""
        return int(self.burst - self._used(now) / self.every)

    def take(self, now: datetime) -> None:
        """Count one that goes."""
        self._full_at = now + self._used(now) + self.every

    def opens_at(self, now: datetime) -> datetime:
        """When there is room for one, at the earliest."""
        return now + max(self._used(now) - (self.burst - 1) * self.every, timedelta(0))

    def _used(self, now: datetime) -> timedelta:
        """Never more than all of it, so a clock that is set back costs one filling at most."""
        if self._full_at is None:
            return timedelta(0)
        self._full_at = min(self._full_at, now + self.burst * self.every)
        return max(self._full_at - now, timedelta(0))


def posts() -> Bucket:
    """For chat.postMessage in one workspace.

    Slack says "several hundred a minute"; 300 a minute is the least that this can mean, and all
    the tighter for the few that are kept back for forms, which post beside the schedule.
    """
    return Bucket(timedelta(seconds=60 / 300), 295)


def histories() -> Bucket:
    """For conversations.history: 50 a minute (Slack's tier 3), with the same reserve."""
    return Bucket(timedelta(seconds=60 / 50), 45)


@dataclass(slots=True)
class Pace:
    """When the next call may be made: in the workspace, and in each conversation."""

    bucket: Bucket
    _held: Span | None = None
    _busy: dict[str, Span] = field(default_factory=dict)

    def room(self, now: datetime) -> int:
        """How many may go now."""
        return 0 if self._hold(now) else self.bucket.room(now)

    def opens_at(self, now: datetime) -> datetime:
        """When one may go, at the earliest."""
        return max(self.bucket.opens_at(now), self._hold(now) or now)

    def hold(self, now: datetime, wait: timedelta) -> None:
        """Slack asked for a pause: nothing goes until it is over."""
        until = max(now + wait, self._hold(now) or now)
        self._held = (now, until)

    def use(self, recipient: str, now: datetime, until: datetime) -> None:
        """Nothing more to this recipient before `until`; forget those whose time is over."""
        if len(self._busy) >= 2 * self.bucket.burst:
            self._busy = {who: span for who, span in self._busy.items() if _lasts(span, now)}
        self._busy[recipient] = (now, until)

    def free_at(self, recipient: str, now: datetime) -> datetime:
        """When this recipient may have the next one."""
        return _lasts(self._busy.get(recipient), now) or now

    def _hold(self, now: datetime) -> datetime | None:
        return _lasts(self._held, now)


def _lasts(span: Span | None, now: datetime) -> datetime | None:
    """The end of a span that is on; one that begins in the future is of a clock since set back."""
    return span[1] if span and span[0] <= now < span[1] else None
