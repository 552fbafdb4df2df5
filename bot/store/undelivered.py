"""Which deliveries ended dead or unknown."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, not_, or_, select

from bot.domain.prompts import Kind, State
from bot.domain.undelivered import FAILED, PERSONAL, Missed
from bot.store.planning import readers
from bot.store.tables import delivery, team

D = delivery.c

DIRECT = or_(D.recipient.startswith("U"), D.recipient.startswith("W"))


def in_channels(
    tx: Connection, since: datetime, teams: Sequence[str] | None = None
) -> list[Missed]:
    """Of these teams, or of all: the prompts in their channels, the latest first."""
    columns = team.c.name, D.recipient, team.c.timezone, D.kind, D.due_at, D.state, D.trouble
    query = select(*columns).join_from(delivery, team, D.team == team.c.key)
    rows = tx.execute(query.where(_failed(since, teams), not_(DIRECT)).order_by(D.due_at.desc()))
    return [
        Missed(name, channel, zone, Kind(kind), due_at, State(state), trouble)
        for name, channel, zone, kind, due_at, state, trouble in rows
    ]


def direct(tx: Connection, since: datetime, teams: Sequence[str]) -> int:
    """How many DMs of these teams, without those that are nobody else's business.

    A digest is about all teams of whoever reads it, and so is told of in each.
    """
    digests = and_(_failed(since), D.kind == Kind.DIGEST, D.recipient.in_(readers(teams)))
    theirs = and_(_failed(since, teams), D.kind.not_in(PERSONAL))
    query = select(func.count()).where(DIRECT, or_(theirs, digests))
    return tx.scalar(query) or 0


def direct_by_trouble(
    tx: Connection, since: datetime
) -> list[tuple[State, str | None, int, datetime]]:
    """For whoever runs the app: how each DM ended and why, how many, and when the last was due."""
    count = select(D.state, D.trouble, func.count(), func.max(D.due_at))
    rows = tx.execute(count.where(_failed(since), DIRECT).group_by(D.state, D.trouble))
    return [(State(state), trouble, many, last) for state, trouble, many, last in rows]


def _failed(since: datetime, teams: Sequence[str] | None = None) -> ColumnElement[bool]:
    failed = and_(D.state.in_(FAILED), D.due_at >= since)
    return failed if teams is None else and_(failed, D.team.in_(teams))
