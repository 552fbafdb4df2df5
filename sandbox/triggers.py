"""Trigger ids: a person's action gives the app three seconds to open one view."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sandbox.clock import Clock
from sandbox.errors import ApiError
from sandbox.ids import derived

LIFETIME = timedelta(seconds=3)  # Slack: a trigger_id lives for three seconds


@dataclass
class Trigger:
    """What a person did: in which modal, and with which conversation before them."""

    user: str
    issued: datetime
    view: str | None
    channel: str | None
    used: bool = False


class Triggers:
    """Issues trigger ids and takes each once, in time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._issued: dict[str, Trigger] = {}

    def issue(self, user: str, view: str | None = None, channel: str | None = None) -> str:
        """A new trigger id for what this person did (in the modal `view`, if it was in one)."""
        n = len(self._issued) + 1
        trigger_id = f"{n}.{derived('', user)}.{derived('', str(n), user).lower()}"
        self._issued[trigger_id] = Trigger(user, self._clock.now(), view, channel)
        return trigger_id

    def redeem(self, trigger_id: str) -> Trigger:
        """What a person did to be given this trigger id; it works once.

        Raises:
            ApiError: invalid_trigger_id, exchanged_trigger_id or expired_trigger_id.
        """
        trigger = self._issued.get(trigger_id)
        if trigger is None:
            raise ApiError("invalid_trigger_id")
        if trigger.used:
            raise ApiError("exchanged_trigger_id")
        if self._clock.now() - trigger.issued > LIFETIME:
            raise ApiError("expired_trigger_id")
        trigger.used = True
        return trigger
