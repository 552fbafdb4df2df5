"""Who works by shifts at all, and who of them is at work."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from bot.domain.shifts import days_of_rule
from bot.rosters.stored import names_from
from bot.store import known_shifts

DAY = timedelta(days=1)
"""By so much the date may be behind that of UTC somewhere, and a night end after its date."""

AHEAD = timedelta(days=366)
"""A rule that has no day in all of it has ended: our own measure, for what is once a year."""


def work_until(
    tx: Connection, persons: Collection[str], now: datetime
) -> dict[str, datetime | None]:
    """Of those who work by shifts: until when they are at work, or None where they are not now.

    They have a shift about these days, or a pattern or roster of one of their teams has some for
    them in days to come. Who only stood in once, long ago, is not among them.
    """
    these_days = known_shifts.work_until(tx, persons, now)
    others = {*persons} - these_days.keys()
    to_come = _named(tx, others, (now - DAY).date()) if others else set()
    return dict.fromkeys(to_come) | these_days


def _named(tx: Connection, persons: Collection[str], day: date) -> set[str]:
    by_pattern = {
        person
        for rule, first_day, people in known_shifts.patterns(tx, persons, day)
        if days_of_rule(rule, first_day, day, max(day, first_day) + AHEAD)
        for person in people
    }
    rosters = known_shifts.rosters(tx, persons)
    by_roster = {person for person, calendar in rosters if names_from(calendar, person, day)}
    return by_pattern & {*persons} | by_roster
