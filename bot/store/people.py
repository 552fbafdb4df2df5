"""What is known of people beside their teams."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Select, select

from bot.store import archives
from bot.store.inserting import into
from bot.store.tables import member, person

P = person.c


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside somebody's teams, as far as it is.

    When they were entered in a team, left Slack, and were last taken out of a team, which need not
    have been their only one; and what they prefer.
    """

    entered_at: datetime | None = None
    left_at: datetime | None = None
    left_team_at: datetime | None = None
    language: str | None = None
    debrief_lead_minutes: int | None = None
    prepare_days: int | None = None


def known(tx: Connection, persons: Collection[str]) -> dict[str, Known]:
    """What is known of these; whoever nothing is known of is left out."""
    rows = tx.execute(select(person).where(P.person.in_(persons)))
    return {who: Known(*rest) for who, *rest in rows}


def of(tx: Connection, who: str) -> Known:
    """What is known of one."""
    return known(tx, [who]).get(who, Known())


def note(tx: Connection, who: str, /, **values: object) -> None:
    """Write down one or more fields of `Known`; None takes one away."""
    row = into(tx, person).values(person=who, **values)
    tx.execute(row.on_conflict_do_update(index_elements=["person"], set_=values))


def left(tx: Connection, persons: Collection[str] | None = None) -> set[str]:
    """Those who have left Slack, of these or of all."""
    query = select(P.person).where(P.left_at.is_not(None))
    return set(tx.scalars(query if persons is None else query.where(P.person.in_(persons))))


def left_before(tx: Connection, instant: datetime) -> set[str]:
    """Those who left Slack before then, or the last of their teams; an archived one is one."""
    in_none = P.person.not_in(select(member.c.person))
    teams_left = set(tx.scalars(select(P.person).where(P.left_team_at < instant, in_none)))
    slack_left = set(tx.scalars(select(P.person).where(P.left_at < instant)))
    return slack_left | (teams_left - archives.people(tx))


def languages(tx: Connection) -> dict[str, str]:
    """Whoever chose a language, and which."""
    query = select(P.person, P.language).where(P.language.is_not(None))
    return {row.person: row.language for row in tx.execute(query)}


def debrief_leads(tx: Connection, persons: Select[tuple[str]]) -> dict[str, timedelta]:
    """How long before the end of a shift those of these want their own debrief who said so."""
    lead = P.debrief_lead_minutes
    query = select(P.person, lead).where(lead.is_not(None), P.person.in_(persons))
    return {who: timedelta(minutes=minutes) for who, minutes in tx.execute(query)}
