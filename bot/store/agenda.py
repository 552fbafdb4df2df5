"""Agenda items: sealed before they come here, and found only by the person who wrote them."""

from sqlalchemy import Connection, and_, delete, insert, select

from bot.store.tables import agenda_item

A = agenda_item.c


def add(tx: Connection, person: str, sealed: bytes) -> None:
    """Keep an item."""
    tx.execute(insert(agenda_item).values(person=person, sealed=sealed))


def of_person(tx: Connection, person: str) -> list[tuple[int, bytes]]:
    """This person's items, oldest first."""
    found = select(A.id, A.sealed).where(A.person == person).order_by(A.id)
    return [(row.id, row.sealed) for row in tx.execute(found)]


def remove(tx: Connection, person: str, item: int) -> bool:
    """Delete an item, if it is this person's."""
    theirs = and_(A.id == item, A.person == person)
    return bool(tx.execute(delete(agenda_item).where(theirs)).rowcount)
