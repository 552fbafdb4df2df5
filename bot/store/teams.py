"""Keeping and finding teams."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, fields
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Table,
    delete,
    insert,
    select,
    true,
    update,
)

from bot.domain.team import (
    Cadence,
    Member,
    Role,
    Shift,
    Supervision,
    SurveyCadence,
    Team,
    Weekly,
)
from bot.store import people, planning, tables

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

SUPERVISION = {
    "onboarding_weeks": "onboarding_weeks",
    "prepare_days": "prepare_days",
    "minutes": "check_in_minutes",
}
"""Field of a team's supervision to column."""

NOT_THEIRS = {"id", "left"}
MEMBER = ("person", *(each.name for each in fields(Member) if each.name not in NOT_THEIRS))
SHIFT = tuple(each.name for each in fields(Shift))
CADENCE = tuple(each.name for each in fields(Cadence))
SURVEY = tuple(each.name for each in fields(SurveyCadence))
"""The columns that these are made of, in the order in which they are given."""

Rows = list[list[Any]]
Which = Callable[[ColumnElement[str]], ColumnElement[bool]]
"""Of which teams, given the column that has their key."""


def save(tx: Connection, team: Team) -> bool:
    """Make the stored team equal to this one; True where that changed anything.

    One that was archived is back. The planner looks again at it, and at all teams whose digests or
    surveys may change with it.
    """
    old = load(tx, team.key)
    if old == team:
        return False
    row = _row(team) | {"archived_at": None, "archived": None}
    changed = tx.execute(update(tables.team).where(tables.team.c.key == team.key).values(row))
    if not changed.rowcount:
        tx.execute(insert(tables.team), row)
    _replace(tx, tables.member, team.key, [_member_row(i, m) for i, m in enumerate(team.members)])
    _replace(tx, tables.shift, team.key, [_shift_row(i, s) for i, s in enumerate(team.shifts)])
    _replace(tx, tables.cadence, team.key, [_shift_row(i, c) for i, c in enumerate(team.cadences)])
    survey = [asdict(team.survey)] if team.survey else []
    _replace(tx, tables.survey_cadence, team.key, survey)
    look_again(tx, planning.concerned(tx, [old, team] if old else [team]))
    return True


def hold(tx: Connection, key: str) -> None:
    """Let nobody else who holds it change the team until this transaction ends."""
    tx.execute(select(tables.team.c.key).where(tables.team.c.key == key).with_for_update())


def look_again(tx: Connection, keys: Collection[str]) -> None:
    """Have the planner look at these teams at its next turn: what they go by has changed."""
    _at_once(tx, keys, "plan_at", "survey_at")


def ask_again(tx: Connection, keys: Collection[str]) -> None:
    """Have it seen at the next turn whether a survey of these teams is due."""
    _at_once(tx, keys, "survey_at")


def _at_once(tx: Connection, keys: Collection[str], *columns: str) -> None:
    these = update(tables.team).where(tables.team.c.key.in_(keys))
    tx.execute(these.values(dict.fromkeys(columns, LONG_AGO)))


LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def load(tx: Connection, key: str) -> Team | None:
    """The team with this key."""
    return next(iter(several(tx, [key])), None)


def several(tx: Connection, keys: Collection[str]) -> list[Team]:
    """The teams with these keys, by key, in six statements however many there are."""
    return _loaded(tx, lambda column: column.in_(keys))


def every(tx: Connection) -> list[Team]:
    """All teams, by key."""
    return _loaded(tx, lambda _: true())


def any_yet(tx: Connection) -> bool:
    """Whether there is any team, archived or not."""
    return tx.scalar(select(tables.team.c.key).limit(1)) is not None


def of_person(tx: Connection, person: str) -> list[Team]:
    """The teams that this person belongs to, by key."""
    return several(tx, keys_of(tx, person))


def keys_of(tx: Connection, person: str) -> set[str]:
    """The keys of those."""
    member = tables.member.c
    return set(tx.scalars(select(member.team).where(member.person == person)))


def _loaded(tx: Connection, of: Which) -> list[Team]:
    members, shifts = _rows(tx, tables.member, MEMBER, of), _rows(tx, tables.shift, SHIFT, of)
    cadences = _rows(tx, tables.cadence, CADENCE, of)
    surveys = _rows(tx, tables.survey_cadence, SURVEY, of)
    rows = tx.execute(select(tables.team).where(of(tables.team.c.key))).mappings()
    gone = people.left(tx)
    return [
        _team(row, gone, *(its[row["key"]] for its in (members, shifts, cadences, surveys)))
        for row in sorted(rows, key=itemgetter("key"))
    ]


def _team(row: RowMapping, gone: Collection[str], *parts: Rows) -> Team:
    members, shifts, cadences, surveys = parts
    return Team(
        **{name: row[name] for name in AS_THEY_ARE},
        digest=Weekly(row["digest_weekday"], row["digest_at"]),
        survey=next((SurveyCadence(*survey) for survey in surveys), None),
        members=tuple(_member(gone, *found) for found in members),
        shifts=tuple(_shift(*found) for found in shifts),
        supervision=Supervision(**{field: row[name] for field, name in SUPERVISION.items()}),
        cadences=tuple(_cadence(*found) for found in cadences),
    )


def _rows(tx: Connection, table: Table, names: Sequence[str], of: Which) -> dict[str, Rows]:
    """Each team's rows, in the order of their position."""
    query = select(table.c.team, *(table.c[name] for name in names)).where(of(table.c.team))
    if "position" in table.c:
        query = query.order_by(table.c.position)
    found = defaultdict[str, Rows](list)
    for key, *row in tx.execute(query).all():
        found[key].append(row)
    return found


def _replace(tx: Connection, table: Table, key: str, rows: list[dict[str, Any]]) -> None:
    tx.execute(delete(table).where(table.c.team == key))
    if rows:
        tx.execute(insert(table), [{"team": key, **row} for row in rows])


def _row(team: Team) -> dict[str, Any]:
    row = {name: getattr(team, name) for name in AS_THEY_ARE}
    row |= {name: getattr(team.supervision, field) for field, name in SUPERVISION.items()}
    return row | {"digest_weekday": team.digest.weekday, "digest_at": team.digest.at}


def _member_row(position: int, member: Member) -> dict[str, Any]:
    row = asdict(member)
    del row["left"]  # of the person, in whatever team
    return row | {"position": position, "person": row.pop("id")}


def _member(gone: Collection[str], person: str, name: str, role: str, *more: Any) -> Member:  # noqa: ANN401 - columns
    return Member(*[person, name, Role(role), *more, person in gone])


def _shift_row(position: int, shift: Shift | Cadence) -> dict[str, Any]:
    return asdict(shift) | {"position": position, "people": list(shift.people)}


def _shift(*row: Any) -> Shift:  # noqa: ANN401 - columns
    *given, people = row
    return Shift(*[*given, tuple(people)])


def _cadence(line: str, *row: Any) -> Cadence:  # noqa: ANN401 - columns
    *given, people = row
    return Cadence(*[Role(line), *given, tuple(people)])
