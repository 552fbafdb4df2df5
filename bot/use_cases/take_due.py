"""Take what is due, ready to be posted."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.content.catalogue import Words
from bot.domain.attempt import LEASE
from bot.domain.prompts import Delivery, State
from bot.store import deliveries
from bot.use_cases.compose import compose
from bot.views.parts import Message

BATCH = 300
"""Claimed in one statement; about what Slack takes of a workspace in a minute."""

PAUSE = timedelta(minutes=1)
"""Before a prompt that cannot be worded is tried again; the others do not wait for it."""

FAULTS = (LookupError, ValueError, TypeError, AttributeError)
"""What a reworded sentence with a wrong placeholder leads to."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A claimed delivery and its message."""

    delivery: Delivery
    message: Message


def take_due(
    tx: Connection, words: Words, now: datetime, limit: int = BATCH
) -> tuple[int, list[Outgoing]]:
    """How many deliveries were claimed, and those of them that are still to be posted.

    What is too late or no longer wanted ends here. A delivery that an earlier worker claimed and
    never finished may have been posted: in a channel it is marked unknown and not repeated, and
    a DM becomes doubtful, to be looked for (take_doubtful).
    One that cannot be worded is put off by a minute, with a line in the log.
    """
    deliveries.lapse(tx, now)
    claimed = deliveries.claim(tx, now, LEASE, limit)
    outgoing = []
    for delivery in claimed:
        try:
            ready = _judge(tx, words, delivery, now)
        except FAULTS as error:
            log.exception(
                "Delivery %(delivery)s cannot be worded: %(error)s",
                {"delivery": delivery.id, "error": type(error).__name__},
            )
            deliveries.postpone(tx, delivery, now + PAUSE)
            continue
        if isinstance(ready, Message):
            outgoing.append(Outgoing(delivery, ready))
        else:
            deliveries.finish(tx, delivery, ready)
    return len(claimed), outgoing


def _judge(tx: Connection, words: Words, delivery: Delivery, now: datetime) -> Message | State:
    if now >= delivery.prompt.expires_at:
        return State.LATE
    return compose(tx, words, delivery.prompt) or State.WITHDRAWN
