"""Check-ins and what is sealed about them. Who may see which part, bot.domain.rights says."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, insert, or_, select, update
from sqlalchemy.engine import RowMapping

from bot.domain.check_in import ASKED, STANDS, CheckIn, CheckInState, Slot
from bot.domain.team import Role
from bot.store.tables import check_in, member

C = check_in.c
KEY = ("team", "person", "line", "planned_at")
SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Sealed:
    """What is written about one check-in: the person's draft, what they shared, what was added."""

    draft: bytes | None = None
    shared: bytes | None = None
    points: bytes | None = None


def add(
    tx: Connection, slot: Slot, starts_at: datetime, prepare_at: datetime, **more: object
) -> int:
    """Plan a check-in, and its number. `more`: its holder, changes, and whether it is by hand.

    Raises:
        IntegrityError: it is there already.
    """
    times = {"starts_at": starts_at, "prepare_at": prepare_at}
    row = asdict(slot) | times | {"state": CheckInState.PLANNED, **more}
    made = tx.execute(insert(check_in).values(row).returning(C.id))
    return int(made.scalar_one())


def put_by_hand(tx: Connection, its: CheckIn, starts_at: datetime, prepare_at: datetime) -> int:
    """Plan one on the line of `its` and with its holder, where somebody wants it; its number.

    One that was there and did not come about is planned anew. One that was held there, or that days
    off have put elsewhere, keeps its slot, and this one has the next that is free.
    """
    times = {"starts_at": starts_at, "prepare_at": prepare_at}
    anew = {"state": CheckInState.PLANNED, "by_hand": True, "changes": 0}
    values: dict[str, object] = {"holder": its.holder, **times, **anew}
    slot = replace(its.slot, planned_at=starts_at)
    while (there := next(iter(_found(tx, _has(slot))), None)) and there.state in STANDS:
        slot = replace(slot, planned_at=slot.planned_at + SECOND)
    if there:
        move(tx, there.id, **values)
        return there.id
    made = tx.execute(insert(check_in).values(asdict(slot) | values).returning(C.id))
    return int(made.scalar_one())


def find(tx: Connection, number: int) -> CheckIn | None:
    """The check-in of this number."""
    return next(iter(_found(tx, C.id == number)), None)


def planned(tx: Connection, teams: Collection[str], since: datetime) -> list[CheckIn]:
    """All that are planned in these teams and start at `since` or later, in order of time."""
    return _found(tx, and_(C.team.in_(teams), C.starts_at >= since, _PLANNED))


def of_slots(tx: Connection, teams: Collection[str], since: datetime) -> list[CheckIn]:
    """All of these teams whose cadence asked for them at `since` or later, in whatever state."""
    return _found(tx, and_(C.team.in_(teams), C.planned_at >= since))


def coming(tx: Connection, person: str, since: datetime) -> list[CheckIn]:
    """Those that this person takes part in, on either side, from `since` on, in order of time."""
    takes_part = or_(C.person == person, C.holder == person)
    return _found(tx, and_(takes_part, C.starts_at >= since, _PLANNED))


def before(tx: Connection, each: CheckIn) -> CheckIn | None:
    """The one before it on its person's line: the last that took place, or is to."""
    earlier = and_(_on_its_line(each), C.starts_at < each.starts_at, C.state.in_(STANDS))
    return next(reversed(_found(tx, earlier)), None)


def supervisor(tx: Connection, each: CheckIn) -> str | None:
    """Who is the person's supervisor on its line, whoever holds this one."""
    column = member.c[each.slot.line.replace(" ", "_")]
    theirs = and_(member.c.team == each.slot.team, member.c.person == each.slot.person)
    found: str | None = tx.scalar(select(column).where(theirs))
    return found


def move(tx: Connection, number: int, **to: object) -> None:
    """Give one another `holder` (with its `changes`), `state` or times (`planned_at` too)."""
    tx.execute(update(check_in).where(C.id == number).values(**to))


def end(tx: Connection, numbers: Iterable[int], state: CheckInState) -> int:
    """Say how planned ones ended, and of how many that was not said before."""
    these = and_(C.id.in_(list(numbers)), _PLANNED)
    return tx.execute(update(check_in).where(these).values(state=state)).rowcount


def sealed(tx: Connection, number: int) -> Sealed:
    """What is written about it."""
    row = tx.execute(select(C.draft, C.shared, C.points).where(C.id == number)).one()
    return Sealed(*row)


def write(tx: Connection, number: int, **parts: bytes | None) -> None:
    """Put `shared` or `points` in the place of what is there."""
    tx.execute(update(check_in).where(C.id == number).values(**parts))


def draft(tx: Connection, each: CheckIn, now: datetime) -> bytes | None:
    """What the person wrote down for it, or else for one on the same line that did not come about.

    So nothing is lost where a check-in is moved, not needed, or no longer asked for, where they met
    without it, nor where nobody said how it went.
    """
    return _draft(tx, each, now)[1]


def keep_draft(tx: Connection, each: CheckIn, sealed: bytes | None, now: datetime) -> None:
    """Put this in the place of what `draft` finds; another one that is left over stays so."""
    found, _ = _draft(tx, each, now)
    tx.execute(update(check_in).where(C.id == found).values(draft=None))
    tx.execute(update(check_in).where(C.id == each.id).values(draft=sealed))


def _draft(tx: Connection, each: CheckIn, now: datetime) -> tuple[int | None, bytes | None]:
    """On which check-in it is kept, and the draft itself: its own, or else the newest."""
    mine = or_(C.id == each.id, _left_over(each, now))
    query = select(C.id, C.draft).where(mine, C.draft.is_not(None))
    found = tx.execute(query.order_by(C.id != each.id, C.id.desc()).limit(1)).one_or_none()
    return (found.id, found.draft) if found else (None, None)


def _left_over(each: CheckIn, now: datetime) -> ColumnElement[bool]:
    over = C.state.not_in(STANDS)
    untold = and_(_PLANNED, C.starts_at <= now - ASKED)
    unshared = and_(or_(C.state == CheckInState.HELD, untold), C.shared.is_(None))
    return and_(_on_its_line(each), C.id != each.id, or_(over, unshared))


def _has(slot: Slot) -> ColumnElement[bool]:
    return and_(*(C[name] == value for name, value in asdict(slot).items()))


def _on_its_line(each: CheckIn) -> ColumnElement[bool]:
    its = each.slot
    return and_(C.team == its.team, C.person == its.person, C.line == its.line)


_PLANNED = C.state == CheckInState.PLANNED
_FIELDS = ("id", "starts_at", "prepare_at", "holder", "changes", "state", "by_hand")
_COLUMNS = [C[name] for name in (*KEY, *_FIELDS)]


def _found(tx: Connection, which: ColumnElement[bool]) -> list[CheckIn]:
    rows = tx.execute(select(*_COLUMNS).where(which).order_by(C.starts_at, C.id)).mappings()
    return [_check_in(row) for row in rows]


def _check_in(row: RowMapping) -> CheckIn:
    its: dict[str, Any] = dict(row)
    key = {name: its.pop(name) for name in KEY}
    slot = Slot(**key | {"line": Role(key["line"])})
    return CheckIn(slot=slot, **its | {"state": CheckInState(its["state"])})
