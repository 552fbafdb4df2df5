"""Find the survey that somebody wants to answer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection

from bot.domain.survey import Round
from bot.seal.slots import Sealer
from bot.store import rounds, teams


class Refusal(StrEnum):
    """Why a person cannot answer."""

    CLOSED = "closed"
    NOT_INVITED = "not_invited"


@dataclass(frozen=True, slots=True)
class Invited:
    """A round, the names of its teams, and the time zone in which it is told of.

    `danger_route` is what the person's own team says of whom to turn to, if it says anything.
    """

    round: Round
    teams: tuple[str, ...]
    timezone: str
    danger_route: str | None = None

    @property
    def closes_at(self) -> datetime:
        """When the round closes, if it is not held."""
        return self.round.closes_at


def find_survey(
    tx: Connection, sealer: Sealer, round_id: str, person: str, now: datetime
) -> Invited | Refusal:
    """The round, if it takes answers now and has a slot for this person."""
    found = rounds.find(tx, round_id)
    taking = found is not None and found.takes_answers and found.closes_at > now
    told = describe(tx, found, person) if found and taking else None
    if told is None:
        return Refusal.CLOSED
    if not rounds.has_slot(tx, round_id, sealer.slot(round_id, person)):
        return Refusal.NOT_INVITED
    return told


def describe(tx: Connection, found: Round, person: str | None = None) -> Invited | None:
    """What is told of a round; None where its teams are gone."""
    asked = [team for key in found.teams if (team := teams.load(tx, key))]
    if not asked:
        return None
    lead = next((team for team in asked if team.survey), asked[0])
    own = next((team for team in asked if person and team.member(person)), lead)
    route = own.danger_route or lead.danger_route
    return Invited(found, tuple(team.name for team in asked), lead.timezone, route)
