"""Set a team up from a form in Slack: by the rules of a team file, and with its effects."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Connection

from bot.content.templates import Templates
from bot.domain.rights import Deed
from bot.domain.set_up import (
    Data,
    Edit,
    Edited,
    Fault,
    Obstacle,
    Refused,
    SetUp,
    coordinators,
    key_for,
)
from bot.domain.team import Role, Team
from bot.store import teams
from bot.store.database import Database
from bot.team_file.check import Good, Wrong, check
from bot.team_file.directory import (
    PERSON_ID,
    Channel,
    Directory,
    NotFoundError,
    Person,
)
from bot.team_file.problems import Problem
from bot.team_file.slack_trouble import FAILURES
from bot.team_file.values import shown
from bot.team_file.write import names_of, to_data
from bot.use_cases.apply_team import NotTogetherError, Outcome, apply_team, notes
from bot.use_cases.permit import NotPermittedError, permit

TRIES = 5
"""How often an edit is made anew because another one was saved while Slack was asked."""

STRANGERS = 5
"""People outside the team whose names are asked for, for the sake of one sentence."""

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
        if coordinators(data) and not coordinators(edited.data):
            return Refused(obstacle=Obstacle.LAST_COORDINATOR)
        if edited.data["team"].get("key") != key:
            raise NotPermittedError(Deed.SET_UP_TEAM)
        known = Directory(means.client, _known(before, edited.data), _channel(before))
        found = await check(edited.data, known, means.templates.keys())
        if isinstance(found, Wrong):
            return _refused(found, edited, await _names(before, found, directory))
        saved = await means.db.run(_save, who, before, found, now)
        if isinstance(saved, Problem):
            return _refused(Wrong([saved]), edited, {})
        if saved:
            return saved
    return Refused(obstacle=Obstacle.CHANGED)


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
        return _refused(found, Edited(data), {})
    return await means.db.run(_create, who, found, now)


async def runs_workspace(means: Means, person: str) -> bool:
    """Whether Slack says that they are an admin or an owner."""
    try:
        return await Directory(means.client).runs_workspace(person)
    except FAILURES:
        return False


async def is_joined(means: Means, team: Team) -> bool:
    """Whether the app can post in the team's channel; taken for granted where Slack is silent."""
    try:
        return (await Directory(means.client).channel(team.channel)).joined
    except NotFoundError:
        return False
    except FAILURES:
        return True


async def own_timezone(means: Means, person: str) -> str:
    """The time zone that somebody chose in Slack, or UTC."""
    try:
        return (await Directory(means.client).person(person)).timezone or "UTC"
    except (NotFoundError, *FAILURES):
        return "UTC"


def _allowed(tx: Connection, who: Asker, key: str) -> Team:
    permit(tx, Deed.SET_UP_TEAM, who.person, key, is_admin=who.is_admin)
    team = teams.load(tx, key)
    if team is None:
        raise NotPermittedError(Deed.SET_UP_TEAM)
    return team


def _may_create(tx: Connection, who: Asker) -> None:
    permit(tx, Deed.CREATE_TEAM, who.person, is_admin=who.is_admin)


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
        return Problem(("survey", "template"), str(error))
    return Outcome(found.team, changed, notes(tx, found.team, found.channel))


def _create(tx: Connection, who: Asker, found: Good, now: datetime) -> Outcome | Refused:
    _may_create(tx, who)
    if teams.load(tx, found.team.key):
        return Refused(obstacle=Obstacle.THERE)
    changed = apply_team(tx, found.team, now)
    return Outcome(found.team, changed, notes(tx, found.team, found.channel))


def _known(before: Team, data: Data) -> Iterator[Person]:
    """Those who stay, but for who is to have the time zone that they chose in Slack."""
    with_zone = {entry["person"] for entry in data["members"] if "timezone" in entry}
    for member in before.members:
        if member.id in with_zone:
            yield Person(member.id, member.name, member.timezone)


def _channel(before: Team) -> Channel:
    """The one it has: whether the app is in it, its page says."""
    return Channel(before.channel, before.channel, joined=True)


async def _names(before: Team, found: Wrong, directory: Directory) -> dict[str, str]:
    """What people are called whom a mistake names, also those who are not in the team."""
    names = names_of(before)
    told = " ".join(problem.message for problem in found.problems)
    strangers = sorted(set(PERSON_ID.findall(told)) - names.keys())[:STRANGERS]
    for stranger in strangers:
        with suppress(NotFoundError, *FAILURES):
            names[stranger] = (await directory.person(stranger)).name
    return names


def _refused(found: Wrong, edited: Edited, names: Mapping[str, str]) -> Refused:
    faults = [_fault(problem, edited, names) for problem in found.problems]
    if found.trouble:
        faults.append(Fault(None, "", str(found.trouble)))
    return Refused(tuple(dict.fromkeys(faults)))


def _fault(problem: Problem, edited: Edited, names: Mapping[str, str]) -> Fault:
    """The phrase as a file's reader has it, with names in the place of ids."""
    phrase = problem.message
    for person, name in names.items():
        phrase = phrase.replace(repr(person), shown(name))
    field = edited.field(problem.path)
    return Fault(field, "" if field else _about(problem, edited.data, names), phrase)


def _about(problem: Problem, data: Data, names: Mapping[str, str]) -> str:
    """Whom or what another entry of a list is about."""
    match problem.path:
        case (str(section), int(index), *_):
            entry = data[section][index]
            person = entry.get("person", "")
            return names.get(person, person) or str(entry.get("name", ""))
    return ""
