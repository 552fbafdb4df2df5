"""When the clock was last looked at, by whichever process it was."""

from datetime import datetime

from sqlalchemy import Connection, select

from bot.store.inserting import into
from bot.store.tables import clock

ONLY = 1


def last(tx: Connection) -> datetime | None:
    """What it showed then; None where nobody has looked yet."""
    found: datetime | None = tx.scalar(select(clock.c.seen_at))
    return found


def note(tx: Connection, now: datetime) -> None:
    """It shows this."""
    row = into(tx, clock).values(id=ONLY, seen_at=now)
    tx.execute(row.on_conflict_do_update(index_elements=["id"], set_={"seen_at": now}))
