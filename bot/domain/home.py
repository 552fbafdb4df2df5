"""What one person's Home tab is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.check_in import Meetings
from bot.domain.debrief import Leaving
from bot.domain.group import Group
from bot.domain.set_up import Offer
from bot.domain.survey import Round
from bot.domain.team import Team
from bot.domain.undelivered import Undelivered


@dataclass(frozen=True, slots=True)
class Day:
    """How a person's own day stands: quiet until an instant or not, and whether today is off."""

    quiet_until: datetime | None = None
    off: bool = False


@dataclass(frozen=True, slots=True)
class Home:
    """What one person's Home tab shows, and nobody else's.

    `open_rounds` are those the person is invited to, answered or not: that cannot be told.
    `to_open` are groups without an open round, for which the person may open one. `debriefs` are
    those that will come as things stand. `undelivered` holds nothing for who coordinates no team.
    """

    person: str
    teams: list[Team]
    debriefs: list[tuple[datetime, Leaving]]
    open_rounds: list[Round]
    agenda: list[tuple[int, str]]
    to_open: Sequence[Group] = ()
    day: Day = field(default_factory=Day)
    undelivered: Undelivered = field(default_factory=Undelivered)
    meetings: Meetings = field(default_factory=Meetings)
    stored: Mapping[str, int] = field(default_factory=dict)
    set_up: Offer = field(default_factory=Offer)

    @property
    def timezone(self) -> str:
        """The person's own."""
        member = self.teams[0].member(self.person) if self.teams else None
        return member.timezone if member else "UTC"
