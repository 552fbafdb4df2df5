"""The one module that reads the clock. Everything else is handed an instant, or a Clock."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
"""Answers with the present instant, in UTC and aware of it."""


Steady = Callable[[], float]
"""Answers with seconds, from some start or other, of a clock that nobody sets."""


def system() -> datetime:
    """The machine's own time."""
    return datetime.now(UTC)


def steady() -> float:
    """The seconds of the machine's own, which stop while it sleeps."""
    return time.monotonic()


def starting_at(start: datetime) -> Clock:
    """A clock that shows `start` now and runs on from there, for rehearsals."""
    began = time.monotonic()
    return lambda: start + timedelta(seconds=time.monotonic() - began)


def parse_instant(text: str) -> datetime:
    """Read an ISO 8601 instant such as 2026-11-23T07:00:00-05:00.

    Raises:
        ValueError: the text is no instant, or names no offset from UTC.
    """
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError("say the offset from UTC too, such as 2026-11-23T07:00:00-05:00")
    return instant.astimezone(UTC)
