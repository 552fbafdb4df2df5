"""Every place in the database that names a person: to be shown to them, and to be emptied.

Here are the rows that are theirs; those of others that name them, `mentions` finds.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    Text,
    cast,
    delete,
    func,
    select,
    update,
)

from bot.domain.check_in import CheckInState
from bot.store import mentions
from bot.store.known_shifts import SLACK
from bot.store.tables import (
    agenda_item,
    cadence,
    check_in,
    delivery,
    introduction,
    member,
    occurrence,
    pause,
    person,
    quiet,
    roster,
    shift,
    team,
    time_off,
)

D = delivery.c

NAMES_ONE: tuple[Column[str], ...] = (
    member.c.person,
    member.c.supervisor,
    member.c.peer_supervisor,
    member.c.cover,
    occurrence.c.person,
    D.recipient,
    time_off.c.person,
    quiet.c.person,
    pause.c.person,
    agenda_item.c.person,
    check_in.c.person,
    check_in.c.holder,
    person.c.person,
    introduction.c.recipient,
)
"""Every column that holds somebody's id; a recipient may be a channel instead."""

NAMES_SEVERAL: tuple[Column[Any], ...] = (
    shift.c.people,
    cadence.c.people,
    D.subject,
    roster.c.calendar,
    team.c.archived,
)
"""Every column in which ids stand among other things."""

_ID = re.compile(r"\b[UW][A-Z0-9]{4,}\b")

Rows = list[dict[str, Any]]

_ABOUT: Mapping[str, tuple[Table, ColumnElement[str]]] = {
    "membership": (member, member.c.person),
    "shifts": (occurrence, occurrence.c.person),
    "messages": (delivery, D.recipient),
    "time_off": (time_off, time_off.c.person),
    "quiet": (quiet, quiet.c.person),
    "pauses": (pause, pause.c.person),
    "agenda": (agenda_item, agenda_item.c.person),
    "check_ins": (check_in, check_in.c.person),
    "preferences": (person, person.c.person),
    "introduction": (introduction, introduction.c.recipient),
}
"""By a word for what is kept: the table, and the column that says whose a row is."""


def of(tx: Connection, who: str) -> dict[str, Rows]:
    """All rows that are this person's, by what they are; nothing in them is opened."""
    return {what: _rows(tx, table, whose, who) for what, (table, whose) in _ABOUT.items()}


def count(tx: Connection, who: str) -> dict[str, int]:
    """How many rows of each."""
    return {
        what: tx.scalar(select(func.count()).select_from(table).where(whose == who)) or 0
        for what, (table, whose) in _ABOUT.items()
    }


def people(tx: Connection) -> set[str]:
    """Everybody who is named anywhere. A word that looks like an id is taken for one."""
    found: set[str] = set()
    for column in NAMES_ONE:
        found |= set(tx.scalars(select(column).where(column.is_not(None)).distinct()))
    for column in NAMES_SEVERAL:
        for told in tx.scalars(select(cast(column, Text)).where(column.is_not(None)).distinct()):
            found |= set(_ID.findall(told))
    return found


def forget(tx: Connection, who: str) -> int:
    """Delete all of it, with what others were to be told on this person's behalf; how many rows.

    Membership is left to whoever saves the teams, and so are the shift patterns in them and the
    texts of those that are archived. Who comes to their check-ins instead, the planner finds.
    """
    gone = sum(_emptied(tx, who))
    asked = D.subject["from"].as_string() == who
    gone += tx.execute(delete(delivery).where(asked)).rowcount
    for number, subject in _subjects_with(tx, who):
        values = {"subject": _without_one(subject, who)}
        tx.execute(update(delivery).where(D.id == number).values(values))
    _leave_check_ins(tx, who)
    for key, name, calendar in mentions.rosters(tx, who):
        this = (roster.c.team == key, roster.c.name == name)
        tx.execute(update(roster).where(*this).values(calendar=_without(calendar, who)))
    return gone


def _emptied(tx: Connection, who: str) -> Iterator[int]:
    for table, whose in _ABOUT.values():
        if table is not member:
            yield tx.execute(delete(table).where(whose == who)).rowcount


def _leave_check_ins(tx: Connection, who: str) -> None:
    """Nobody comes to those that they held, which is a change that people are told of."""
    theirs = update(check_in).where(check_in.c.holder == who)
    to_come = theirs.where(check_in.c.state == CheckInState.PLANNED)
    tx.execute(to_come.values(changes=check_in.c.changes + 1))
    tx.execute(theirs.values(holder=None, points=None))


def _rows(tx: Connection, table: Table, whose: ColumnElement[str], who: str) -> Rows:
    found = tx.execute(select(table).where(whose == who)).mappings()
    return [dict(row) for row in found]


def _subjects_with(tx: Connection, who: str) -> list[tuple[int, dict[str, str]]]:
    """Messages to others, or to a channel, that are about this person among others."""
    rows = tx.execute(select(D.id, D.subject).where(mentions.in_subject(who)))
    return [(row.id, row.subject) for row in rows]


def _without_one(subject: dict[str, str], who: str) -> dict[str, str]:
    """Out of the lists that name them; what names nobody else loses its name."""
    return {
        key: ",".join(one for one in value.split(",") if one != who)
        for key, value in subject.items()
    }


def _without(calendar: str, who: str) -> str:
    """The calendar's text without the lines that name this person."""
    return "".join(
        line
        for line in calendar.splitlines(keepends=True)
        if not (line.startswith("ATTENDEE") and line.rstrip().endswith(f"{SLACK}{who}"))
    )
