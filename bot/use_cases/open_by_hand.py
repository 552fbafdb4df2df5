"""Open a survey round because somebody asks for one."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.domain.group import Group
from bot.domain.release import pooled
from bot.domain.rounds import window_by_hand
from bot.store import rounds, teams
from bot.use_cases.find_survey import Invited
from bot.use_cases.open_round import Means, NotOpened, Opening, open_round


@dataclass(frozen=True, slots=True)
class Wish:
    """Which survey, for which group, for how many days."""

    group: str
    template: str
    days: int


def open_by_hand(
    tx: Connection, means: Means, wish: Wish, now: datetime, person: str | None = None
) -> Invited | NotOpened:
    """Open it now, if `person` may; without a person it is whoever runs Holdspace.

    Raises:
        ValueError: no round may be open for so many days.
    """
    group = find_group(tx, wish.group)
    if group is None or (person is not None and not group.may_be_opened_by(person)):
        return NotOpened.NOT_ALLOWED
    window = window_by_hand(group, wish.days, now)
    made = open_round(tx, means, Opening(group, wish.template, window), now)
    if isinstance(made, NotOpened):
        return made
    return Invited(made, tuple(team.name for team in group.teams), group.timezone)


def find_group(tx: Connection, key: str) -> Group | None:
    """The group with this key."""
    return next((group for group in pooled(teams.every(tx)) if group.key == key), None)


def groups_to_open(tx: Connection, person: str) -> list[Group]:
    """The groups for which this person may open a round, and none is open."""
    mine = {team.group for team in teams.of_person(tx, person)}
    if not mine:
        return []
    busy = {found.group for found in rounds.open_rounds(tx)}
    groups = pooled(teams.every(tx))
    free = [group for group in groups if group.key in mine - busy]
    return [group for group in free if group.may_be_opened_by(person)]
