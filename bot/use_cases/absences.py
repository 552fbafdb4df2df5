"""Who is at work after all, once time off and public holidays are taken out."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from bot.domain.absence import TimeOff, local_day, without
from bot.domain.shifts import DAY
from bot.domain.team import Team
from bot.domain.working import Worked
from bot.store import absences, planning
from bot.use_cases.public_holidays import public_holidays


def present(
    tx: Connection, expected: Sequence[tuple[Team, Sequence[Worked]]]
) -> dict[str, list[Worked]]:
    """Of each team's shifts those that take place, by its key, in the order in which they came.

    One query, however many teams there are.
    """
    off = _times_off(tx, expected)
    found: dict[str, list[Worked]] = {}
    for team, known in expected:
        gone = {member.id for member in team.members if member.left}
        worked = [shift for shift in known if shift.person not in gone] if gone else known
        theirs = [one for person in {shift.person for shift in worked} for one in off[person]]
        found[team.key] = without(worked, theirs, _holidays(team.holiday_region, worked))
    return found


def _times_off(
    tx: Connection, expected: Sequence[tuple[Team, Sequence[Worked]]]
) -> dict[str, list[TimeOff]]:
    """By person, all that may touch these shifts, wherever they are."""
    found = defaultdict[str, list[TimeOff]](list)
    starts = [shift.starts for _, worked in expected for shift in worked]
    if starts:
        people = planning.members([team.key for team, _ in expected])
        days = (min(starts) - DAY).date(), (max(starts) + DAY).date()
        for one in absences.of_people(tx, people, *days):
            found[one.person].append(one)
    return found


def _holidays(region: str | None, worked: Sequence[Worked]) -> frozenset[date]:
    if region is None:
        return frozenset()
    years = {local_day(shift.starts, shift.timezone).year for shift in worked}
    return frozenset().union(*(public_holidays(region, year) for year in years))
