"""Take what may have been posted already, to be looked for."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.domain.attempt import LEASE
from bot.domain.prompts import Delivery, State
from bot.store import attempts, messages


@dataclass(frozen=True, slots=True)
class Doubt:
    """A claimed delivery, and the conversation it would be in; None where that is not known yet."""

    delivery: Delivery
    conversation: str | None


def take_doubtful(
    tx: Connection, now: datetime, limit: int, told: datetime | None = None
) -> list[Doubt]:
    """The DMs that may or may not have arrived; nobody else looks while the lease lasts.

    They are those that were to be looked for by `told`, or else by now.
    """
    due = told or now
    taken = attempts.claim(tx, due, now - due + LEASE, limit, State.DOUBTFUL)
    return [Doubt(made, messages.conversation(tx, made.prompt.recipient)) for made in taken]
