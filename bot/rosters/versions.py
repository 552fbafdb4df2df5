"""Which events of a file hold, where several have one UID, or none."""

from collections.abc import Iterable
from datetime import UTC, datetime

from bot.rosters.problems import Problem
from bot.rosters.rows import Row

EITHER = (
    "has the UID of another that starts at another time and may be its later version (SEQUENCE); "
    "take this one out, or give each shift a UID of its own"
)


def holding(rows: Iterable[Row], now: datetime) -> tuple[list[Row], list[Problem]]:
    """Those that hold, and what cannot be told of them.

    Of several with one UID, the highest SEQUENCE is the last word on a shift: on one with the same
    start, or the same RECURRENCE-ID. Those that differ in their start alone were given one UID by
    mistake, as some programs do: then each stands for itself, and so does its cancellation. What
    differs in both may be either, and is a problem unless it is over. An event without a UID
    has nothing to do with any other.
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
    """A series that is cancelled takes its overrides along."""
    last = _last_words(group)
    alone = [row for row in last if row.instead_of is None]
    cancelled = [row for row in alone if row.cancelled]
    gone = [(row.starts, row.title, row.people) for row in cancelled]
    left = [
        row
        for row in alone
        if not row.cancelled and (row.starts, row.title, row.people) not in gone
    ]
    if cancelled and not any(row.recurs for row in left):
        return left
    return left + [row for row in last if row.instead_of is not None]


def _last_words(group: list[Row]) -> list[Row]:
    """Without what a later version replaces."""
    highest: dict[str, int] = {}
    for row in group:
        highest[which(row)] = max(row.sequence, highest.get(which(row), 0))
    return [row for row in group if row.sequence == highest[which(row)]]


def _unclear(group: list[Row], now: datetime) -> list[Problem]:
    alone = [row for row in group if row.instead_of is None]
    last = {row.starts for row in _last_words(alone)}
    unclear = (row for row in alone if row.starts not in last and not row.is_over(now))
    return [Problem(row.line, "the event", EITHER) for row in unclear]
