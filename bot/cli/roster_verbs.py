"""What each verb of `holdspace roster` does."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from typing import TypeVar

import aiohttp
from sqlalchemy import Connection

from bot import log, settings
from bot.cli import roster_telling as telling
from bot.cli.connect import migrated_database, reading_client
from bot.cli.errors import Refusal
from bot.clock import system
from bot.rosters.fetch import FetchError, host
from bot.rosters.problems import RosterError
from bot.seal.vault import Vault
from bot.store import rosters, teams
from bot.team_file.slack_trouble import SlackTrouble
from bot.use_cases.fetch_rosters import Means, add_feed, fetch_all
from bot.use_cases.import_roster import Applied, NoPlaceError, Place, find_team, import_roster

T = TypeVar("T")


def import_one(arguments: argparse.Namespace) -> int:
    """Import one file and say what changed; 1 and a line for each mistake if it cannot be."""
    try:
        data = arguments.file.read_bytes()
    except OSError as error:
        raise Refusal(f"{arguments.file} cannot be read: {error.strerror}.") from None

    async def work(means: Means, now: datetime) -> Applied:
        place = Place(arguments.team, arguments.name)
        return await import_roster(data, place, means.client, means.db, now)

    return _apply(work, str(arguments.file), arguments)


def feed(arguments: argparse.Namespace) -> int:
    """Fetch from an address from now on, and say what changed."""

    async def work(means: Means, now: datetime) -> Applied:
        return await add_feed(arguments.url, Place(arguments.team, arguments.name), means, now)

    return _apply(work, host(arguments.url), arguments)


def fetch(arguments: argparse.Namespace) -> int:
    """Look at every feed now; 1 and a line for each mistake where one could not be read."""
    found = asyncio.run(_with_means(fetch_all, arguments))
    for one in found:
        if one.why:
            where = f"{one.place.team}, {one.place.name}"
            sys.stderr.write(telling.mistakes(where, one.why))
        else:
            _print(telling.looked(one))
    if not found:
        _print(["No roster comes from a feed."])
    return int(any(one.why for one in found))


def list_rosters(arguments: argparse.Namespace) -> int:
    """A line for each roster, and one more for each that is in trouble."""
    found = settings.load()
    vault = Vault(found.holdspace_secret.get_secret_value().encode())
    lines = _now_in_database(found, lambda tx: telling.listing(tx, vault, _now(arguments)))
    _print(lines or ["There is no roster yet."])
    return 0


def remove(arguments: argparse.Namespace) -> int:
    """Forget one."""
    place = Place(arguments.team, arguments.name)
    if not _now_in_database(settings.load(), lambda tx: _remove(tx, place)):
        raise Refusal(f"{place.team} has no roster {place.name!r}; `holdspace roster list` says.")
    _print([f"Removed: the roster {place.name} of {place.team}."])
    return 0


def _remove(tx: Connection, place: Place) -> bool:
    try:
        find_team(tx, place.team)
    except NoPlaceError as error:
        raise Refusal(str(error)) from None
    teams.look_again(tx, [place.team])
    return rosters.remove(tx, place.team, place.name)


Work = Callable[[Means, datetime], Awaitable[T]]


def _apply(work: Work[Applied], where: str, arguments: argparse.Namespace) -> int:
    try:
        done = asyncio.run(_with_means(work, arguments))
    except RosterError as error:
        sys.stderr.write(telling.mistakes(where, str(error)))
        return 1
    except FetchError as error:
        raise Refusal(f"{where} {error}. Nothing was changed.") from None
    except (SlackTrouble, NoPlaceError) as error:
        raise Refusal(str(error)) from None
    _print(telling.applied(done))
    return 0


async def _with_means(work: Work[T], arguments: argparse.Namespace) -> T:
    found = settings.load()
    log.configure(found.log_level)
    db = migrated_database(found)
    vault = Vault(found.holdspace_secret.get_secret_value().encode())
    try:
        async with reading_client(found) as client, aiohttp.ClientSession() as session:
            return await work(Means(db, client, session, vault), _now(arguments))
    finally:
        db.close()


def _now_in_database(found: settings.Settings, work: Callable[[Connection], T]) -> T:
    log.configure(found.log_level)
    db = migrated_database(found)
    try:
        return db.now(work)
    finally:
        db.close()


def _now(arguments: argparse.Namespace) -> datetime:
    return arguments.now or system()


def _print(lines: Iterable[str]) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
