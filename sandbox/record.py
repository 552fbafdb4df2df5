"""The complete record of what passed between the app and the sandbox."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Json = dict[str, Any]


@dataclass
class Call:
    """One Web API call, or one attempt to deliver an envelope; `status` is 0 until it ends."""

    n: int
    at: datetime
    kind: Literal["api", "envelope"]
    method: str
    request: Json
    response: Json | None = None
    status: int = 0
    attempt: int | None = None

    def as_json(self) -> Json:
        """The entry as the control API shows it."""
        entry = vars(self) | {"at": self.at.isoformat()}
        if self.attempt is None:
            del entry["attempt"]
        return entry


@dataclass
class Record:
    """Calls in the order in which they began, numbered from 1; nothing is ever dropped."""

    calls: list[Call] = field(default_factory=list)

    def api(self, at: datetime, method: str, request: Json) -> Call:
        """Begin the entry of a Web API call (its token is left out)."""
        return self._add(Call(len(self.calls) + 1, at, "api", method, request))

    def envelope(self, at: datetime, method: str, request: Json, attempt: int) -> Call:
        """Begin the entry of one attempt to deliver an envelope (attempt 0 is the first)."""
        return self._add(
            Call(len(self.calls) + 1, at, "envelope", method, request, attempt=attempt)
        )

    def since(self, n: int) -> list[Call]:
        """Everything after entry number n."""
        return self.calls[max(n, 0) :]

    def _add(self, call: Call) -> Call:
        self.calls.append(call)
        return call
