"""Who is at work after all, once time off and public holidays are taken out."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from bot.domain.absence import local_day, without
from bot.domain.team import Team
from bot.domain.working import Worked
from bot.store import absences
from bot.use_cases.public_holidays import public_holidays


def present(tx: Connection, team: Team, worked: Sequence[Worked]) -> list[Worked]:
    """Of the team's shifts those that take place, in the order in which they came."""
    if not worked:
        return []
    days = {local_day(shift.starts, shift.timezone) for shift in worked}
    people = {shift.person for shift in worked}
    times_off = absences.of_people(tx, people, min(days), max(days))
    return without(worked, times_off, _holidays(team.holiday_region, days))


def _holidays(region: str | None, days: set[date]) -> frozenset[date]:
    if region is None:
        return frozenset()
    return frozenset().union(*(public_holidays(region, day.year) for day in days))
