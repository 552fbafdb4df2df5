"""What was posted, and the two workers who claim, post, look and write down, step by step."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from bot.content import catalogue
from bot.content.languages import Languages
from bot.domain.attempt import (
    BEGIN_WITHIN,
    POSTING,
    SETTLING,
    Outcome,
    passing,
    to_mend,
    unanswered,
)
from bot.domain.leases import Leases
from bot.domain.prompts import Delivery, State
from bot.store.database import Database
from bot.use_cases.record_delivery import record_deliveries
from bot.use_cases.take_doubtful import take_doubtful
from bot.use_cases.take_due import take_due

LANGUAGES = Languages(catalogue.load())
ANSWERS = ("taken", "taken, and no answer", "lost", "too many", "not invited")
RETRY_AFTER = timedelta(seconds=30)


@dataclass(slots=True)
class Wire:
    """The conversations: the keys in them, and those still on their way.

    `real` is time that nobody can set, in which leases are meant: an answer is waited for no longer
    than POSTING, and what is on its way arrives within SETTLING of the end of the wait, as the app
    assumes of Slack.
    """

    real: timedelta = timedelta(0)
    there: Counter[str] = field(default_factory=Counter)
    early: list[str] = field(default_factory=list)
    """What was posted before it was due, by the clock that the poster had."""

    on_its_way: list[tuple[timedelta, str]] = field(default_factory=list)

    def send(self, key: str, takes: timedelta) -> None:
        """It will be there after so long."""
        self.on_its_way.append((self.real + takes, key))
        self.elapse(timedelta(0))

    def elapse(self, by: timedelta) -> None:
        """Time goes on; what is on its way arrives."""
        self.real += by
        arrived = [each for each in self.on_its_way if each[0] <= self.real]
        self.on_its_way = [each for each in self.on_its_way if each[0] > self.real]
        self.there.update(key for _, key in arrived)


@dataclass(frozen=True, slots=True)
class InHand:
    """A claim, and when it was made by both clocks."""

    delivery: Delivery
    at: datetime
    real: timedelta


@dataclass(slots=True)
class Worker:
    """One process. All that it knows is lost in a crash, and nothing that is in the database."""

    db: Database
    wire: Wire
    random: Random
    hand: list[InHand] = field(default_factory=list)
    doubts: list[InHand] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    leases: Leases = field(default_factory=Leases)

    def claim(self, now: datetime, limit: int) -> None:
        """Take what is due."""
        _, outgoing = self.db.now(take_due, LANGUAGES, now, limit, self.told_at(now))
        self.hand += [InHand(out.delivery, now, self.wire.real) for out in outgoing]

    def post(self, now: datetime, answer: str) -> None:
        """Post the first in hand, unless the claim is too old, as schedules.lines has it."""
        claimed = self.hand.pop(0)
        made = claimed.delivery
        spent = max(now - claimed.at, self.wire.real - claimed.real)
        if now < claimed.at or spent >= BEGIN_WITHIN:
            self.outcomes.append(Outcome(made, State.PLANNED, now))
            return
        waits = takes = timedelta(0)
        if answer == "taken, and no answer":
            waits = self.random.random() * POSTING
            takes = waits + self.random.random() * SETTLING
        if now < made.prompt.due_at:
            self.wire.early.append(made.prompt.key)
        if answer.startswith("taken"):
            self.wire.send(made.prompt.key, takes)
        self.outcomes.append(self._outcome(made, now + waits, answer))

    def take_doubts(self, now: datetime, limit: int) -> None:
        """Take what may be there already."""
        found = self.db.now(take_doubtful, now, limit, self.told_at(now))
        self.doubts += [InHand(one.delivery, now, self.wire.real) for one in found]

    def look(self, now: datetime) -> None:
        """Look for the first of these."""
        made = self.doubts.pop(0).delivery
        there = made.prompt.key in self.wire.there
        found = self._sent(made, now) if there else Outcome(made, State.PLANNED, now)
        self.outcomes.append(found)

    def write_down(self) -> None:
        """Record what is known, however late."""
        written, self.outcomes = self.outcomes, []
        if written:
            self.db.now(record_deliveries, written)

    def told_at(self, now: datetime) -> datetime:
        """By when leases can be told to be over."""
        return self.leases.told_at(now, self.wire.real.total_seconds())

    def crash(self) -> None:
        """Forget everything, but how the clock ran: whoever starts right after it was set ahead,
        while another's message is on its way, cannot know. See DECISIONS.md.
        """
        self.hand, self.doubts, self.outcomes = [], [], []

    def _outcome(self, made: Delivery, now: datetime, answer: str) -> Outcome:
        if answer == "taken":
            return self._sent(made, now)
        if answer == "too many":
            return passing(made, now, RETRY_AFTER, "ratelimited")
        if answer == "not invited":
            return to_mend(made, now, "not_in_channel")
        return unanswered(made, now, "no_answer")

    def _sent(self, made: Delivery, now: datetime) -> Outcome:
        where = f"D{made.prompt.recipient}"
        return Outcome(made, State.SENT, channel=where, ts=made.prompt.key[:32], sent_at=now)
