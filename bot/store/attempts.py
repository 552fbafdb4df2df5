"""Attempts at sending what is due: who takes it, and what became of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
    true,
    union_all,
    update,
)

from bot.domain.attempt import Outcome
from bot.domain.prompts import Delivery, State
from bot.store.deliveries import OPEN, PROMPT, prompt_of
from bot.store.tables import delivery
from bot.store.types import Instant

D = delivery.c

ENDED = ("state", "channel", "ts", "sent_at", "trouble")

_DUE = (
    select(D.id)
    .where(D.state == bindparam("of"), D.next_try_at <= bindparam("now"))
    .order_by(D.next_try_at, D.id)
    .limit(bindparam("at_most", type_=Integer))
    .with_for_update(skip_locked=True)
    .cte("due")
)
CLAIM = (
    update(delivery)
    .where(D.id.in_(select(_DUE.c.id)))
    .values(state=State.CLAIMED, attempt=D.attempt + 1)
    .values(next_try_at=bindparam("until", type_=Instant))
    .returning(D.id, D.attempt, *PROMPT)
)
RECORD = (
    update(delivery)
    .where(D.id == bindparam("of"), D.attempt == bindparam("made"), D.state == bindparam("claimed"))
    .values({name: bindparam(f"its_{name}") for name in ENDED})
)
RECORD_AND_RETRY = RECORD.values(next_try_at=bindparam("then", type_=Instant))
"""All are made once, since they are used for every few messages."""

_DIRECT = or_(D.recipient.startswith("U"), D.recipient.startswith("W"))


def claim(
    tx: Connection, now: datetime, lease: timedelta, limit: int, state: State = State.PLANNED
) -> list[Delivery]:
    """Take what is due, for as long as the lease lasts.

    One statement; on PostgreSQL rows that another worker is taking are skipped, and the CTE is
    worked out once, so that no more than `limit` are taken.
    """
    which = {"of": state, "now": now, "until": now + lease, "at_most": limit}
    found = [_delivery(*row) for row in tx.execute(CLAIM, which).all()]
    return sorted(found, key=lambda each: (each.prompt.due_at, each.id))


def lapse(tx: Connection, now: datetime) -> int:
    """See to what was claimed and whose lease ran out: it may have been posted.

    A DM is to be looked for. A channel is not read, so what became of its message stays unknown.
    """
    lost = and_(D.state == State.CLAIMED, D.next_try_at <= now)
    after = case((_DIRECT, State.DOUBTFUL), else_=State.UNKNOWN)
    return tx.execute(update(delivery).where(lost).values(state=after)).rowcount


def record(tx: Connection, outcomes: Sequence[Outcome]) -> None:
    """Write down what attempts led to; one that a later attempt has taken over is left alone."""
    ended = [_ended(each) for each in outcomes if each.next_try_at is None]
    again = [_ended(each) | {"then": each.next_try_at} for each in outcomes if each.next_try_at]
    for statement, rows in ((RECORD, ended), (RECORD_AND_RETRY, again)):
        if rows:
            tx.execute(statement, rows)


def expire(tx: Connection, until: dict[int, datetime]) -> None:
    """Let these, which wait, expire at another time."""
    waiting = and_(D.id == bindparam("of"), D.state == State.PLANNED)
    changed = update(delivery).where(waiting).values(expires_at=bindparam("then", type_=Instant))
    if until:
        tx.execute(changed, [{"of": number, "then": then} for number, then in until.items()])


def bring_forward(tx: Connection, now: datetime, until: datetime, by: timedelta) -> None:
    """Let what was put off, to now or later and until then, wait so much less.

    Nothing comes before it is due.
    """
    waits = and_(D.state == State.PLANNED, D.next_try_at > now, D.next_try_at <= until)
    put_off = select(D.id, D.due_at, D.next_try_at).where(waits, D.next_try_at > D.due_at)
    # Whoever claims one of them meanwhile has given it another time.
    this = and_(D.id == bindparam("of"), D.next_try_at == bindparam("was", type_=Instant))
    sooner = update(delivery).where(this).values(next_try_at=bindparam("then", type_=Instant))
    rows = [
        {"of": number, "was": was, "then": max(due_at, was - by)}
        for number, due_at, was in tx.execute(put_off).all()
    ]
    if rows:
        tx.execute(sooner, rows)


def bring_back(tx: Connection, now: datetime) -> None:
    """Plan again what was too late and is not. It was never posted, or it would not be late."""
    not_late = and_(D.state == State.LATE, D.expires_at > now)
    tx.execute(update(delivery).where(not_late).values(state=State.PLANNED, next_try_at=D.due_at))


def shorten(tx: Connection, until: datetime) -> None:
    """Let no claim last longer than until then, and no doubt."""
    lasts = and_(D.state.in_([State.CLAIMED, State.DOUBTFUL]), D.next_try_at > until)
    tx.execute(update(delivery).where(lasts).values(next_try_at=until))


def next_due(tx: Connection, after: datetime | None = None) -> datetime | None:
    """The earliest instant (later than `after`) at which there is something to claim."""
    later = true() if after is None else D.next_try_at > after
    first = select(func.min(D.next_try_at).label("at"))
    firsts = [first.where(D.state == state, later) for state in OPEN]
    each = union_all(*firsts).subquery()
    found: datetime | None = tx.scalar(select(func.min(each.c.at)))
    return found


def _ended(outcome: Outcome) -> dict[str, Any]:
    return {
        "of": outcome.delivery.id,
        "made": outcome.delivery.attempt,
        "claimed": State.CLAIMED,
        "its_state": outcome.state,
        "its_channel": outcome.channel,
        "its_ts": outcome.ts,
        "its_sent_at": outcome.sent_at,
        "its_trouble": outcome.trouble,
    }


def _delivery(number: int, attempt: int, *prompt: Any) -> Delivery:  # noqa: ANN401 - columns
    return Delivery(number, attempt, prompt_of(*prompt))
