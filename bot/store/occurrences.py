"""Who works when, about two days ahead: what the planner has made of patterns and rosters."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, delete, insert, select

from bot.domain.working import Worked
from bot.store.tables import occurrence, team

O = occurrence.c  # noqa: E741 - like the single letters beside the other tables


def replace(tx: Connection, worked: Mapping[str, Sequence[Worked]], since: datetime) -> set[str]:
    """Make each team's shifts that end at `since` or later these, and whose shifts that changed.

    By team key; of one person no two shifts may start together. What is the same already is left
    alone, and so is what ended before `since`, for leftovers.py to delete.
    """
    old = _by_team(tx, list(worked))
    gone, new = list[dict[str, Any]](), list[dict[str, Any]]()
    for key, wanted in worked.items():
        known = old[key]
        gone += [_key(key, each) for each in _gone(known.difference(wanted), wanted, since)]
        new += [_row(key, each) for each in wanted if each not in known]
    _delete(tx, gone)
    if new:
        tx.execute(insert(occurrence), new)
    return {each["who"] for each in gone} | {each["person"] for each in new}


def with_reminders(
    tx: Connection, persons: Collection[str] | Select[tuple[str]], since: datetime
) -> list[Worked]:
    """These people's shifts that ended at `since` or later, for teams that remind of breaks."""
    query = select(O.starts_at, O.ends_at, O.person, O.timezone).join(team)
    theirs = and_(O.person.in_(persons), O.ends_at >= since, team.c.break_reminders)
    return [Worked(*row) for row in tx.execute(query.where(theirs))]


def touching(tx: Connection, key: str, since: datetime, until: datetime) -> list[Worked]:
    """The team's shifts that start at `until` or earlier and end at `since` or later."""
    query = select(O.starts_at, O.ends_at, O.person, O.timezone)
    these = and_(O.team == key, O.starts_at <= until, O.ends_at >= since)
    return [Worked(*row) for row in tx.execute(query.where(these))]


def at_work(tx: Connection, key: str, now: datetime) -> frozenset[str]:
    """Who of the team is at work now. A shift has ended at the instant of its end."""
    return frozenset(tx.scalars(select(O.person).where(O.team == key, _during(now))))


def _during(now: datetime) -> ColumnElement[bool]:
    return and_(O.starts_at <= now, O.ends_at > now)


def _by_team(tx: Connection, keys: list[str]) -> dict[str, set[Worked]]:
    query = select(O.team, O.starts_at, O.ends_at, O.person, O.timezone).where(O.team.in_(keys))
    found = defaultdict[str, set[Worked]](set)
    for its, *row in tx.execute(query).all():
        found[its].add(Worked(*row))
    return found


def _gone(missing: set[Worked], wanted: Sequence[Worked], since: datetime) -> Iterator[Worked]:
    """What has not ended, or makes room for another that starts together with it."""
    if missing:
        starts = {(each.person, each.starts) for each in wanted}
        for each in missing:
            if each.ends >= since or (each.person, each.starts) in starts:
                yield each


def _delete(tx: Connection, gone: list[dict[str, Any]]) -> None:
    if gone:
        this = and_(
            O.team == bindparam("of"), O.person == bindparam("who"), O.starts_at == bindparam("at")
        )
        tx.execute(delete(occurrence).where(this), gone)


def _key(key: str, each: Worked) -> dict[str, Any]:
    return {"of": key, "who": each.person, "at": each.starts}


def _row(key: str, each: Worked) -> dict[str, Any]:
    return {
        "team": key,
        "person": each.person,
        "starts_at": each.starts,
        "ends_at": each.ends,
        "timezone": each.timezone,
    }
