"""Time off, quiet days and pauses. There is no column for a reason, and none for who else asked.

What is over is deleted by bot/store/leftovers.py.
"""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
)

from bot.domain.absence import ALL, TimeOff, local_day
from bot.domain.prompts import Kind
from bot.store import teams
from bot.store.inserting import into
from bot.store.tables import member, occurrence, pause, quiet, time_off

OFF, QUIET, PAUSE, WORKED = time_off.c, quiet.c, pause.c, occurrence.c
ELSEWHERE = "UTC"
"""The time zone of somebody who is in no team."""


def held_back(
    tx: Connection, persons: Collection[str], now: datetime
) -> dict[str, frozenset[Kind]]:
    """Which kinds of prompt each of these persons wants none of now; who wants all is left out.

    It is `absence.ALL` for whoever is quiet or on time off today (by the day where they are), and
    otherwise what they paused. A night shift that runs on into a day off is worked to its end, so
    until then it is not that day yet. What they asked for (absence.ASKED_FOR) is in no set. One
    query for each of the three tables, and two more where somebody is on time off.
    """
    kept: dict[str, frozenset[Kind]] = {}
    for row in tx.execute(select(pause).where(PAUSE.person.in_(persons), _lasting(now))):
        kept[row.person] = kept.get(row.person, frozenset()) | {Kind(row.kind)}
    silent = [QUIET.person.in_(persons), QUIET.until > now]
    off = set(away(tx, persons, now))
    off -= _working_on(tx, off, now)
    for person in off.union(tx.scalars(select(QUIET.person).where(*silent))):
        kept[person] = ALL
    return kept


def timezones(tx: Connection, persons: Collection[str]) -> dict[str, str]:
    """Where each of these persons is: as the first of their teams says, by key."""
    query = select(member.c.person, member.c.timezone).where(member.c.person.in_(persons))
    found = tx.execute(query.order_by(member.c.team.desc())).all()
    return dict.fromkeys(persons, ELSEWHERE) | {row.person: row.timezone for row in found}


def of_people(
    tx: Connection, persons: Collection[str] | Select[tuple[str]], since: date, until: date
) -> list[TimeOff]:
    """Their time off that has a day in [since, until]."""
    these = [OFF.person.in_(persons), OFF.last_day >= since, OFF.first_day <= until]
    query = select(OFF.person, OFF.first_day, OFF.last_day).where(*these)
    return [TimeOff(*row) for row in tx.execute(query)]


def coming(tx: Connection, person: str, today: date) -> list[tuple[int, TimeOff]]:
    """This person's time off that is not over, each with its number, by day."""
    query = select(time_off).where(OFF.person == person, OFF.last_day >= today)
    found = tx.execute(query.order_by(OFF.first_day, OFF.last_day, OFF.id))
    return [(row.id, TimeOff(row.person, row.first_day, row.last_day)) for row in found]


def enter(tx: Connection, entered: TimeOff) -> bool:
    """Keep it and have its shifts planned anew; False where one that is there has all its days."""
    these = [OFF.first_day <= entered.first_day, OFF.last_day >= entered.last_day]
    if tx.scalar(select(func.count()).where(OFF.person == entered.person, *these)):
        return False
    days = {"first_day": entered.first_day, "last_day": entered.last_day}
    tx.execute(insert(time_off).values(person=entered.person, **days))
    _look_again(tx, entered.person)
    return True


def take_back(tx: Connection, person: str, number: int) -> bool:
    """Delete this person's time off of that number; False where it is not theirs, or is gone."""
    theirs = and_(OFF.id == number, OFF.person == person)
    gone = bool(tx.execute(delete(time_off).where(theirs)).rowcount)
    if gone:
        _look_again(tx, person)
    return gone


def quiet_end(tx: Connection, person: str, now: datetime) -> datetime | None:
    """Until when this person is quiet; None where they are not."""
    theirs = and_(QUIET.person == person, QUIET.until > now)
    found: datetime | None = tx.scalar(select(QUIET.until).where(theirs))
    return found


def be_quiet(tx: Connection, person: str, until: datetime) -> None:
    """Begin, or put the end there."""
    _put(tx, quiet, {"person": person}, until)


def end_quiet(tx: Connection, person: str) -> None:
    """No longer quiet."""
    tx.execute(delete(quiet).where(QUIET.person == person))


def shift_end(
    tx: Connection, person: str, now: datetime, before: datetime | None = None
) -> datetime | None:
    """When the shift that this person is on ends, the last one where there are several.

    With `before`, also of those that still begin before it.
    """
    begins = WORKED.starts_at <= now if before is None else WORKED.starts_at < before
    theirs = and_(WORKED.person == person, begins, WORKED.ends_at > now)
    found: datetime | None = tx.scalar(select(func.max(WORKED.ends_at)).where(theirs))
    return found


def paused(tx: Connection, person: str, now: datetime) -> dict[Kind, datetime | None]:
    """What this person pauses, and until when; None where that has no end."""
    query = select(PAUSE.kind, PAUSE.until).where(PAUSE.person == person, _lasting(now))
    return {Kind(kind): until for kind, until in tx.execute(query)}


def set_pauses(
    tx: Connection, person: str, kinds: Collection[Kind], pauses: dict[Kind, datetime | None]
) -> None:
    """Of these kinds the person pauses exactly `pauses` from now on; other kinds stay."""
    tx.execute(delete(pause).where(PAUSE.person == person, PAUSE.kind.in_(kinds)))
    for kind, until in pauses.items():
        _put(tx, pause, {"person": person, "kind": kind}, until)


def _put(tx: Connection, table: Table, key: dict[str, str], until: datetime | None) -> None:
    """Write the row, or the new end where another press has just written it."""
    row = into(tx, table).values(**key, until=until)
    tx.execute(row.on_conflict_do_update(index_elements=list(key), set_={"until": until}))


def _working_on(tx: Connection, persons: Collection[str], now: datetime) -> set[str]:
    """Those of them whose shift began on the day before and is not over."""
    if not persons:
        return set()
    runs = and_(WORKED.starts_at <= now, WORKED.ends_at > now)
    query = select(WORKED.person, WORKED.starts_at, WORKED.timezone)
    return {
        row.person
        for row in tx.execute(query.where(WORKED.person.in_(persons), runs))
        if local_day(row.starts_at, row.timezone) < local_day(now, row.timezone)
    }


def _lasting(now: datetime) -> ColumnElement[bool]:
    return or_(PAUSE.until.is_(None), PAUSE.until > now)


def away(tx: Connection, persons: Collection[str], now: datetime) -> list[str]:
    """Those for whom today, where they are, is a day off. It may be another day elsewhere."""
    about = [local_day(now, zone) for zone in EARLIEST_AND_LATEST]
    found = of_people(tx, persons, *about)
    if not found:
        return []
    zones = timezones(tx, {each.person for each in found})
    return [each.person for each in found if each.holds(local_day(now, zones[each.person]))]


EARLIEST_AND_LATEST = ("Etc/GMT+12", "Etc/GMT-14")
"""Wherever somebody is, it is no earlier and no later a day than in these two."""


def _look_again(tx: Connection, person: str) -> None:
    theirs = tx.scalars(select(member.c.team).where(member.c.person == person))
    teams.look_again(tx, list(theirs))
