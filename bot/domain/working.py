"""Who is at work when, as instants: what shift patterns and rosters come to."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple


class Worked(NamedTuple):
    """One person's shift on one day. Both instants are UTC, and the end is after the start.

    `timezone` is the IANA name of the shift's own zone. A tuple, because an organisation's are
    sorted and compared by the ten thousand.
    """

    starts: datetime
    ends: datetime
    person: str
    timezone: str


def at_work(shifts: Iterable[Worked], now: datetime) -> frozenset[str]:
    """Who is at work now. A shift has ended at the instant of its end."""
    return frozenset(each.person for each in shifts if each.starts <= now < each.ends)


def distinct(shifts: Iterable[Worked]) -> list[Worked]:
    """Of several shifts of one person that start together the one that ends last, in order.

    Nobody leaves at the end of any other.
    """
    by_start: dict[tuple[str, datetime], Worked] = {}
    for each in sorted(shifts):
        by_start[each.person, each.starts] = each
    return sorted(by_start.values())
