"""Five-minute breaks: when somebody is reminded of one, and when one is over."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from bot.domain.prompts import Kind, Prompt
from bot.domain.team import Team
from bot.domain.working import Worked

# The practice of five minutes as needed is from "Peer Programs and Working Together"; every
# number here but the five is our own measure.
FIVE = timedelta(minutes=5)
SHORTEST = timedelta(hours=4)
"""A shift shorter than this has no reminder: its end is never far."""

LAST_CALL = timedelta(minutes=45)
"""Before the end of a shift; from then on a reminder would run into the debrief."""

STALE = timedelta(hours=2)
"""After a reminder was due; by then the day has moved on."""

TEN_MINUTES = timedelta(minutes=10)
"""What "In ten minutes" puts a reminder off by, and how long a welcome back is of use."""

LATELY = timedelta(hours=1)
"""Whoever has taken five within it, unasked, is not reminded."""

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, order=True)
class Reminder:
    """What one person's reminders in one shift are about. Both instants are UTC."""

    starts: datetime
    ends: datetime
    person: str

    @staticmethod
    def of(prompt: Prompt) -> "Reminder":
        """Read back what a planned reminder is about."""
        starts, ends = (datetime.fromisoformat(prompt.subject[at]) for at in ("starts", "ends"))
        return Reminder(starts, ends, prompt.recipient)

    def prompt(self) -> Prompt:
        """At this person's own minute, in the middle third of the shift.

        The minute follows from the person and the start alone: it stays the same whoever else
        joins or leaves the shift, and those who work it together are spread over the stretch.
        """
        third = (self.ends - self.starts) / 3
        first, last = _minute_from(self.starts + third), (self.ends - third)
        minutes = (last - first) // MINUTE + 1
        due = first + _number(self.person, self.starts) % minutes * MINUTE
        return self._due(due, self.ends - LAST_CALL)

    def put_off(self, now: datetime) -> Prompt | None:
        """Ten minutes from now; None where the shift has ended by then."""
        due = now + TEN_MINUTES
        return self._due(due, self.ends) if due < self.ends else None

    def _due(self, due: datetime, latest: datetime) -> Prompt:
        """Of no team, so that one who works the same hours for two has it once."""
        subject = {"starts": self.starts.isoformat(), "ends": self.ends.isoformat()}
        expires = min(latest, due + STALE)
        return Prompt(Kind.BREAK, self.person, due, expires, None, subject)


@dataclass(frozen=True, slots=True)
class Break:
    """One person's five minutes. `ideas` are the keys of those that were suggested in them.

    It is nothing but a planned delivery, so that a restart does not lose the welcome back.
    """

    person: str
    over_at: datetime
    ideas: tuple[str, ...]

    @staticmethod
    def of(prompt: Prompt) -> "Break":
        """Read back the break that a planned welcome ends."""
        return Break(prompt.recipient, prompt.due_at, tuple(prompt.subject["ideas"].split(",")))

    @staticmethod
    def begin(person: str, now: datetime, idea: str) -> "Break":
        """Five minutes from now."""
        return Break(person, now + FIVE, (idea,))

    def prompt(self) -> Prompt:
        """The welcome back; ten minutes later it is of no use."""
        expires = self.over_at + TEN_MINUTES
        subject = {"ideas": ",".join(self.ideas)}
        return Prompt(Kind.BREAK_OVER, self.person, self.over_at, expires, None, subject)

    def runs(self, now: datetime) -> bool:
        """Whether the five minutes have begun, by a clock that may have been set, and last."""
        return self.over_at - FIVE - MINUTE <= now < self.over_at

    def minutes_left(self, now: datetime) -> int:
        """Whole minutes, a part of one counted as one.

        Never more than five: of two presses at once, the earlier may come second.
        """
        return -(max(now - self.over_at, -FIVE) // MINUTE)

    def spares(self, reminder: Prompt, *, put_off: bool = False) -> bool:
        """Whether it makes a reminder needless: it runs then, or was over less than an hour ago.

        Whoever put the reminder off knew of the breaks before, and asked for it all the same. One
        that lies far ahead is of a clock that was set back since.
        """
        before = TEN_MINUTES if put_off else LATELY + FIVE
        begun = self.over_at - FIVE
        return reminder.due_at - before < begun <= reminder.due_at + STALE


def break_prompts(
    team: Team, worked: Iterable[Worked], since: datetime, until: datetime
) -> Iterator[Prompt]:
    """The reminders that are due in [since, until), one for each shift of at least four hours.

    They are of no team (`Prompt.team` is None), so a change of set-up does not take them back:
    one whose shift is no longer there is dropped when it would go out.
    """
    if not team.break_reminders:
        return
    long = (each for each in worked if each.ends - each.starts >= SHORTEST)
    for reminder in sorted({Reminder(each.starts, each.ends, each.person) for each in long}):
        prompt = reminder.prompt()
        if since <= prompt.due_at < until:
            yield prompt


def _minute_from(instant: datetime) -> datetime:
    """The first whole minute that is not before `instant`."""
    whole = instant.replace(second=0, microsecond=0)
    return whole if whole == instant else whole + MINUTE


def _number(person: str, starts: datetime) -> int:
    """The same in every process and on every machine, which `hash` is not."""
    told = f"{person} {starts.astimezone(UTC).isoformat()}"
    return int.from_bytes(sha256(told.encode()).digest()[:8])
