"""Response URLs: five answers in thirty minutes to one thing that a person did."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sandbox.clock import Clock
from sandbox.errors import ApiError
from sandbox.ids import derived

USES = 5  # Slack: at most five uses ...
LIFETIME = timedelta(minutes=30)  # ... within thirty minutes


@dataclass
class ResponseUrl:
    """Where an answer goes: the channel, the person, and the message (if any) they used."""

    channel: str
    user: str
    source_ts: str | None
    thread_ts: str | None
    issued: datetime
    uses: int = 0


class ResponseUrls:
    """Issues response URLs and counts their uses."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._issued: dict[str, ResponseUrl] = {}

    def issue(
        self, channel: str, user: str, source_ts: str | None = None, thread_ts: str | None = None
    ) -> str:
        """The last part of a new response URL."""
        key = derived("", "response", str(len(self._issued)), channel, user)
        self._issued[key] = ResponseUrl(channel, user, source_ts, thread_ts, self._clock.now())
        return key

    def use(self, key: str) -> ResponseUrl:
        """Count one use.

        Raises:
            ApiError: no such URL (no_service), its time is over, or it was used five times.
        """
        url = self._issued.get(key)
        if url is None:
            raise ApiError("no_service")
        if self._clock.now() - url.issued > LIFETIME:
            raise ApiError("expired_url")
        if url.uses >= USES:
            raise ApiError("used_url")
        url.uses += 1
        return url
