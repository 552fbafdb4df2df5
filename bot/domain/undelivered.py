"""What did not surely arrive, as those may see it who look after a team."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.prompts import Kind, State

LATELY = timedelta(days=7)
"""How far back is told: our own measure."""

FAILED = (State.UNKNOWN, State.DEAD)

PERSONAL = frozenset(kind for kind in Kind if kind.name.startswith(("BREAK", "SURVEY")))
"""Who takes a break, and who is asked what, is nobody else's: not even as part of a count."""


@dataclass(frozen=True, slots=True)
class Missed:
    """One prompt in a team's channel; what it said is not here. `trouble` is a word for why."""

    team: str
    channel: str
    timezone: str
    kind: Kind
    due_at: datetime
    state: State
    trouble: str | None


@dataclass(frozen=True, slots=True)
class Undelivered:
    """The latest prompts in channels first. `direct` counts DMs, and nobody knows whose."""

    in_channels: tuple[Missed, ...] = ()
    direct: int = 0
