"""Keeping and finding rosters. What a calendar in them says, bot.rosters knows."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, case, delete, insert, select, update
from sqlalchemy.engine import RowMapping

from bot.store.tables import roster, team

R = roster.c
KEY = ("team", "name")


@dataclass(frozen=True, slots=True)
class Roster:
    """One roster of one team; `calendar` is as bot.rosters.stored has it.

    With a feed, `sealed_feed` is its address, `fetch_at` when it is asked again, `trouble` in one
    line why it could not be read the last time, and `failures` how often in a row that was so.
    """

    team: str
    name: str
    calendar: str
    imported_at: datetime
    sealed_feed: bytes | None = None
    etag: str | None = None
    last_modified: str | None = None
    fetch_at: datetime | None = None
    trouble: str | None = None
    failures: int = 0


def save(tx: Connection, one: Roster) -> None:
    """Keep it in place of the team's roster of that name, if there is one."""
    row = asdict(one)
    values = {name: value for name, value in row.items() if name not in KEY}
    if not tx.execute(update(roster).where(_is(one.team, one.name)).values(values)).rowcount:
        tx.execute(insert(roster), row)


def find(tx: Connection, team: str, name: str) -> Roster | None:
    """The team's roster of this name."""
    found = tx.execute(select(roster).where(_is(team, name))).mappings().first()
    return _roster(found) if found else None


def every(tx: Connection) -> list[Roster]:
    """All rosters, by team and name."""
    found = tx.execute(select(roster).order_by(R.team, R.name)).mappings()
    return [_roster(row) for row in found]


def having(tx: Connection, teams: Collection[str]) -> set[str]:
    """Those of these teams that have a roster."""
    return set(tx.scalars(select(R.team).where(R.team.in_(teams))))


def calendars(tx: Connection, team: str) -> Sequence[str]:
    """The calendars of the team's rosters, by name."""
    return tx.scalars(select(R.calendar).where(R.team == team).order_by(R.name)).all()


def remove(tx: Connection, team: str, name: str) -> bool:
    """Delete it; whether there was one."""
    return bool(tx.execute(delete(roster).where(_is(team, name))).rowcount)


def take_due(tx: Connection, now: datetime, until: datetime) -> Roster | None:
    """One with a feed to be asked now, the longest due; nobody else gets it before `until`.

    Those of archived teams rest until their team is back.
    """
    resting = select(team.c.key).where(team.c.archived_at.is_not(None))
    wanted = and_(R.fetch_at <= now, R.team.not_in(resting))
    due = select(roster).where(wanted).order_by(R.fetch_at, R.team, R.name).limit(1)
    row = tx.execute(due.with_for_update(skip_locked=True)).mappings().first()
    if row is None:
        return None
    tx.execute(update(roster).where(_is(row["team"], row["name"])).values(fetch_at=until))
    return _roster(row)


def read_anew(tx: Connection, team: str, now: datetime) -> None:
    """Have the team's feeds asked for their whole files now, also for those that are as they were.

    What is read from them by now may mean something else.
    """
    _read_whole(tx, R.team == team, now)


def bring_forward(tx: Connection, now: datetime, by: timedelta) -> None:
    """Ask for feeds so much sooner that are not to be asked for yet."""
    waiting = select(R.team, R.name, R.fetch_at).where(R.fetch_at > now)
    for key, name, at in tx.execute(waiting).all():
        # Whoever asks for it meanwhile has given it another time.
        this = and_(_is(key, name), R.fetch_at == at)
        tx.execute(update(roster).where(this).values(fetch_at=at - by))


def doubt(tx: Connection, now: datetime) -> None:
    """Have feeds read whole that were read in the future: what was over then may not be."""
    _read_whole(tx, R.imported_at > now, now)


def with_feed(tx: Connection) -> list[Roster]:
    """All that come from a feed, by team and name."""
    return [one for one in every(tx) if one.sealed_feed]


def _read_whole(tx: Connection, which: ColumnElement[bool], now: datetime) -> None:
    """One that failed is left alone for as long as it was to be: its server may have asked so."""
    fed = and_(which, R.sealed_feed.is_not(None))
    then = case((R.failures > 0, R.fetch_at), else_=now)
    tx.execute(update(roster).where(fed).values(etag=None, last_modified=None, fetch_at=then))


def _is(team: str, name: str) -> ColumnElement[bool]:
    return and_(R.team == team, R.name == name)


def _roster(row: RowMapping) -> Roster:
    return Roster(**row)
