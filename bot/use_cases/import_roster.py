"""Make a team's roster what a file says."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Connection

from bot.domain.team import Team
from bot.domain.working import Worked
from bot.rosters import roster
from bot.rosters.people import Known
from bot.store import rosters, teams
from bot.store.database import Database
from bot.store.rosters import Roster
from bot.team_file.directory import MANY, Directory, NotFoundError
from bot.team_file.slack_trouble import FAILURES, SlackTrouble
from bot.use_cases.roster_shifts import of_roster

COMING = timedelta(days=14)
"""How far ahead it is told what changed."""


class NoPlaceError(Exception):
    """There is no such team, or no roster of that name can be there. The text says what to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which roster of which team, by their keys."""

    team: str
    name: str


Frame = tuple[str, frozenset[tuple[str, str]]]
"""What a file means hangs on it: whose time its times without a zone are, and who has which name.
"""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that fits, as it is stored, and a sentence for each thing it leaves out.

    `is_blank` where no shift stands in it, not even one that is over or cancelled.
    """

    calendar: str
    notes: tuple[str, ...]
    is_blank: bool


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of it, over the next two weeks. `changed` is False where it was as it is."""

    changed: bool
    shifts: int
    people: int
    new: int
    gone: int
    notes: tuple[str, ...] = ()


async def import_roster(
    data: bytes, place: Place, client: AsyncWebClient, db: Database, now: datetime
) -> Applied:
    """Read a file and replace what is to come of that roster; what was worked stays as it was.

    Where its team moves to another time zone meanwhile, or has other people, it is read again.

    Raises:
        RosterError: lists every mistake; then nothing is changed.
        SlackTrouble: Slack cannot be asked who people are; the same.
        NoPlaceError: there is no such team, or the roster comes from a feed; the same.
    """
    while True:
        team = await db.run(_team, place)
        prepared = await prepare(data, team, client, now)
        if applied := await db.run(_apply, place, frame(team), prepared, now):
            return applied


async def prepare(data: bytes, team: Team, client: AsyncWebClient, now: datetime) -> Prepared:
    """Read a file off the event loop, and look up whom it names by address.

    Raises:
        RosterError: lists every mistake.
        SlackTrouble: Slack cannot be asked.
    """
    reading = await asyncio.to_thread(roster.read, data, team.timezone, now)
    known = await _look_up(sorted(reading.addresses()), client)
    calendar = await asyncio.to_thread(roster.calendar_of, reading, team.members, known)
    return Prepared(calendar, tuple(reading.notes()), reading.is_blank)


def put(tx: Connection, one: Roster, team: Team, calendar: str, now: datetime) -> Roster:
    """The roster with this calendar from now on; the planner looks at the team where it differs.

    `one.calendar` is what stands there now, or empty.
    """
    text = roster.after(one.calendar or None, calendar, now, team.timezone)
    if text is None:
        rosters.save(tx, one)
        return one
    changed = replace(one, calendar=text, imported_at=now)
    rosters.save(tx, changed)
    teams.look_again(tx, [team.key])
    return changed


def frame(team: Team) -> Frame:
    """In which a file of this team is read."""
    return team.timezone, frozenset((member.id, member.name) for member in team.members)


def told(team: Team, old: str, new: str, now: datetime, notes: tuple[str, ...] = ()) -> Applied:
    """What a change of the stored text comes to."""
    before, after = (_coming(text, team, now) for text in (old, new))
    return Applied(
        changed=old != new,
        shifts=len(after),
        people=len({one.person for one in after}),
        new=len(after - before),
        gone=len(before - after),
        notes=notes,
    )


def find_team(tx: Connection, key: str) -> Team:
    """The team with this key.

    Raises:
        NoPlaceError: there is none.
    """
    team = teams.load(tx, key)
    if team is None:
        known = ", ".join(each.key for each in teams.every(tx)) or "none yet"
        raise NoPlaceError(f"there is no team {key!r}; the teams are: {known}.")
    return team


def _team(tx: Connection, place: Place) -> Team:
    found = rosters.find(tx, place.team, place.name)
    if found and found.sealed_feed:
        raise NoPlaceError(
            f"the roster {place.name!r} comes from a feed, which would undo this; choose another "
            f"--name, or first `holdspace roster remove {place.name} --team {place.team}`."
        )
    return find_team(tx, place.team)


def _apply(
    tx: Connection, place: Place, read_in: Frame, prepared: Prepared, now: datetime
) -> Applied | None:
    """None where the file would be read otherwise by now."""
    teams.hold(tx, place.team)  # whoever changes it, or reads a feed of it, does so too
    team = _team(tx, place)
    if frame(team) != read_in:
        return None
    found = rosters.find(tx, place.team, place.name)
    old = found or Roster(place.team, place.name, "", now)
    new = put(tx, old, team, prepared.calendar, now)
    return told(team, old.calendar, new.calendar, now, prepared.notes)


def _coming(calendar: str, team: Team, now: datetime) -> set[Worked]:
    return {*of_roster(calendar, team, now, now + COMING)} if calendar else set()


async def _look_up(addresses: Iterable[str], client: AsyncWebClient) -> Known:
    wanted = [*addresses]
    try:
        return await _ask(wanted, Directory(client)) if wanted else Known()
    except FAILURES as error:
        raise SlackTrouble(error) from error


async def _ask(wanted: list[str], directory: Directory) -> Known:
    if len(wanted) > MANY:
        await directory.read_everybody()
    ids, reasons = dict[str, str](), dict[str, str]()
    for address in wanted:
        try:
            ids[address] = (await directory.person(address)).id
        except NotFoundError as error:
            reasons[address] = str(error)
    return Known(ids, reasons)
