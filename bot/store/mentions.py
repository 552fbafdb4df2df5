"""What names a person and is not theirs alone: for themselves to see, and to be emptied of them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, cast, func, or_, select

from bot.store.known_shifts import SLACK
from bot.store.tables import check_in, delivery, member, roster

C, D, M, R = check_in.c, delivery.c, member.c, roster.c

HELD = (C.id, C.team, C.line, C.starts_at, C.state, C.points)
"""Of a check-in what is its holder's: not what the other one wrote, shared or not."""

AS = ("supervisor", "peer_supervisor", "cover")

Rows = list[dict[str, Any]]


def in_calendar(who: str) -> ColumnElement[bool]:
    """Which rosters name them."""
    return R.calendar.contains(f"{SLACK}{who}\r\n")


def in_subject(who: str) -> ColumnElement[bool]:
    """Which messages are about them, among others."""
    return cast(D.subject, Text).contains(who)


def count(tx: Connection, who: str) -> dict[str, int]:
    """How many of each, but for messages: those are too many to look through at every look."""
    named = {"held": C.holder == who, "named_by": _named_by(who), "rosters": in_calendar(who)}
    return {
        what: tx.scalar(select(func.count()).where(which)) or 0 for what, which in named.items()
    }


def held(tx: Connection, who: str) -> Rows:
    """The check-ins that they come to for somebody else, in order of time."""
    rows = tx.execute(select(*HELD).where(C.holder == who).order_by(C.starts_at, C.id))
    return [dict(row) for row in rows.mappings()]


def named_by(tx: Connection, who: str) -> Rows:
    """Of whom they are the supervisor or the cover, and in which team."""
    rows = tx.execute(select(M.team, M.person, *(M[name] for name in AS)).where(_named_by(who)))
    return [
        {"team": row["team"], "of": row["person"], "as": name}
        for row in rows.mappings()
        for name in AS
        if row[name] == who
    ]


def rosters(tx: Connection, who: str) -> Sequence[tuple[str, str, str]]:
    """Of each that names them: team, name and calendar."""
    query = select(R.team, R.name, R.calendar).where(in_calendar(who)).order_by(R.team, R.name)
    return [tuple(row) for row in tx.execute(query)]


def messages(tx: Connection, who: str) -> list[tuple[str, str]]:
    """Of which kind there was one to others that is about them, and on which day (UTC).

    Neither to whom nor how many: that would tell who was passed over, and so who was quiet.
    """
    query = select(D.kind, D.due_at, D.subject).where(in_subject(who), D.recipient != who)
    found = [row for row in tx.execute(query) if who in ",".join(row.subject.values()).split(",")]
    return sorted({(row.kind, row.due_at.date().isoformat()) for row in found})


def _named_by(who: str) -> ColumnElement[bool]:
    return or_(*(M[name] == who for name in AS))
