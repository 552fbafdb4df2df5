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
    calendars = rosters.calendars(tx, team.key)
    return sorted({one for each in calendars for one in of_roster(each, team, since, until)})


def of_roster(calendar: str, team: Team, since: datetime, until: datetime) -> Iterator[Worked]:
    """The same of one roster's stored text, in no order."""
    members = {member.id for member in team.members}
    for one in stored.expand(calendar, since, until, team.timezone):
        if one.person in members:
            yield one
