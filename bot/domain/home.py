"""What one person's Home tab is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.check_in import Meeting, Meetings
from bot.domain.debrief import Leaving
from bot.domain.group import Group
from bot.domain.results import Latest
from bot.domain.set_up import Offer
from bot.domain.shifts import DAY
from bot.domain.survey import Round
from bot.domain.team import Team
from bot.domain.undelivered import Undelivered

Coming = Leaving | Meeting | Round
"""What there is to know of in the coming day: a debrief, a check-in, a survey that closes."""


@dataclass(frozen=True, slots=True)
class Day:
    """How a person's own day stands: quiet until an instant or not, and whether today is off.

    `on_shift_until` is when the shift that they are on ends, and `next_shift` when the next one
    starts, as far as that is planned.
    """

    quiet_until: datetime | None = None
    off: bool = False
    on_shift_until: datetime | None = None
    next_shift: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What one person's Home tab shows, and nobody else's.

    `open_rounds` are those the person is invited to, answered or not: that cannot be told.
    `to_open` are groups without an open round, for which the person may open one. `debriefs` are
    those that will come as things stand. `undelivered` holds nothing for who coordinates no team.
    """

    person: str
    now: datetime
    teams: Sequence[Team] = ()
    debriefs: Sequence[tuple[datetime, Leaving]] = ()
    open_rounds: Sequence[Round] = ()
    agenda: Sequence[tuple[int, str]] = ()
    to_open: Sequence[Group] = ()
    day: Day = field(default_factory=Day)
    undelivered: Undelivered = field(default_factory=Undelivered)
    meetings: Meetings = field(default_factory=Meetings)
    latest: Latest | None = None
    stored: Mapping[str, int] = field(default_factory=dict)
    set_up: Offer = field(default_factory=Offer)

    @property
    def timezone(self) -> str:
        """The person's own."""
        member = self.teams[0].member(self.person) if self.teams else None
        return member.timezone if member else "UTC"

    def coming(self) -> list[tuple[datetime, Coming]]:
        """What comes in the coming day, in order of time; a break comes as a surprise.

        Of a survey it is when it closes, for all who are asked: whether somebody has answered is
        not known.
        """
        meetings = [each.shared.meeting for each in self.meetings.mine]
        meetings += [each.meeting for each in self.meetings.theirs]
        found: list[tuple[datetime, Coming]] = [
            *self.debriefs,
            *((each.starts_at, each) for each in meetings),
            *((each.closes_at, each) for each in self.open_rounds),
        ]
        soon = [one for one in found if self.now <= one[0] < self.now + DAY]
        return sorted(soon, key=lambda one: one[0])
