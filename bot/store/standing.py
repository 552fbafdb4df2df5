"""Where what somebody was to be sent stands: put off until later, or sent lately."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, Select, and_, exists, or_, select, update

from bot.domain.budget import IMPORTANCE
from bot.domain.may_send import WITHIN_SHIFTS
from bot.domain.prompts import State
from bot.store.deliveries import OPEN
from bot.store.tables import delivery

D = delivery.c

WAITS = [kind for kind in IMPORTANCE if kind not in WITHIN_SHIFTS]
"""What may wait for the next shift, or for the end of a quiet day."""


def judge_again(
    tx: Connection, persons: Collection[str] | Select[tuple[str]], now: datetime
) -> int:
    """Have what was put off for these people judged anew, and how much that is.

    It was put off by what was known of their shifts and wishes then, which has changed.
    """
    put_off = and_(D.state == State.PLANNED, D.due_at <= now, D.next_try_at > now)
    theirs = and_(D.recipient.in_(persons), D.kind.in_(WAITS))
    return tx.execute(update(delivery).where(put_off, theirs).values(next_try_at=now)).rowcount


def is_recent(tx: Connection, key: str, since: datetime) -> bool:
    """Whether this prompt has gone out since then, or is still to go out."""
    recent = or_(D.state.in_(OPEN), and_(D.state == State.SENT, D.sent_at >= since))
    return bool(tx.scalar(select(exists().where(D.key == key, recent))))
