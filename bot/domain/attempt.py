"""One attempt to deliver a prompt: how long it may take, what it led to, when to try again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from bot.domain.prompts import Delivery, State

LEASE = timedelta(minutes=2)
"""How long a claim lasts. Nobody else touches the prompt meanwhile; afterwards anybody may."""

POSTING = timedelta(seconds=20)
"""How long one message waits for Slack's answer before its outcome counts as not known."""

SETTLING = timedelta(seconds=30)
"""What Slack took is in the history this long after we stopped waiting for the answer.

Our own measure, on the safe side: Slack promises no figure. See DECISIONS.md.
"""

BEGIN_WITHIN = LEASE - POSTING - SETTLING
"""After this a claim is given back and not begun: its message might arrive after the lease."""

JITTER_FROM, JITTER_TO = timedelta(seconds=5), timedelta(minutes=5)
MEND_FROM, MEND_TO = timedelta(minutes=1), timedelta(minutes=15)
LAST_CALL = timedelta(seconds=30)
"""How long before its end a prompt that somebody has to mend something for is tried a last time."""

LOOKED_FOR = timedelta(hours=1)
"""How long after its end it is still worth asking Slack whether a prompt arrived."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an attempt led to.

    PLANNED and DOUBTFUL come with the instant of the next try, which is never before the prompt is
    due: the clock may have been set back since it was claimed. SENT comes with where the message
    is, and whether it `introduced` the app. `trouble` is a word of Slack's, or of ours, such as
    not_in_channel.
    """

    delivery: Delivery
    state: State
    next_try_at: datetime | None = None
    channel: str | None = None
    ts: str | None = None
    sent_at: datetime | None = None
    trouble: str | None = None
    introduced: bool = False

    def __post_init__(self) -> None:
        """Keep the invariant where an outcome is made, so that whoever makes one need not know."""
        if self.next_try_at:
            no_earlier = max(self.next_try_at, self.delivery.prompt.due_at)
            object.__setattr__(self, "next_try_at", no_earlier)


def is_direct(recipient: str) -> bool:
    """Whether this is a person (a DM of the app's own) and not a channel."""
    return recipient[:1] in {"U", "W"}


def jittered(attempt: int, random: Random) -> timedelta:
    """Full jitter: anything up to a bound that doubles with each attempt, from 5 s to 5 minutes."""
    return _doubling(attempt, JITTER_FROM, JITTER_TO) * random.random()


def unanswered(made: Delivery, now: datetime, trouble: str) -> Outcome:
    """Nobody said whether it is there: in a DM it is looked for, in a channel it stays unknown."""
    if is_direct(made.prompt.recipient):
        return Outcome(made, State.DOUBTFUL, now + SETTLING, trouble=trouble)
    return Outcome(made, State.UNKNOWN, trouble=trouble)


def passing(made: Delivery, now: datetime, wait: timedelta, trouble: str) -> Outcome:
    """It is certainly not there, and may be later. Towards its end it is tried more often."""
    left = max((made.prompt.expires_at - now) / 2, timedelta(seconds=1))
    return Outcome(made, State.PLANNED, now + min(wait, left), trouble=trouble)


def to_mend(made: Delivery, now: datetime, trouble: str) -> Outcome:
    """It waits for a person who runs the app, or a channel: slowly again, a last time at its end.

    Who invites the app within the shift still sees the debrief; a survey's invitation has days.
    """
    wait = _doubling(made.attempt, MEND_FROM, MEND_TO)
    until = min(now + wait, made.prompt.expires_at - LAST_CALL)
    if until <= now:
        return Outcome(made, State.DEAD, trouble=trouble)
    return Outcome(made, State.PLANNED, until, trouble=trouble)


def _doubling(attempt: int, first: timedelta, most: timedelta) -> timedelta:
    doublings = min(max(attempt - 1, 0), 16)
    return min(first * (1 << doublings), most)
