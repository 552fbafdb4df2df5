"""Rosters from feeds: asking for them again, and what became of it."""

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Connection

from bot.domain.team import Team
from bot.rosters.fetch import Mark, fetch
from bot.seal.vault import Vault
from bot.store import rosters, teams
from bot.store.database import Database
from bot.store.rosters import Roster
from bot.use_cases.feed_trouble import FORESEEN, Trouble, emptied, trouble
from bot.use_cases.import_roster import (
    Applied,
    Frame,
    NoPlaceError,
    Place,
    Prepared,
    find_team,
    frame,
    prepare,
    put,
    told,
)
from bot.use_cases.roster_shifts import of_roster

INTERVAL = timedelta(hours=3)
"""Between two looks at a feed. Our own measure: calendar programs look every few hours too."""

FIRST_WAIT = timedelta(minutes=10)
"""After a first failure; it doubles with each further one, up to the interval."""

LEASE = timedelta(minutes=10)
"""For how long a feed that somebody is asking for is left to them; longer than asking can take."""

AHEAD = timedelta(days=366)
"""How far ahead a roster is asked whether it has shifts to lose."""

MOST_TROUBLE = 300
MOST_ETAG, MOST_DATE = 255, 64
"""Characters that the table has room for; a longer mark is forgotten, and costs one download."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Means:
    """What fetching works with."""

    db: Database
    client: AsyncWebClient
    session: aiohttp.ClientSession
    vault: Vault


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of a look at one feed: `applied`, or why not. `why` may name people."""

    place: Place
    applied: Applied | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Seen:
    """How a server marks the file that was read, and by what it was read."""

    mark: Mark
    frame: Frame


async def add_feed(url: str, place: Place, means: Means, now: datetime) -> Applied:
    """Fetch a roster from this address from now on, and once at once.

    Raises:
        NoPlaceError, FetchError, RosterError, SlackTrouble: it cannot be; then nothing is changed.
    """
    team = await means.db.run(find_team, place.team)
    fetched = await fetch(means.session, url, Mark())
    prepared = await prepare(fetched.data or b"", team, means.client, now)
    fed = Roster(place.team, place.name, "", now, means.vault.seal(url))
    seen = _Seen(fetched.mark, frame(team))
    return await means.db.run(_add, fed, seen, prepared, now)


async def fetch_due(means: Means, now: datetime) -> list[Looked]:
    """Look at every feed whose time has come, one after the other."""
    found = list[Looked]()
    while one := await means.db.run(rosters.take_due, now, now + LEASE):
        found.append(await look(one, means, now))
    return found


async def fetch_all(means: Means, now: datetime) -> list[Looked]:
    """Look at every feed now."""
    return [await look(one, means, now) for one in await means.db.run(rosters.with_feed)]


async def look(one: Roster, means: Means, now: datetime) -> Looked:
    """Look at one feed. Where anything is wrong with it, the roster stays as it is.

    That holds for what nobody foresaw too: it stands with the roster, and the other feeds go on.
    """
    place = Place(one.team, one.name)
    try:
        return Looked(place, await _take_over(one, means, now))
    except NoPlaceError as error:
        return Looked(place, None, str(error))
    except FORESEEN as error:
        found = trouble(error, one, means.vault)
    except Exception as error:
        log.exception(
            "A feed of %(group)s failed in a way that nobody foresaw: %(error)s",
            {"group": one.team, "error": type(error).__name__},
        )
        found = trouble(error, one, means.vault)
    await means.db.run(_note, one, found, now)
    return Looked(place, None, found.full)


async def _take_over(one: Roster, means: Means, now: datetime) -> Applied | None:
    team = await means.db.run(find_team, one.team)
    url = means.vault.open(one.sealed_feed or b"")
    fetched = await fetch(means.session, url, Mark(one.etag, one.last_modified))
    prepared = None
    if fetched.data is not None:
        prepared = await prepare(fetched.data, team, means.client, now)
    seen = _Seen(fetched.mark, frame(team))
    return await means.db.run(_keep, one, seen, prepared, now)


def _add(tx: Connection, fed: Roster, seen: _Seen, prepared: Prepared, now: datetime) -> Applied:
    """The feed takes over a roster of that name, if there is one: its past stays."""
    teams.hold(tx, fed.team)
    team, old = find_team(tx, fed.team), rosters.find(tx, fed.team, fed.name)
    before = old.calendar if old else ""
    imported_at = old.imported_at if old else now
    its = replace(_fresh(fed, seen, team, now), calendar=before, imported_at=imported_at)
    new = put(tx, its, team, prepared.calendar, now)
    return told(team, before, new.calendar, now, prepared.notes)


def _keep(
    tx: Connection, asked: Roster, seen: _Seen, prepared: Prepared | None, now: datetime
) -> Applied | None:
    """Keep what was fetched, unless the roster has been removed or changed hands meanwhile.

    Raises:
        RosterError: there is no shift in it at all, and there were. A program that fails gives such
            a file, and nobody would be looking.
    """
    old, team = _still(tx, asked), teams.load(tx, asked.team)
    if old is None or team is None:
        return None
    fresh = _fresh(old, seen, team, now)
    if prepared is None:
        if (old.etag, old.last_modified) == (asked.etag, asked.last_modified):
            rosters.save(tx, fresh)  # or else it is to be read anew, whatever the server says
        return told(team, old.calendar, old.calendar, now)
    if prepared.is_blank and any(of_roster(old.calendar, team, now, now + AHEAD)):
        raise emptied(old, prepared.notes)
    new = put(tx, fresh, team, prepared.calendar, now)
    return told(team, old.calendar, new.calendar, now, prepared.notes)


def _note(tx: Connection, asked: Roster, found: Trouble, now: datetime) -> None:
    """Say what is wrong where people look for it, and leave the feed alone for a while."""
    old = _still(tx, asked)
    if old:
        wait = max(wait_after(old.failures), found.wait)
        rosters.save(
            tx,
            replace(
                old,
                trouble=found.kept[:MOST_TROUBLE],
                failures=old.failures + 1,
                fetch_at=now + wait,
            ),
        )


def wait_after(failures: int) -> timedelta:
    """How long to leave a feed alone that has failed so often before, and now once more."""
    return min(FIRST_WAIT * (1 << min(failures, 10)), INTERVAL)


def _still(tx: Connection, asked: Roster) -> Roster | None:
    """The roster as it is now, with its team held; None where it is not the same any more."""
    teams.hold(tx, asked.team)
    found = rosters.find(tx, asked.team, asked.name)
    return found if found and found.sealed_feed == asked.sealed_feed else None


def _fresh(one: Roster, seen: _Seen, team: Team, now: datetime) -> Roster:
    """All is well with the feed, and it is as the server marks it.

    Where it would be read otherwise by now, the whole file is read again at once.
    """
    holds = seen.frame == frame(team)
    mark = seen.mark if holds else Mark()
    return replace(
        one,
        etag=_short(mark.etag, MOST_ETAG),
        last_modified=_short(mark.last_modified, MOST_DATE),
        fetch_at=now + INTERVAL if holds else now,
        trouble=None,
        failures=0,
    )


def _short(text: str | None, most: int) -> str | None:
    return text if text and len(text) <= most else None
