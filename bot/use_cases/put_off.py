"""Give back what was claimed and is not to go out now."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.domain.attempt import Outcome
from bot.domain.may_send import Later, NotNow
from bot.domain.prompts import Delivery, State
from bot.store import attempts, budget

Decided = tuple[Delivery, NotNow]


def put_off(tx: Connection, decided: Sequence[Decided]) -> None:
    """What waits is due again later, under the key that it has; what ends is over."""
    if not decided:
        return
    attempts.record(tx, [_outcome(*each) for each in decided])
    longer = {
        delivery.id: decision.until
        for delivery, decision in decided
        if isinstance(decision, Later) and decision.until
    }
    attempts.expire(tx, longer)


def soon_written_to(tx: Connection, until: datetime) -> list[str]:
    """Who is to be sent something unasked until then, the next ones first."""
    return budget.soon(tx, until)


def _outcome(delivery: Delivery, decision: NotNow) -> Outcome:
    if isinstance(decision, Later):
        return Outcome(delivery, State.PLANNED, decision.at)
    return Outcome(delivery, decision.state)
