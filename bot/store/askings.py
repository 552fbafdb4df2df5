"""Questions that go to several people in turn, until one of them can be there."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, select

from bot.domain.prompts import Kind, State
from bot.store.tables import delivery

D = delivery.c


@dataclass(frozen=True, slots=True)
class Question:
    """One question, or the word to the asker: its delivery, to whom, of which asking, and when."""

    id: int
    recipient: str
    about: str
    state: State
    due_at: datetime
    answered_by: str | None


def of_person(tx: Connection, kind: Kind, person: str, since: datetime) -> list[Question]:
    """Questions on behalf of this person since then, in order of time."""
    theirs = D.subject["from"].as_string() == person
    return _found(tx, and_(D.kind == kind, theirs, D.due_at >= since))


def to_person(tx: Connection, kind: Kind, person: str, about: str) -> list[Question]:
    """What this person was told, or will be, about one asking."""
    theirs = and_(D.kind == kind, D.recipient == person)
    return _found(tx, and_(theirs, D.subject["about"].as_string() == about))


def is_open(tx: Connection, kind: Kind, person: str) -> bool:
    """Whether they are still to be told that nobody could be reached, unless somebody answers."""
    waits = and_(D.recipient == person, D.kind == kind, D.state == State.PLANNED)
    nobody = D.subject["from"].as_string().is_(None)
    return tx.scalar(select(D.id).where(waits, nobody).limit(1)) is not None


def _found(tx: Connection, which: ColumnElement[bool]) -> list[Question]:
    about, by = D.subject["about"].as_string(), D.subject["from"].as_string()
    columns = (D.id, D.recipient, about.label("about"), D.state, D.due_at, by.label("by"))
    query = select(*columns).where(which).order_by(D.due_at, D.id)
    return [
        Question(row.id, row.recipient, row.about, State(row.state), row.due_at, row.by)
        for row in tx.execute(query)
    ]
