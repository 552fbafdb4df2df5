"""When the planner looks at which teams, and at which others when one of them changes."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import (
    Column,
    Connection,
    Select,
    bindparam,
    func,
    or_,
    select,
    union,
    update,
)

from bot.domain.team import READS_DIGEST, Team
from bot.store.tables import member, survey_cadence, team
from bot.store.types import Instant

T, M, CADENCE = team.c, member.c, survey_cadence.c


People = Select[tuple[str]]


def to_plan(tx: Connection, now: datetime, at_most: timedelta, limit: int) -> list[str]:
    """Teams that are to be planned, which nobody else then plans until this transaction ends."""
    return _due(tx, T.plan_at, now, at_most, limit)


def to_ask(tx: Connection, now: datetime, at_most: timedelta, limit: int) -> list[str]:
    """The same for teams for which a survey may be due."""
    return _due(tx, T.survey_at, now, at_most, limit)


def planned(tx: Connection, again: Mapping[str, datetime]) -> None:
    """Say for each of these teams when to plan it again."""
    _set(tx, T.plan_at, again)


def asked(tx: Connection, again: Mapping[str, datetime]) -> None:
    """Say for each of these teams when to see again whether a survey is due."""
    _set(tx, T.survey_at, again)


def earliest(tx: Connection) -> datetime | None:
    """When the planner next has something to do, by what it has noted."""
    found: datetime | None = tx.scalar(select(func.min(T.plan_at)))
    return found


def members(keys: Collection[str]) -> People:
    """Everybody in these teams, as a question within a question: they may be tens of thousands."""
    return select(M.person).where(M.team.in_(keys))


def readers(keys: Collection[str]) -> People:
    """Everybody in these teams who reads their digests."""
    return members(keys).where(_READS)


def first_read(tx: Connection, persons: Collection[str]) -> dict[str, str]:
    """The first team by key of which each of these persons gets the digest."""
    found: dict[str, str] = {}
    for row in tx.execute(select(M.person, M.team).where(M.person.in_(persons), _READS)):
        found[row.person] = min(row.team, found.get(row.person, row.team))
    return found


def concerned(tx: Connection, changed: Sequence[Team]) -> set[str]:
    """The teams whose plans may be others now that these have changed.

    They share somebody who gets digests, which the first of that person's teams plans, or they
    are asked in one survey.
    """
    readers = {reader.id for each in changed for reader in each.digest_readers()}
    groups = {each.group for each in changed}
    sharing = tx.scalars(select(M.team).where(M.person.in_(readers), _READS))
    return {each.key for each in changed} | set(sharing) | set(of_groups(tx, groups))


def of_groups(tx: Connection, groups: Collection[str]) -> list[str]:
    """The teams of these groups. A team without a group's name is a group of its own."""
    named = select(CADENCE.team).where(CADENCE.group.in_(groups))
    elsewhere = select(CADENCE.team).where(CADENCE.team.in_(groups), CADENCE.group.is_not(None))
    alone = select(T.key).where(T.key.in_(groups), T.key.not_in(elsewhere))
    return list(tx.scalars(union(named, alone)))


_READS = M.role.in_(sorted(READS_DIGEST))


def _due(
    tx: Connection, at: Column[datetime], now: datetime, at_most: timedelta, limit: int
) -> list[str]:
    """What is noted for longer than `at_most` ahead was noted before the clock was set back."""
    wanted = or_(at <= now, at > now + at_most)
    query = select(T.key).where(wanted).order_by(at, T.key).limit(limit)
    return list(tx.scalars(query.with_for_update(skip_locked=True)))


def _set(tx: Connection, column: Column[datetime], again: Mapping[str, datetime]) -> None:
    if again:
        this = update(team).where(T.key == bindparam("of"))
        rows = [{"of": key, "at": at} for key, at in again.items()]
        tx.execute(this.values({column.name: bindparam("at", type_=Instant)}), rows)
