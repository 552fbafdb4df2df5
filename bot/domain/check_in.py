"""A check-in: one meeting of a person with whoever supervises them, and its agenda."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.team import Role

ASKED = timedelta(days=4)
"""How long it is of use to ask how it went: the next shift is in it, also after a weekend. Our own
measure."""


class CheckInState(StrEnum):
    """Where a check-in stands. PLANNED alone is left again.

    MOVED: another takes its place. WITHDRAWN: the set-up no longer asks for it.
    """

    PLANNED = "planned"
    HELD = "held"
    MOVED = "moved"
    NOT_NEEDED = "not needed"
    WITHDRAWN = "withdrawn"


STANDS = (CheckInState.PLANNED, CheckInState.HELD)
"""It is to take place, or did."""


class Style(StrEnum):
    """How they meet, which is the person's to choose ("Peer Programs and Working Together")."""

    WALK = "walk"
    CALL = "call"
    ROOM = "room"
    WRITING = "writing"


@dataclass(frozen=True, slots=True)
class Slot:
    """What makes two check-ins the same one: `planned_at` is when its cadence asks for it, UTC.

    Where the cadence comes to mean another hour, the check-in goes there (supervision.in_step). Of
    one that somebody put elsewhere it is that time, or seconds later where another has that slot.
    """

    team: str
    person: str
    line: Role
    planned_at: datetime

    def is_beside(self, other: "Slot") -> bool:
        """Whether it is on the same line of the same person in the same team."""
        return self == replace(other, planned_at=self.planned_at)


@dataclass(frozen=True, slots=True)
class CheckIn:
    """`starts_at` is when it takes place, UTC, and `holder` who comes to it beside the person.

    Nobody does (None) where the supervisor is away and there is no cover; the coordinator is told
    then. `changes` counts how often that became another than the supervisor, or than it was before,
    and `prepare_at` is when the person is asked about the agenda. `by_hand`: somebody moved it
    there, so no change of cadence takes it back.
    """

    id: int
    slot: Slot
    starts_at: datetime
    prepare_at: datetime
    holder: str | None
    changes: int = 0
    state: CheckInState = CheckInState.PLANNED
    by_hand: bool = False

    def may_be_prepared(self, now: datetime) -> bool:
        """Whether its agenda can still be made, shared and added to."""
        return self.state is CheckInState.PLANNED and now < self.starts_at + ASKED

    def may_be_read(self, now: datetime) -> bool:
        """Whether its agenda can be seen: also for some days after they met."""
        return self.state in STANDS and now < self.starts_at + ASKED


@dataclass(frozen=True, slots=True)
class Agenda:
    """What somebody wants to speak about: keys of topics, lines of their own, and a style.

    `brought` are longer texts, such as a debrief. It is stored sealed, as `to_text` has it, topics
    and style too: a topic alone can tell a lot.
    """

    topics: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    brought: tuple[str, ...] = ()
    style: Style | None = None

    def to_text(self) -> str:
        """To be sealed."""
        return json.dumps(asdict(self))

    @staticmethod
    def of_text(text: str) -> "Agenda":
        """Read back what `to_text` made."""
        found = json.loads(text)
        style = Style(found["style"]) if found["style"] else None
        topics, items, brought = (tuple(found[it]) for it in ("topics", "items", "brought"))
        return Agenda(topics, items, brought, style)

    def __bool__(self) -> bool:
        """Whether anything is on it."""
        return bool(self.topics or self.items or self.brought)


@dataclass(frozen=True, slots=True)
class Meeting:
    """One check-in as one of its two people is told of it: with whom, and when.

    `timezone` is the reader's own, and `elsewhere`: whether the other one's is another. `other` is
    None where nobody is named to the person.
    """

    number: int
    line: Role
    other: str | None
    starts_at: datetime
    timezone: str
    elsewhere: bool = False

    @property
    def value(self) -> str:
        """What a button about it holds."""
        return str(self.number)

    @property
    def local(self) -> datetime:
        """Its start where the reader is."""
        return self.starts_at.astimezone(ZoneInfo(self.timezone))


@dataclass(frozen=True, slots=True)
class Shared:
    """What both of a check-in's people can read: what was shared, if it was, and what was added."""

    meeting: Meeting
    agenda: Agenda | None = None
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mine:
    """A check-in of the person's own, with what both can read, and whether they keep a draft."""

    shared: Shared
    has_draft: bool


@dataclass(frozen=True, slots=True)
class Meetings:
    """What comes up for somebody, in order of time: their own check-ins, and those they hold."""

    mine: tuple[Mine, ...] = ()
    theirs: tuple[Shared, ...] = ()
