"""Faults on request: what goes wrong next, and how often."""

from dataclasses import dataclass
from typing import Literal

FaultKind = Literal[
    "ratelimited",
    "status",
    "drop_before",
    "drop_after",
    "slow",
    "lose_envelope",
    "double_envelope",
    "reconnect",
]


@dataclass
class Fault:
    """One fault; `method` narrows it to one Web API method or one type of envelope.

    Attributes:
        kind: what goes wrong.
        method: a Web API method, or an envelope's type such as events_api; None for any.
        times: how often it still happens.
        retry_after: seconds that a 429 asks the app to wait.
        status: the HTTP status that is answered.
        seconds: how long a slow answer takes.
    """

    kind: FaultKind
    method: str | None = None
    times: int = 1
    retry_after: int = 1
    status: int = 503
    seconds: float = 1.0


class Faults:
    """The faults still to come, oldest first."""

    def __init__(self) -> None:
        self._planned: list[Fault] = []

    def plan(self, fault: Fault) -> None:
        """Let a fault happen from now on, as often as it says."""
        self._planned.append(fault)

    def clear(self) -> None:
        """Forget all that were planned."""
        self._planned.clear()

    def take(self, kind: FaultKind, method: str) -> Fault | None:
        """The fault of this kind that strikes this call or envelope, if one does; it is used up."""
        for fault in self._planned:
            if fault.kind == kind and fault.method in (None, method):
                fault.times -= 1
                if fault.times < 1:
                    self._planned.remove(fault)
                return fault
        return None
