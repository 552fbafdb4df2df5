"""A team as its coordinator describes it: its people, when they work, what they are asked."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import StrEnum
from typing import TypeVar


class Role(StrEnum):
    """What a person is to the team. Only supervisors of either kind get the weekly digest."""

    PEER_SUPPORTER = "peer supporter"
    PEER_SUPERVISOR = "peer supervisor"
    SUPERVISOR = "supervisor"
    COORDINATOR = "coordinator"
    COLLEAGUE = "colleague"


LINES = (Role.SUPERVISOR, Role.PEER_SUPERVISOR)
"""The lines of supervision: an administrative supervisor, and where there is one a peer supervisor.

Both are recommended by "Peer Programs and Working Together".
"""

READS_DIGEST = frozenset(LINES)
DAILY_BUDGET = 4
"""Messages a person gets in a day unless the team says otherwise; our own measure."""

LEADS = READS_DIGEST | {Role.COORDINATOR}


@dataclass(frozen=True, slots=True)
class Member:
    """One person in one team. `id` is the Slack user id; the time zone is an IANA name.

    `first_day` is their first day at work, from which onboarding counts. `cover` is who steps in
    for a supervisor who is away or has left. `left`: their Slack account is deactivated, so that
    they are in the set-up still and on no schedule any more.
    """

    id: str
    name: str
    role: Role
    timezone: str
    supervisor: str | None = None
    peer_supervisor: str | None = None
    first_day: date | None = None
    cover: str | None = None
    left: bool = field(default=False, compare=False)

    def supervised_by(self, line: Role) -> str | None:
        """Who supervises this person on a line of supervision."""
        return {Role.SUPERVISOR: self.supervisor, Role.PEER_SUPERVISOR: self.peer_supervisor}[line]


@dataclass(frozen=True, slots=True)
class Shift:
    """A recurring shift: an iCalendar RRULE of days, and local times in an IANA time zone.

    A shift whose end is not after its start ends on the next day.
    """

    name: str
    rrule: str
    starts: time
    ends: time
    timezone: str
    first_day: date
    last_day: date | None
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often people meet on one line of supervision: RRULEs of days, counted from `first_day`.

    `onboarding_rrule` holds while somebody is new (Supervision.onboarding_weeks). `at` is local to
    the supervised person's own time zone. It is that of `people`, and without any of everybody
    on this line for whom no other names them.
    """

    line: Role
    rrule: str
    onboarding_rrule: str
    first_day: date
    at: time
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Supervision:
    """What holds for all check-ins of a team.

    Twelve weeks of onboarding, two working days to prepare and an hour are our own measures. That
    check-ins are closer together at first is advised by the Peer Support Implementation Toolkit
    (3.B).
    """

    onboarding_weeks: int = 12
    prepare_days: int = 2
    minutes: int = 60


@dataclass(frozen=True, slots=True)
class SurveyCadence:
    """When a survey opens and for how long; local to the team's time zone.

    The first round opens on `first_day` at `opens`, and the next ones every so many weeks. Each
    closes at `closes` local time, `open_days` days after the day it opened. Teams that name the
    same `group` are asked in one round together; without a name a team is a group of its own.
    """

    template: str
    first_day: date
    every_weeks: int
    opens: time
    closes: time
    open_days: int
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Weekly:
    """A local weekday (0 is Monday) and hour."""

    weekday: int
    at: time


@dataclass(frozen=True, slots=True)
class Team:
    """The whole of one team's set-up. Every id that `shifts` name is among `members`.

    `danger_route` is the organisation's own sentence on whom to turn to when someone is in danger.
    `holiday_region` is an ISO 3166 code of a country or of a part of one; on its public holidays
    nobody is expected at work. `daily_budget` is how many messages a person gets in a day at most.
    """

    key: str
    name: str
    channel: str
    timezone: str
    debrief_lead_minutes: int
    digest: Weekly
    survey: SurveyCadence | None
    members: tuple[Member, ...]
    shifts: tuple[Shift, ...]
    danger_route: str | None = None
    holiday_region: str | None = None
    daily_budget: int = DAILY_BUDGET
    break_reminders: bool = True
    supervision: Supervision = Supervision()
    cadences: tuple[Cadence, ...] = ()

    @property
    def group(self) -> str:
        """The key of the group that its surveys ask: its own, unless it names another."""
        return (self.survey.group if self.survey else None) or self.key

    def member(self, person: str) -> Member | None:
        """The member with this Slack id, if there is one."""
        return next((m for m in self.members if m.id == person), None)

    def cadence(self, person: str, line: Role) -> Cadence | None:
        """How often this person has supervision on a line: their own cadence before everybody's."""
        on_line = [each for each in self.cadences if each.line is line]
        own = [each for each in on_line if person in each.people]
        return next(iter([*own, *(each for each in on_line if not each.people)]), None)

    def is_led_by(self, person: str) -> bool:
        """Whether this person supervises or coordinates here, and so may open a survey by hand."""
        member = self.member(person)
        return member is not None and member.role in LEADS and not member.left

    def digest_readers(self) -> tuple[Member, ...]:
        """Those who get the weekly digest, and therefore are never asked in a survey."""
        return tuple(m for m in self.members if m.role in READS_DIGEST and not m.left)

    def respondents(self) -> tuple[Member, ...]:
        """Those a survey invites: everybody but the readers of the digest."""
        return tuple(m for m in self.members if m.role not in READS_DIGEST and not m.left)

    def without(self, person: str) -> "Team":
        """The set-up as it is once this person is in it no more, wherever it names them.

        Their cover follows them, where that role allows it: a coordinator covers for a supervisor
        and supervises nobody. Otherwise there is nobody until somebody is named.
        """
        return replace(
            self,
            members=tuple(self._named_anew(m, person) for m in self.members if m.id != person),
            shifts=tuple(_those(s, person) for s in self.shifts if set(s.people) != {person}),
            cadences=tuple(_those(c, person) for c in self.cadences if c.people != (person,)),
        )

    def _named_anew(self, member: Member, gone: str) -> Member:
        def other(who: str | None, *roles: Role) -> str | None:
            return self._heir(gone, member.id, roles) if who == gone else who

        return replace(
            member,
            supervisor=other(member.supervisor, Role.SUPERVISOR),
            peer_supervisor=other(member.peer_supervisor, Role.PEER_SUPERVISOR),
            cover=other(member.cover, *LEADS),
        )

    def _heir(self, gone: str, to: str, roles: Collection[Role]) -> str | None:
        """Who covers for the one who is gone, or for that one, in one of these roles."""
        seen, at = {gone, to}, self.member(gone)
        while at and at.cover and at.cover not in seen:
            seen.add(at.cover)
            at = self.member(at.cover)
            if at and at.role in roles:
                return at.id
        return None


Named = TypeVar("Named", Shift, Cadence)


def _those(each: Named, person: str) -> Named:
    """A shift or a cadence with the other people in it."""
    return replace(each, people=tuple(one for one in each.people if one != person))
