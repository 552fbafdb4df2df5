"""How strict and how patient the sandbox is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """Slack's own figures unless a test needs others; every duration is in real seconds.

    Attributes:
        rate_limits: answer 429 as Slack does.
        ack_seconds: how long an app has to ack (Slack: 3).
        retry_pauses: how long to wait before each further attempt at an event (Slack: at once,
            after a minute, after five).
        refresh_seconds: from the warning to the end of a refreshed connection (Slack: about 10).
        quiet_seconds: how long nothing may happen before the sandbox counts as settled.
        request_url: where envelopes go, signed, over HTTP; without it they use Socket Mode.
    """

    rate_limits: bool = True
    ack_seconds: float = 3.0
    retry_pauses: tuple[float, ...] = (0.0, 60.0, 300.0)
    refresh_seconds: float = 10.0
    quiet_seconds: float = 0.05
    request_url: str | None = None
