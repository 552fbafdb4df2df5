"""Find what a coordinator may be told did not arrive."""

from datetime import datetime

from sqlalchemy import Connection

from bot.domain.team import Role, Team
from bot.domain.undelivered import LATELY, Undelivered
from bot.store import teams, undelivered


def find_undelivered(tx: Connection, person: str, now: datetime) -> Undelivered:
    """Of the teams that this person coordinates; nothing for anybody else."""
    mine = [team.key for team in teams.of_person(tx, person) if _coordinates(team, person)]
    if not mine:
        return Undelivered()
    since = now - LATELY
    found = undelivered.in_channels(tx, since, mine)
    return Undelivered(tuple(found), undelivered.direct(tx, since, mine))


def _coordinates(team: Team, person: str) -> bool:
    return any(one.id == person and one.role is Role.COORDINATOR for one in team.members)
