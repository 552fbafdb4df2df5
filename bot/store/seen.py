"""What the clock showed when it was last looked at, by whichever process it was."""

from datetime import UTC, datetime

from sqlalchemy import Connection, select, update

from bot.clock import Clock
from bot.store.inserting import into
from bot.store.tables import clock

ONLY = 1
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def look(tx: Connection, present: Clock) -> tuple[datetime, datetime]:
    """What it showed then, and what it shows now.

    One process looks at a time, and reads its clock only when it is its turn. Otherwise one that
    was held up between the two would take the time of others for one that was set back.
    """
    tx.execute(into(tx, clock).values(id=ONLY, seen_at=NEVER).on_conflict_do_nothing())
    last = tx.execute(select(clock.c.seen_at).with_for_update()).scalar_one()
    now = present()
    tx.execute(update(clock).values(seen_at=now))
    return last, now
