"""Keeping and finding teams."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from bot.domain.team import Member, Role, Shift, SurveyCadence, Team, Weekly
from bot.store import tables

AS_THEY_ARE = (
    "key",
    "name",
    "channel",
    "timezone",
    "debrief_lead_minutes",
    "danger_route",
    "holiday_region",
    "daily_budget",
    "break_reminders",
)
"""The fields of a team that are columns of the same name."""


def save(tx: Connection, team: Team) -> bool:
    """Make the stored team equal to this one; True where that changed anything."""
    if load(tx, team.key) == team:
        return False
    row = _row(team)
    changed = tx.execute(update(tables.team).where(tables.team.c.key == team.key).values(row))
    if not changed.rowcount:
        tx.execute(insert(tables.team), row)
    _replace(tx, tables.member, team.key, [_member_row(i, m) for i, m in enumerate(team.members)])
    _replace(tx, tables.shift, team.key, [_shift_row(i, s) for i, s in enumerate(team.shifts)])
    cadence = [asdict(team.survey)] if team.survey else []
    _replace(tx, tables.survey_cadence, team.key, cadence)
    look_again(tx, [team.key])
    return True


def look_again(tx: Connection, keys: Iterable[str]) -> None:
    """Have the planner look at these teams at its next turn: what they go by has changed."""
    these = tables.team.c.key.in_(list(keys))
    tx.execute(update(tables.team).where(these).values(plan_at=LONG_AGO))


LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def load(tx: Connection, key: str) -> Team | None:
    """The team with this key."""
    row = tx.execute(select(tables.team).where(tables.team.c.key == key)).mappings().first()
    if row is None:
        return None
    cadence = next(iter(_rows(tx, tables.survey_cadence, key)), None)
    return Team(
        key=row["key"],
        name=row["name"],
        channel=row["channel"],
        timezone=row["timezone"],
        debrief_lead_minutes=row["debrief_lead_minutes"],
        digest=Weekly(row["digest_weekday"], row["digest_at"]),
        survey=SurveyCadence(**cadence) if cadence else None,
        members=tuple(_member(found) for found in _rows(tx, tables.member, key)),
        shifts=tuple(_shift(found) for found in _rows(tx, tables.shift, key)),
        danger_route=row["danger_route"],
        holiday_region=row["holiday_region"],
        daily_budget=row["daily_budget"],
        break_reminders=row["break_reminders"],
    )


def every(tx: Connection) -> list[Team]:
    """All teams, by key."""
    return _loaded(tx, list(tx.scalars(select(tables.team.c.key).order_by(tables.team.c.key))))


def of_person(tx: Connection, person: str) -> list[Team]:
    """The teams that this person belongs to, by key."""
    member = tables.member.c
    found = select(member.team).where(member.person == person).order_by(member.team)
    return _loaded(tx, list(tx.scalars(found)))


def _loaded(tx: Connection, keys: list[str]) -> list[Team]:
    return [team for key in keys if (team := load(tx, key))]


def _rows(tx: Connection, table: Table, key: str) -> list[dict[str, Any]]:
    query = select(table).where(table.c.team == key)
    if "position" in table.c:
        query = query.order_by(table.c.position)
    return [
        {name: value for name, value in row.items() if name not in {"team", "position"}}
        for row in tx.execute(query).mappings()
    ]


def _replace(tx: Connection, table: Table, key: str, rows: list[dict[str, Any]]) -> None:
    tx.execute(delete(table).where(table.c.team == key))
    if rows:
        tx.execute(insert(table), [{"team": key, **row} for row in rows])


def _row(team: Team) -> dict[str, Any]:
    row = {name: getattr(team, name) for name in AS_THEY_ARE}
    return row | {"digest_weekday": team.digest.weekday, "digest_at": team.digest.at}


def _member_row(position: int, member: Member) -> dict[str, Any]:
    row = asdict(member)
    return row | {"position": position, "person": row.pop("id")}


def _member(row: dict[str, Any]) -> Member:
    return Member(**row | {"id": row.pop("person"), "role": Role(row["role"])})


def _shift_row(position: int, shift: Shift) -> dict[str, Any]:
    return asdict(shift) | {"position": position, "people": list(shift.people)}


def _shift(row: dict[str, Any]) -> Shift:
    return Shift(**row | {"people": tuple(row["people"])})
