"""Who is at work, who is named for shifts to come, and when they are next, as far as is known."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, and_, case, func, literal, or_, select

from bot.store.tables import member, occurrence, roster, shift
from bot.store.types import Instant

WORKED = occurrence.c
SLACK = "slack:"
"""Before the Slack id of somebody at the end of a line of a roster (bot.rosters.stored)."""


def work_until(
    tx: Connection, persons: Collection[str], now: datetime
) -> dict[str, datetime | None]:
    """Of those with a shift about these days: until when they are at work, None if not now."""
    runs = and_(WORKED.starts_at <= now, WORKED.ends_at > now)
    last = func.max(case((runs, WORKED.ends_at)), type_=Instant).label("until")
    query = select(WORKED.person, last).where(WORKED.person.in_(persons))
    return {row.person: row.until for row in tx.execute(query.group_by(WORKED.person))}


def next_starts(tx: Connection, persons: Collection[str], now: datetime) -> dict[str, datetime]:
    """When each next starts a shift, where that is planned."""
    ahead = and_(WORKED.person.in_(persons), WORKED.starts_at > now)
    query = select(WORKED.person, func.min(WORKED.starts_at).label("at")).where(ahead)
    return {row.person: row.at for row in tx.execute(query.group_by(WORKED.person))}


def patterns(
    tx: Connection, persons: Collection[str], day: date
) -> Iterator[tuple[str, date, Sequence[str]]]:
    """Rule, first day and people of each pattern of their teams that has not ended before `day`."""
    goes_on = or_(shift.c.last_day.is_(None), shift.c.last_day >= day)
    theirs = select(member.c.team).where(member.c.person.in_(persons))
    columns = (shift.c.rrule, shift.c.first_day, shift.c.people)
    for row in tx.execute(select(*columns).where(shift.c.team.in_(theirs), goes_on)):
        yield row.rrule, row.first_day, row.people


def rosters(tx: Connection, persons: Collection[str]) -> Iterator[tuple[str, str]]:
    """Each of them with the calendar of every roster of their teams that names them."""
    line = literal(SLACK).concat(member.c.person).concat("\r\n")
    mine = select(member.c.person, roster.c.calendar).join(roster, roster.c.team == member.c.team)
    named = and_(member.c.person.in_(persons), roster.c.calendar.contains(line))
    for row in tx.execute(mine.where(named)):
        yield row.person, row.calendar
