"""Record what became of a delivery that was taken."""

from datetime import datetime

from sqlalchemy import Connection

from bot.domain.prompts import Delivery, State
from bot.store import deliveries


def record_delivery(
    tx: Connection, delivery: Delivery, state: State, channel: str, ts: str
) -> bool:
    """How it ended, and for a posted one the channel and ts. False where another has taken over."""
    return deliveries.finish(tx, delivery, state, channel=channel or None, ts=ts or None)


def try_again(tx: Connection, delivery: Delivery, until: datetime) -> bool:
    """Put it back, due at `until`."""
    return deliveries.postpone(tx, delivery, until)
