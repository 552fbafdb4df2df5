"""What is known of digests that went out."""

from datetime import datetime

from sqlalchemy import Connection, func, select

from bot.domain.digest import WEEK
from bot.domain.prompts import Kind, State
from bot.store.tables import delivery

D = delivery.c


def brought(tx: Connection, person: str, released_at: datetime) -> bool:
    """Whether this person really got the digest of the week in which that was released."""
    week = (D.due_at > released_at, D.due_at <= released_at + WEEK)
    got = (D.kind == Kind.DIGEST, D.recipient == person, D.state == State.SENT)
    return tx.scalar(select(D.id).where(*got, *week).limit(1)) is not None


def last_due(tx: Connection, person: str, before: datetime) -> datetime | None:
    """When the latest digest was due that this person really got, before that instant."""
    got = (D.kind == Kind.DIGEST, D.recipient == person, D.state == State.SENT, D.due_at < before)
    found: datetime | None = tx.scalar(select(func.max(D.due_at)).where(*got))
    return found
