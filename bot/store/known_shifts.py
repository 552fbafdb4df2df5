"""Who works by shifts at all, as far as is known here."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection, or_, select

from bot.store.tables import member, occurrence, shift


def have_shifts(tx: Connection, persons: Collection[str], today: date) -> set[str]:
    """Those of these persons whom a pattern names that has not ended, or who had or have a shift.

    Shifts of the last week and of the coming days are in the table (leftovers.py, the planner), so
    somebody whose roster has nothing for longer than that counts as having none.
    """
    rostered = select(occurrence.c.person).where(occurrence.c.person.in_(persons)).distinct()
    teams = select(member.c.team).where(member.c.person.in_(persons))
    goes_on = or_(shift.c.last_day.is_(None), shift.c.last_day >= today)
    patterns = tx.scalars(select(shift.c.people).where(shift.c.team.in_(teams), goes_on))
    named = {person for people in patterns for person in people}
    return {*tx.scalars(rostered)} | (named & {*persons})
