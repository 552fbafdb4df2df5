"""`holdspace roster`: who works when, from the program in which it is planned."""

import argparse
import asyncio
import re
import sys
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import aiohttp
from sqlalchemy import Connection

from bot import log, settings
from bot.cli import roster_telling as telling
from bot.cli.commands import Commands
from bot.cli.connect import migrated_database, reading_client
from bot.cli.errors import Refusal
from bot.cli.run import instant
from bot.clock import system
from bot.rosters.fetch import FetchError, checked, host
from bot.rosters.problems import RosterError, UnfitError
from bot.seal.vault import Vault
from bot.store import rosters, teams
from bot.team_file.slack_trouble import SlackTrouble
from bot.use_cases.fetch_rosters import Means, add_feed, fetch_all
from bot.use_cases.import_roster import Applied, NoPlaceError, Place, find_team, import_roster

ABOUT = """\
Rosters say who works when, beside the [[shifts]] of a team file. A roster is an iCalendar file
(.ics) as calendar and rostering programs export it, or a table (.csv) that begins with the line
person,start,end or person,start,end,timezone.

People are matched by e-mail address, Slack id or name. Kept are when a shift starts and ends, how
it recurs, and the Slack ids of those who work: no titles, descriptions, places, names, addresses.

A file is taken whole or not at all: each line that does not fit is named, and nothing is changed.
What it replaces is what is to come; what has been worked stays as it was.
"""
IMPORT = "Make a team's roster what FILE says from now on."
FEED = """\
Fetch a team's roster from URL now and every three hours. Take the secret address (iCal) that a
calendar gives for other programs: it is kept encrypted, and only its host is ever shown.
"""
LIST = "Each roster, what is in it for the next two weeks, and what is wrong with its feed."
REMOVE = "Forget a roster, what is to come of it and what has been."
KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
USUAL = "roster"

T = TypeVar("T")


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser(
        "roster",
        help="who works when, from a file or a feed",
        description=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    verb = _verb(verbs, "import", import_one, "read a file", IMPORT)
    verb.add_argument("file", type=Path, metavar="FILE", help="iCalendar or CSV")
    _named(verb)
    verb = _verb(verbs, "feed", feed, "read an address, again and again", FEED)
    verb.add_argument("url", type=_url, metavar="URL", help="where the calendar is: https://…")
    _named(verb)
    _verb(verbs, "list", list_rosters, "which rosters there are", LIST)
    verb = _verb(verbs, "remove", remove, "forget a roster", REMOVE)
    verb.add_argument("name", type=_key, metavar="NAME", help="as `holdspace roster list` has it")
    verb.add_argument("--team", required=True, metavar="KEY", help="the team's key")
    _verb(verbs, "fetch", fetch, "look at every feed now", "Look at every feed now.")


def _verb(
    verbs: Commands, name: str, run: Callable[[argparse.Namespace], int], short: str, about: str
) -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, help=short, description=about)
    verb.add_argument("--now", type=instant, help="take this for the present (rehearsals)")
    verb.set_defaults(run=run)
    return verb


def _named(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--team", required=True, metavar="KEY", help="the team's key, as in its file")
    verb.add_argument(
        "--name",
        type=_key,
        default=USUAL,
        help=f"which of the team's rosters, where it has several (default: {USUAL})",
    )


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


def _url(text: str) -> str:
    try:
        return checked(text)
    except UnfitError as error:
        raise argparse.ArgumentTypeError(f"the address {error}") from None


def _key(text: str) -> str:
    if not KEY.fullmatch(text):
        raise argparse.ArgumentTypeError(
            f"{text!r} needs to be made of small letters, digits and hyphens, at most 64"
        )
    return text
