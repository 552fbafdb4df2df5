"""Work out who of a team is at work in the coming days."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.domain.shifts import patterns
from bot.domain.team import Team
from bot.domain.working import Worked, distinct
from bot.store import rosters
from bot.use_cases import roster_shifts
from bot.use_cases.absences import present

log = logging.getLogger(__name__)

BACK, AHEAD = timedelta(days=1), timedelta(days=2)
LONGEST = timedelta(days=2)
"""No shift is this long: one of a day, over the longest clock change there was (a day, in Apia)."""

FAULTS = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError)
"""What a calendar that no library foresaw leads to."""


def who_works(
    tx: Connection, found: Sequence[Team], now: datetime, ahead: timedelta = AHEAD
) -> dict[str, list[Worked]]:
    """By team key, all shifts that ended in the last day or start before `ahead` is over.

    By patterns and rosters, less time off and public holidays, in order of time. A team of which
    it cannot be worked out is left out, and the log says so: the others do not wait for it.
    """
    having = rosters.having(tx, [team.key for team in found])
    expected: list[tuple[Team, list[Worked]]] = []
    for team in found:
        try:
            shifts = _expected(tx, team, now - BACK, now + ahead, rostered=team.key in having)
            expected.append((team, shifts))
        except FAULTS as error:
            log.exception(
                "Who works in %(group)s cannot be worked out: %(error)s",
                {"group": team.key, "error": type(error).__name__},
            )
    return present(tx, expected)


def _expected(
    tx: Connection, team: Team, since: datetime, until: datetime, *, rostered: bool
) -> list[Worked]:
    """What ends at `since` or later and starts before `until`."""
    shifts = patterns(team, since, until + LONGEST)
    if rostered:
        shifts += roster_shifts.expand(tx, team, since, until + LONGEST)
    return distinct(each for each in shifts if each.starts < until)
