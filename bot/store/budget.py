"""What a day's budget is reckoned from: who somebody is, and what they have been sent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, func, select

from bot.domain.attempt import is_direct
from bot.domain.budget import IMPORTANCE, counts
from bot.domain.prompts import Kind, Prompt, State
from bot.domain.team import DAILY_BUDGET
from bot.store.tables import delivery, member, team
from bot.store.types import Instant

D, M = delivery.c, member.c
ELSEWHERE = "UTC"
SOME = 200
"""Prompts to look at: one question to Slack is about fifty people at most."""

MAYBE_SENT = (State.SENT, State.CLAIMED, State.DOUBTFUL, State.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody's time zone, as the first of their teams by key says, and their least budget."""

    timezone: str = ELSEWHERE
    budget: int = DAILY_BUDGET


@dataclass(frozen=True, slots=True)
class Counted:
    """A message that counts: sent at `at`, or perhaps, or planned for then."""

    id: int
    recipient: str
    kind: Kind
    at: datetime
    is_planned: bool


def people(tx: Connection, persons: Collection[str]) -> dict[str, Person]:
    """Those of these persons who are in a team."""
    query = (
        select(M.person, M.timezone, team.c.daily_budget).join(team).where(M.person.in_(persons))
    )
    found: dict[str, Person] = {}
    for person, timezone, budget in tx.execute(query.order_by(M.person, M.team)):
        first = found.get(person, Person(timezone, budget))
        found[person] = Person(first.timezone, min(first.budget, budget))
    return found


def counted(tx: Connection, persons: Collection[str], since: datetime) -> list[Counted]:
    """What counts from `since` on.

    Where nobody knows whether or when it was sent, the time of the attempt stands for it. That
    lies at most a lease after the sending, so none is missed that was sent from `since` on.
    """
    alive = D.state.in_([State.PLANNED, *MAYBE_SENT])
    these = and_(D.recipient.in_(persons), D.next_try_at >= since, D.kind.in_(IMPORTANCE), alive)
    rows = tx.execute(select(*COLUMNS).where(these))
    return [
        Counted(row.id, row.recipient, Kind(row.kind), row.at, row.state == State.PLANNED)
        for row in rows
        if row.kind != Kind.BREAK or counts(_break(row))
    ]


def soon(tx: Connection, until: datetime) -> list[str]:
    """Who is to be sent something that counts until then, the next ones first; some of them."""
    these = and_(D.state == State.PLANNED, D.next_try_at <= until, D.kind.in_(IMPORTANCE))
    query = select(D.recipient).where(these).order_by(D.next_try_at).limit(SOME)
    return [person for person in dict.fromkeys(tx.scalars(query)) if is_direct(person)]


COLUMNS = (
    D.id,
    D.recipient,
    D.kind,
    D.state,
    D.due_at,
    D.subject,
    func.coalesce(D.sent_at, D.next_try_at, type_=Instant).label("at"),
)


def _break(row: Any) -> Prompt:  # noqa: ANN401 - a row
    return Prompt(Kind.BREAK, row.recipient, row.due_at, row.due_at, None, row.subject)
