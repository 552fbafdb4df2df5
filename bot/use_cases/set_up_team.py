"""Set a team up from a form in Slack: by the rules of a team file, and with its effects."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Connection

from bot.content.templates import Templates
from bot.domain.edits import Edit
from bot.domain.rights import Deed
from bot.domain.set_up import Data, Obstacle, Refused, SetUp, coordinators
from bot.domain.team import Team
from bot.store import teams
from bot.store.database import Database
from bot.team_file.check import Good, Wrong, check
from bot.team_file.directory import (
    Channel,
    Directory,
    Person,
)
from bot.team_file.problems import Problem
from bot.team_file.write import names_of, to_data
from bot.use_cases.apply_team import NotTogetherError, Outcome, apply_team, notes
from bot.use_cases.permit import NotPermittedError, permit
from bot.use_cases.refusals import refused, with_strangers

TRIES = 5
"""How often an edit is made anew because another one was saved while Slack was asked."""

HERE = ""
"""The workspace in data that only a form is filled from; no team file has it."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who wants it, and whether they run the workspace, as Slack said just now."""

    person: str
    is_admin: bool = False


@dataclass(frozen=True, slots=True)
class Means:
    """What setting a team up takes."""

    db: Database
    client: AsyncWebClient
    templates: Templates


def find_set_up(tx: Connection, who: Asker, key: str) -> SetUp:
    """The team as it stands.

    Raises:
        NotPermittedError: they may not set it up.
    """
    team = _allowed(tx, who, key)
    return SetUp(team, to_data(team, HERE))


async def change_team(
    means: Means, who: Asker, key: str, edit: Edit, now: datetime
) -> Outcome | Refused:
    """Make one edit of the team as it stands when it is saved; all else stays as it is.

    People who are in the team already are not looked up again: that somebody's account was closed
    keeps nobody from changing another thing.

    Raises:
        NotPermittedError: they may not, or an edit would make another team of it.
    """
    directory = Directory(means.client)
    workspace = (await directory.workspace()).domain
    for _ in range(TRIES):
        before = await means.db.run(_allowed, who, key)
        data = to_data(before, workspace)
        edited = edit.apply(data)
        if isinstance(edited, Obstacle):
            return Refused(obstacle=edited)
        gone = {member.id for member in before.members if member.left}
        if coordinators(data) - gone and not coordinators(edited.data) - gone:
            return Refused(obstacle=Obstacle.LAST_COORDINATOR)
        if edited.data["team"].get("key") != key:
            raise NotPermittedError(Deed.SET_UP_TEAM)
        known = Directory(means.client, _known(before, edited.data), _channel(before))
        found = await check(edited.data, known, means.templates.keys())
        if isinstance(found, Wrong):
            return refused(found, edited, await with_strangers(names_of(before), found, directory))
        saved = await means.db.run(_save, who, before, found, now)
        if isinstance(saved, Problem):
            return refused(Wrong([saved]), edited, {})
        if saved:
            return saved
    return Refused(obstacle=Obstacle.CHANGED)


def _allowed(tx: Connection, who: Asker, key: str) -> Team:
    permit(tx, Deed.SET_UP_TEAM, who.person, key, is_admin=who.is_admin)
    team = teams.load(tx, key)
    if team is None:
        raise NotPermittedError(Deed.SET_UP_TEAM)
    return team


def _save(
    tx: Connection, who: Asker, before: Team, found: Good, now: datetime
) -> Outcome | Problem | None:
    """Save it if the team is still what the edit was made of; None where it is not."""
    teams.hold(tx, before.key)
    if _allowed(tx, who, before.key) != before:
        return None
    try:
        changed = apply_team(tx, found.team, now)
    except NotTogetherError as error:
        return Problem(("survey", "template"), error.saying)
    return Outcome(found.team, changed, notes(tx, found.team))


def _known(before: Team, data: Data) -> Iterator[Person]:
    """Those who stay, but for who is to have the time zone that they chose in Slack."""
    with_zone = {entry["person"] for entry in data["members"] if "timezone" in entry}
    for member in before.members:
        if member.id in with_zone:
            yield Person(member.id, member.name, member.timezone)


def _channel(before: Team) -> Channel:
    """The one it has: whether the app is in it, its page says."""
    return Channel(before.channel, before.channel, joined=True)
