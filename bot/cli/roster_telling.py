"""What `holdspace roster` says of rosters and of what became of them."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection

from bot.cli.english import ENGLISH
from bot.domain.team import Team
from bot.rosters.fetch import host
from bot.seal.vault import Vault, VaultError
from bot.store import rosters, teams
from bot.store.rosters import Roster
from bot.use_cases.fetch_rosters import Looked
from bot.use_cases.import_roster import Applied, told


def applied(done: Applied) -> Iterator[str]:
    """What changed, and what was left out."""
    yield f"{'Applied' if done.changed else 'Nothing changed'}: {coming(done)}{_change(done)}."
    yield from done.notes


def coming(done: Applied) -> str:
    """What is in a roster."""
    shifts = _count(done.shifts, "shift", "shifts")
    people = _count(done.people, "person", "people")
    return f"{shifts} of {people} in the next two weeks"


def looked(one: Looked) -> Iterator[str]:
    """What came of a look at a feed that could be read."""
    lines = applied(one.applied) if one.applied else ["Gone: it was removed meanwhile."]
    yield from (f"{one.place.team}, {one.place.name}: {line}" for line in lines)


def mistakes(where: str, text: str) -> str:
    """Each mistake with the file or the host that it is in."""
    lines = (f"{where}, {each}" for each in text.splitlines())
    return "\n".join([*lines, "Nothing was changed.", ""])


def listing(tx: Connection, vault: Vault, now: datetime) -> list[str]:
    """Each roster, and what is wrong with it."""
    found = ((one, teams.load(tx, one.team)) for one in rosters.every(tx))
    return [line for one, team in found if team for line in _lines(one, team, vault, now)]


def _lines(one: Roster, team: Team, vault: Vault, now: datetime) -> Iterator[str]:
    done = told(team, one.calendar, one.calendar, now)
    read = f"read {ENGLISH.day_and_time(one.imported_at, team.timezone)} ({team.timezone})"
    yield f"{one.team}, {one.name}: {coming(done)}; {read}{_feed(one, team, vault)}"
    if one.trouble:
        yield f"  trouble: {one.trouble}"


def _feed(one: Roster, team: Team, vault: Vault) -> str:
    if one.sealed_feed is None or one.fetch_at is None:
        return ""
    try:
        where = host(vault.open(one.sealed_feed))
    except VaultError:
        where = "an address that this HOLDSPACE_SECRET does not open"
    return f"; from {where}, next on {ENGLISH.day_and_time(one.fetch_at, team.timezone)}"


def _change(done: Applied) -> str:
    return f" ({done.new} new, {done.gone} gone)" if done.new or done.gone else ""


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
