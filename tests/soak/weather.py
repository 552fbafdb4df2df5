"""Faults that strike the sandbox's calls at random."""

from collections import Counter
from random import Random

from sandbox.faults import Fault, FaultKind, Faults
from tests.soak.cable import HISTORY, POST

STRUCK = (POST, HISTORY, "conversations.list", "dnd.info", "dnd.teamInfo")
CHANCES: dict[FaultKind, float] = {
    "slow": 0.3,
    "drop_before": 0.02,
    "ratelimited": 0.01,
    "status": 0.02,
    "drop_after": 0.03,
}
"""Of each call. Slow ones are frequent, so that a kill finds messages under way."""

LONGEST = {POST: 0.6, HISTORY: 0.1}
SHORT = 0.2
"""Seconds. Messages go sixteen at a time, and looks one after the other."""

STATUSES = (500, 502, 503)


class Weather(Faults):
    """Bad until `clears`; `counts` says what struck which method."""

    def __init__(self, random: Random) -> None:
        super().__init__()
        self.counts: Counter[tuple[str, str]] = Counter()
        self._random = random
        self._clear = False

    def clears(self) -> None:
        """No more faults."""
        self._clear = True

    def take(self, kind: FaultKind, method: str) -> Fault | None:
        """The fault of this kind that strikes this call, if one does."""
        if self._clear or method not in STRUCK or self._random.random() >= CHANCES.get(kind, 0):
            return None
        self.counts[kind, method] += 1
        return Fault(
            kind,
            method,
            retry_after=self._random.randint(1, 3),
            status=self._random.choice(STATUSES),
            seconds=self._random.random() * LONGEST.get(method, SHORT),
        )
