"""Make a new team from a form in Slack."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.domain.edits import Edited
from bot.domain.rights import Deed
from bot.domain.set_up import Data, Obstacle, Refused, key_for
from bot.domain.team import Role
from bot.store import teams
from bot.team_file.check import Good, Wrong, check
from bot.team_file.directory import Directory
from bot.use_cases.apply_team import Outcome, apply_team, notes
from bot.use_cases.permit import permit
from bot.use_cases.refusals import refused
from bot.use_cases.set_up_team import Asker, Means


async def create_team(
    means: Means, who: Asker, wish: Mapping[str, Any], now: datetime
) -> Outcome | Refused:
    """Make a team of `wish` (what [team] holds, but for the key) that its maker coordinates.

    Raises:
        NotPermittedError: they may not.
    """
    await means.db.run(_may_create, who)
    directory = Directory(means.client)
    key = key_for(str(wish.get("name", "")))
    data: Data = {
        "workspace": (await directory.workspace()).domain,
        "team": {**wish, "key": key},
        "members": [{"person": who.person, "role": str(Role.COORDINATOR)}],
    }
    found = await check(data, directory, means.templates.keys())
    if isinstance(found, Wrong):
        return refused(found, Edited(data), {})
    return await means.db.run(_create, who, found, now)


def _may_create(tx: Connection, who: Asker) -> None:
    permit(tx, Deed.CREATE_TEAM, who.person, is_admin=who.is_admin)


def _create(tx: Connection, who: Asker, found: Good, now: datetime) -> Outcome | Refused:
    _may_create(tx, who)
    if teams.load(tx, found.team.key):
        return Refused(obstacle=Obstacle.THERE)
    changed = apply_team(tx, found.team, now)
    return Outcome(found.team, changed, notes(tx, found.team))
