"""What is known of digests that went out."""

from datetime import datetime

from sqlalchemy import Connection, func, select

from bot.domain.prompts import Kind, State
from bot.store.tables import delivery

D = delivery.c


def last_due(tx: Connection, person: str, before: datetime) -> datetime | None:
    """When the latest digest was due that this person really got, before that instant."""
    got = (D.kind == Kind.DIGEST, D.recipient == person, D.state == State.SENT, D.due_at < before)
    found: datetime | None = tx.scalar(select(func.max(D.due_at)).where(*got))
    return found
