"""Find the surveys that somebody is invited to, and those they could open."""

from dataclasses import dataclass

from sqlalchemy import Connection

from bot.domain.group import Group
from bot.domain.survey import Round
from bot.seal.slots import Sealer
from bot.store import rounds, teams
from bot.use_cases.find_survey import Invited, describe
from bot.use_cases.open_by_hand import groups_to_open


@dataclass(frozen=True, slots=True)
class Surveys:
    """The open round that asks this person, and groups for which they may open one.

    There is one such round at most (`open_round`). Whether somebody has answered cannot be told,
    so it makes no difference here. `leads`: they supervise or coordinate a team.
    """

    invited: Invited | None
    to_open: tuple[Group, ...]
    leads: bool


def find_surveys(tx: Connection, sealer: Sealer, person: str) -> Surveys:
    """What there is for this person now."""
    found = next(iter(rounds_for(tx, sealer, person)), None)
    leads = any(team.is_led_by(person) for team in teams.of_person(tx, person))
    invited = describe(tx, found, person) if found else None
    return Surveys(invited, tuple(groups_to_open(tx, person)), leads)


def rounds_for(tx: Connection, sealer: Sealer, person: str) -> list[Round]:
    """The open rounds that keep a slot for this person."""
    opened = rounds.open_rounds(tx)
    return [one for one in opened if rounds.has_slot(tx, one.id, sealer.slot(one.id, person))]
