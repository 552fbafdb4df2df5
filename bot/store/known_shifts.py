"""Who works by shifts at all, who is at work, and when they are next, as far as is known."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, and_, case, func, literal, or_, select

from bot.store.tables import member, occurrence, roster, shift
from bot.store.types import Instant

WORKED = occurrence.c
SLACK = "slack:"
"""Before the Slack id of somebody at the end of a line of a roster (bot.rosters.stored)."""


def work_until(
    tx: Connection, persons: Collection[str], now: datetime
) -> dict[str, datetime | None]:
    """Of those who work by shifts: until when they are at work, or None where they are not now.

    They have a shift about these days, or a pattern or roster of one of their teams names them.
    """
    runs = and_(WORKED.starts_at <= now, WORKED.ends_at > now)
    last = func.max(case((runs, WORKED.ends_at)), type_=Instant).label("until")
    query = select(WORKED.person, last).where(WORKED.person.in_(persons))
    found = tx.execute(query.group_by(WORKED.person))
    these_days: dict[str, datetime | None] = {row.person: row.until for row in found}
    return _named(tx, {*persons} - these_days.keys(), now) | these_days


def next_starts(tx: Connection, persons: Collection[str], now: datetime) -> dict[str, datetime]:
    """When each next starts a shift, where that is planned."""
    ahead = and_(WORKED.person.in_(persons), WORKED.starts_at > now)
    query = select(WORKED.person, func.min(WORKED.starts_at).label("at")).where(ahead)
    return {row.person: row.at for row in tx.execute(query.group_by(WORKED.person))}


def _named(tx: Connection, persons: Collection[str], now: datetime) -> dict[str, None]:
    """Those whose next shift is some time off, if it has not been planned for yet."""
    if not persons:
        return {}
    theirs = member.c.person.in_(persons)
    goes_on = or_(shift.c.last_day.is_(None), shift.c.last_day >= now.date())
    mine = select(member.c.team).where(theirs)
    patterns = tx.scalars(select(shift.c.people).where(shift.c.team.in_(mine), goes_on))
    line = literal(SLACK).concat(member.c.person).concat("\r\n")
    rostered = select(member.c.person).join(roster, roster.c.team == member.c.team)
    names = {person for people in patterns for person in people}
    names |= {*tx.scalars(rostered.where(theirs, roster.c.calendar.contains(line)))}
    return dict.fromkeys(names & {*persons})
