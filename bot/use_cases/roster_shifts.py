"""Who works when, by what a team's rosters say."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection

from bot.domain.team import Team
from bot.domain.working import Worked
from bot.rosters import expand as stored
from bot.store import rosters


def expand(tx: Connection, team: Team, since: datetime, until: datetime) -> list[Worked]:
    """Every shift of the team's members that ends in [since, until), in order of time.

    One that two rosters name is there once. Splitting a window neither loses nor repeats one.
    """
    members = {member.id for member in team.members}
    found = _all(tx, team, since, until)
    return sorted({shift for shift in found if shift.person in members})


def _all(tx: Connection, team: Team, since: datetime, until: datetime) -> Iterator[Worked]:
    for calendar in rosters.calendars(tx, team.key):
        yield from stored.expand(calendar, since, until, team.timezone)
