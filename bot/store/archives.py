"""Teams that were put away, and the text that brings each back."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from bot.store.tables import team

T = team.c

_PERSON = re.compile(r'^person = "(\w+)"', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Archived:
    """A team that was put away: since when, and what its file would say."""

    key: str
    name: str
    since: datetime
    text: str


def keep(tx: Connection, key: str, text: str, now: datetime) -> None:
    """Note that a team, which is empty by now, was put away, and the text that makes it again."""
    this = update(team).where(team.c.key == key)
    tx.execute(this.values(archived_at=now, archived=text))


def every(tx: Connection, person: str | None = None) -> list[Archived]:
    """All that were put away, or those whose text has this person's id, by key."""
    query = select(T.key, T.name, T.archived_at, T.archived)
    query = query.where(T.archived_at.is_not(None)).order_by(T.key)
    if person is not None:
        query = query.where(T.archived.contains(f'"{person}"', autoescape=True))
    return [Archived(*row) for row in tx.execute(query)]


def find(tx: Connection, key: str) -> Archived | None:
    """This team, if it was put away."""
    return next((one for one in every(tx) if one.key == key), None)


def people(tx: Connection) -> set[str]:
    """Everybody whom these texts have as a member."""
    return {person for one in every(tx) for person in members(one)}


def members(found: Archived) -> set[str]:
    """Everybody whom this one's text has as a member."""
    return set(_PERSON.findall(found.text))
