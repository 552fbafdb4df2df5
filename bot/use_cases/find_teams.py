"""Find the teams that somebody is in."""

from sqlalchemy import Connection

from bot.domain.team import Team
from bot.store import teams


def find_teams(tx: Connection, person: str) -> list[Team]:
    """The person's teams, by key."""
    return teams.of_person(tx, person)
