"""Who works by shifts at all, who is at work, and when they are next, as far as is known."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, and_, case, func, select

from bot.store.tables import occurrence

WORKED = occurrence.c


def at_work(tx: Connection, persons: Collection[str], now: datetime) -> dict[str, bool]:
    """Of those who work by shifts: whether they are at work now.

    Shifts of the last week and of the coming days are in the table (leftovers.py, the planner), so
    somebody whose roster has nothing for longer than that counts as having none.
    """
    runs = and_(WORKED.starts_at <= now, WORKED.ends_at > now)
    query = select(WORKED.person, func.max(case((runs, 1), else_=0)))
    found = tx.execute(query.where(WORKED.person.in_(persons)).group_by(WORKED.person))
    return {person: bool(running) for person, running in found}


def next_starts(tx: Connection, persons: Collection[str], now: datetime) -> dict[str, datetime]:
    """When each next starts a shift, where that is planned."""
    ahead = and_(WORKED.person.in_(persons), WORKED.starts_at > now)
    query = select(WORKED.person, func.min(WORKED.starts_at).label("at")).where(ahead)
    return {row.person: row.at for row in tx.execute(query.group_by(WORKED.person))}
