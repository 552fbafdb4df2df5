"""Take what is due, ready to be posted."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.content.catalogue import Words
from bot.domain.prompts import Delivery, State
from bot.store import deliveries
from bot.use_cases.compose import compose
from bot.views.parts import Message

LEASE = timedelta(minutes=2)
"""Longer than posting a batch takes: Slack takes one message a second in a channel."""

BATCH = 50

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


def take_due(tx: Connection, words: Words, now: datetime) -> tuple[int, list[Outgoing]]:
    """How many deliveries were claimed, and those of them that are still to be posted.

    What is too late or no longer wanted ends here. So does a delivery that an earlier worker
    claimed and never finished: it may have been posted, so it is marked unknown, not repeated.
    One that cannot be worded is put off by a minute, with a line in the log.
    """
    deliveries.give_up(tx, now)
    claimed = deliveries.claim(tx, now, LEASE, BATCH)
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
