"""Which events of a file hold, where several have one UID, or none."""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import product

from bot.rosters.problems import Problem
from bot.rosters.rows import ANY_TIME, Row, Who

Shift = tuple[datetime, Who]
NOBODY: Who = (None, frozenset())

EITHER = (
    "has the UID of another one that may be its later version (SEQUENCE) or another shift; "
    "take one of them out, or give each shift a UID of its own"
)


def holding(rows: Iterable[Row], now: datetime) -> tuple[list[Row], list[Problem]]:
    """Those that hold, and what cannot be told of them.

    Of several with one UID, the highest SEQUENCE is the last word on a shift: on one with the same
    start and the same people, or with the same RECURRENCE-ID. Those with the same SEQUENCE were
    given one UID by mistake, as some programs do: then each stands for itself, and so does its
    cancellation. What differs in SEQUENCE and in more than its end may be either, and is a problem
    unless it is over. An event without a UID has nothing to do with any other.
    """
    groups: dict[tuple[str, int], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.uid, 0 if row.uid else row.line), []).append(row)
    kept, problems = list[Row](), list[Problem]()
    for group in groups.values():
        kept += _kept(group)
        problems += _unclear(group, now)
    return sorted(kept, key=lambda row: row.line), problems


def which(row: Row) -> str:
    """The shift of a series in whose place it stands; empty where it is no override."""
    moment = row.instead_of
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).isoformat()
    return moment.isoformat() if moment else ""


def _kept(group: list[Row]) -> list[Row]:
    """A series that is cancelled as a whole takes its overrides along."""
    last = _last_words(group)
    alone = [row for row in last if row.instead_of is None]
    cancelled = [row for row in alone if row.cancelled]
    gone = _shifts(cancelled)
    left = [row for row in alone if not row.cancelled and _is_none_of(row, gone)]
    if any(row.whole for row in cancelled) and not any(row.recurs for row in left):
        return left
    return left + [row for row in last if row.instead_of is not None]


def _last_words(group: list[Row]) -> list[Row]:
    """Without what a later version replaces."""
    highest: dict[str, int] = {}
    for row in group:
        highest[which(row)] = max(row.sequence, highest.get(which(row), row.sequence))
    return [row for row in group if row.sequence == highest[which(row)]]


def _unclear(group: list[Row], now: datetime) -> list[Problem]:
    alone = [row for row in group if row.instead_of is None]
    highest = max((row.sequence for row in alone), default=0)
    last = _shifts(row for row in alone if row.sequence == highest)
    older = (row for row in alone if row.sequence < highest and not row.cancelled)
    unclear = (row for row in older if _is_none_of(row, last) and not row.is_over(now))
    return [Problem(row.line, "the event", EITHER) for row in unclear]


def _shifts(rows: Iterable[Row]) -> set[Shift]:
    return {(row.starts, row.who) for row in rows}


def _is_none_of(row: Row, shifts: set[Shift]) -> bool:
    """Whether, of these of the same UID, none is about its shift.

    A cancellation may leave out which shift it means, and many copies of one name nobody.
    """
    meant = product((row.starts, ANY_TIME), (row.who, NOBODY))
    return shifts.isdisjoint(meant)
