"""The workspace's one clock: it runs with the machine, stands still, or jumps ahead."""

import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

Listener = Callable[[], Awaitable[None]]


class ClockError(ValueError):
    """A jump that time does not allow; the message says why."""


class Clock:
    """Aware UTC time that never goes back.

    Every duration of Slack's that the sandbox keeps (triggers, response URLs, rate limits, message
    timestamps) reads this clock, so a jump moves them all together.
    """

    def __init__(self, start: datetime | None = None, *, running: bool = True) -> None:
        self._base = _aware(start) if start else datetime.now(UTC)
        self._since = time.monotonic()
        self._running = running
        self.on_jump: list[Listener] = []

    @property
    def running(self) -> bool:
        """Whether time passes by itself."""
        return self._running

    def now(self) -> datetime:
        """The workspace's time, aware and in UTC."""
        if not self._running:
            return self._base
        return self._base + timedelta(seconds=time.monotonic() - self._since)

    def run(self) -> None:
        """Let time pass by itself from here on."""
        self._set(self.now(), running=True)

    def pause(self) -> None:
        """Hold time where it is."""
        self._set(self.now(), running=False)

    async def jump(self, to: datetime) -> None:
        """Move ahead to an instant, then wait for everybody who asked to hear of it.

        Raises:
            ClockError: the instant has no time zone, or is already past.
        """
        target = _aware(to)
        if target < self.now():
            raise ClockError("Time only moves forward here: choose an instant that is still ahead.")
        self._set(target, running=self._running)
        for listener in list(self.on_jump):
            await listener()

    def _set(self, base: datetime, *, running: bool) -> None:
        self._base, self._since, self._running = base, time.monotonic(), running


def _aware(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ClockError("Give the instant with its time zone, such as 2026-11-02T14:00:00+00:00.")
    return instant.astimezone(UTC)
