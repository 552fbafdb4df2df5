"""Put a team away, and bring it back."""

import tomllib
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from bot.domain.rights import Deed, Standing
from bot.domain.set_up import Data, Fault, Obstacle, Refused, coordinators
from bot.domain.team import Role
from bot.store import archives, people, teams
from bot.store.archives import Archived
from bot.team_file.check import Good, Wrong, check
from bot.team_file.directory import Directory
from bot.team_file.write import names_in, names_of, to_data, to_toml
from bot.use_cases.apply_team import NotTogetherError, Outcome, apply_team, notes
from bot.use_cases.known_leavers import directory_of
from bot.use_cases.permit import NotPermittedError, insist, nobody_left, permit
from bot.use_cases.set_up_team import Asker, Means


async def archive_team(means: Means, who: Asker, key: str, now: datetime) -> None:
    """Keep the text of its file and empty it: nothing of it is sent, planned or asked any more.

    A survey that is open for it goes on to its end, as when a file loses its survey.

    Raises:
        NotPermittedError: they may not.
    """
    workspace = (await Directory(means.client).workspace()).domain
    await means.db.run(_archive, who, key, workspace, now)


async def bring_back(means: Means, who: Asker, key: str, now: datetime) -> Outcome | Refused:
    """Apply the text that was kept. Everybody in it is looked up in Slack again.

    Whoever is known to have left Slack stays in it, as they would have in the team.

    Raises:
        NotPermittedError: they may not, or it is not archived.
    """
    found = await means.db.run(find_archived, who, key)
    directory = await directory_of(means.client, means.db, key)
    checked = await check(read(found), directory, means.templates.keys())
    if isinstance(checked, Wrong):
        names = names_in(found.text)
        told = [problem.saying.with_names(names) for problem in checked.problems]
        told += [checked.trouble.saying] if checked.trouble else []
        return Refused(tuple(Fault(None, "", saying) for saying in dict.fromkeys(told)))
    return await means.db.run(_bring_back, who, key, checked, now)


def find_archived(tx: Connection, who: Asker, key: str) -> Archived:
    """An archived team that this person may bring back: whoever coordinated it.

    Where none of those is left, whoever runs the workspace.

    Raises:
        NotPermittedError: they may not, or it is not archived.
    """
    found = archives.find(tx, key)
    if found is None:
        raise NotPermittedError(Deed.SET_UP_TEAM)
    insist(Deed.SET_UP_TEAM, standing_then(tx, who, found))
    return found


def standing_then(tx: Connection, who: Asker, found: Archived) -> Standing:
    """Who this person was to a team when it was archived, and whether they have left since."""
    then = coordinators(read(found))
    return Standing(
        role=Role.COORDINATOR if who.person in then else None,
        is_admin=who.is_admin,
        has_left=bool(people.left(tx, [who.person])),
        uncoordinated=nobody_left(tx, then),
    )


def read(found: Archived) -> Data:
    """What the text says."""
    return tomllib.loads(found.text)


def _archive(tx: Connection, who: Asker, key: str, workspace: str, now: datetime) -> None:
    teams.hold(tx, key)
    permit(tx, Deed.SET_UP_TEAM, who.person, key, is_admin=who.is_admin)
    team = teams.load(tx, key)
    if team is None:
        raise NotPermittedError(Deed.SET_UP_TEAM)
    text = to_toml(to_data(team, workspace), names_of(team))
    apply_team(tx, replace(team, members=(), shifts=(), survey=None, cadences=()), now)
    archives.keep(tx, key, text, now)


def _bring_back(
    tx: Connection, who: Asker, key: str, found: Good, now: datetime
) -> Outcome | Refused:
    teams.hold(tx, key)
    find_archived(tx, who, key)
    try:
        changed = apply_team(tx, found.team, now)
    except NotTogetherError as error:
        return Refused((Fault(None, "", error.saying),), Obstacle.CHANGED)
    return Outcome(found.team, changed, notes(tx, found.team))
