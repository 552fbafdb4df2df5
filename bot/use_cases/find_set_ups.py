"""Which teams somebody may set up."""

from collections.abc import Iterator

from sqlalchemy import Connection

from bot.domain.rights import Deed, may
from bot.domain.set_up import Offer
from bot.domain.team import Role, Team
from bot.store import archives, people, teams
from bot.use_cases.archive_team import standing_then
from bot.use_cases.ask_slack import runs_workspace
from bot.use_cases.permit import standing
from bot.use_cases.set_up_team import Asker, Means


async def find_asker(means: Means, person: str, key: str | None = None) -> Asker:
    """Who wants to set a team up, or without a key to make one.

    Slack is asked whether they run the workspace only where it makes a difference, and where it
    cannot be asked they do not.
    """
    offer = await means.db.run(find_set_ups, Asker(person))
    mine = key in dict(offer.teams + offer.archived) if key else offer.may_create
    return Asker(person, is_admin=not mine and await runs_workspace(means, person))


def find_set_ups(tx: Connection, who: Asker) -> Offer:
    """The teams by key, those that they could bring back, and whether they may make one."""
    known = standing(tx, who.person, None, is_admin=who.is_admin)
    return Offer(
        teams=tuple((team.key, team.name) for team in _theirs(tx, who)),
        archived=tuple(_archived(tx, who)),
        may_create=may(Deed.CREATE_TEAM, known),
        none_yet=not teams.any_yet(tx),
    )


def _theirs(tx: Connection, who: Asker) -> list[Team]:
    """Those that they coordinate; for whoever runs the workspace, those that nobody does too."""
    if not who.is_admin:
        found = teams.of_person(tx, who.person)
        return [team for team in found if who.person in _coordinators(team)]
    left, away = people.left(tx), {one.key for one in archives.every(tx)}
    live = [team for team in teams.every(tx) if team.key not in away]
    return [
        team for team in live if who.person in _coordinators(team) or not _coordinators(team) - left
    ]


def _archived(tx: Connection, who: Asker) -> Iterator[tuple[str, str]]:
    for found in archives.every(tx, None if who.is_admin else who.person):
        if may(Deed.SET_UP_TEAM, standing_then(tx, who, found)):
            yield found.key, found.name


def _coordinators(team: Team) -> set[str]:
    return {member.id for member in team.members if member.role is Role.COORDINATOR}
