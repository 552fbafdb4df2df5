"""What the sandbox sends to the app, before it is put on a socket or into an HTTP request."""

from dataclasses import dataclass
from typing import Any, Literal, Protocol

Json = dict[str, Any]
EnvelopeType = Literal["events_api", "interactive", "slash_commands"]


@dataclass(frozen=True)
class Envelope:
    """One payload on its way; `attempt` counts from 0, `reason` says why it comes again."""

    id: str
    type: EnvelopeType
    payload: Json
    attempt: int = 0
    reason: str = ""

    @property
    def accepts_response(self) -> bool:
        """Whether an ack may carry an answer: events take none."""
        return self.type != "events_api"


@dataclass(frozen=True)
class Ack:
    """The app took the envelope, perhaps with an answer."""

    payload: Json | None = None


class RefusedError(Exception):
    """The app answered that it did not take the envelope (HTTP only); `no_retry` is its wish."""

    def __init__(self, status: int, *, no_retry: bool = False) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status
        self.no_retry = no_retry

    @property
    def reason(self) -> str:
        """Slack's word for why the envelope comes again."""
        return "http_error" if self.status else "connection_failed"


class Transport(Protocol):
    """A way to reach the app."""

    async def send(self, envelope: Envelope) -> Ack:
        """Hand over an envelope and wait for its ack, for as long as the caller lets it.

        Raises:
            RefusedError: the app said no.
        """
        ...

    async def reconnect(self) -> None:
        """Refresh every connection, as Slack does now and then."""
        ...

    async def stop(self) -> None:
        """Let go of every connection."""
        ...
