"""Agenda items: sealed before they come here, and found only by the person who wrote them."""

from sqlalchemy import Connection, and_, delete, insert, or_, select

from bot.domain.team import Role
from bot.store.tables import agenda_item

A = agenda_item.c


def add(tx: Connection, person: str, sealed: bytes, line: Role | None = None) -> int:
    """Keep an item, and its number; `line` is where it was agreed on, if it was."""
    added = insert(agenda_item).values(person=person, sealed=sealed, line=line).returning(A.id)
    return int(tx.execute(added).scalar_one())


def to_bring(tx: Connection, person: str, line: Role, most: int) -> list[tuple[bytes, bool]]:
    """This person's items that can be brought to a check-in on this line, and whether agreed there.

    What was agreed comes first, then the newest of their own.
    """
    fits = or_(A.line.is_(None), A.line == line)
    query = select(A.sealed, A.line).where(A.person == person, fits)
    newest = query.order_by(A.line.is_(None), A.id.desc()).limit(most)
    return [(row.sealed, row.line is not None) for row in tx.execute(newest)]


def of_person(tx: Connection, person: str) -> list[tuple[int, bytes]]:
    """This person's items, oldest first."""
    found = select(A.id, A.sealed).where(A.person == person).order_by(A.id)
    return [(row.id, row.sealed) for row in tx.execute(found)]


def remove(tx: Connection, person: str, item: int) -> bool:
    """Delete an item, if it is this person's."""
    theirs = and_(A.id == item, A.person == person)
    return bool(tx.execute(delete(agenda_item).where(theirs)).rowcount)
