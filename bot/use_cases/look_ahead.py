"""See when there will next be something to do."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.domain.check_in_prompts import check_in_prompts
from bot.domain.release import pooled
from bot.domain.rounds import next_change
from bot.domain.team import Team
from bot.store import attempts, planning, rounds, teams
from bot.use_cases.plan_prompts import check_ins_of, known_of, scheduled
from bot.use_cases.who_works import who_works

HORIZON = timedelta(days=8)
"""A digest comes once a week, so there is always something within eight days."""


def look_ahead(tx: Connection, now: datetime) -> datetime | None:
    """The earliest instant after `now` at which a prompt is due, or a round opens or closes.

    It goes by what is planned, and by the teams' set-up only for the time beyond that.
    """
    found = teams.every(tx)
    closings = [opened.closes_at for opened in rounds.open_rounds(tx)]
    known = (next_change(pooled(found), closings, now), attempts.next_due(tx, now))
    soonest = min((instant for instant in known if instant), default=None)
    planned_until = planning.earliest(tx)
    if soonest and planned_until and soonest <= planned_until:
        return soonest
    later = _not_planned_yet(tx, found, now)
    return min((instant for instant in (soonest, later) if instant), default=None)


def _not_planned_yet(tx: Connection, found: list[Team], now: datetime) -> datetime | None:
    worked = who_works(tx, found, now, HORIZON)
    known = known_of(tx, found)
    until = now + HORIZON
    met = check_ins_of(tx, found, now)
    due = (
        prompt.due_at
        for team in found
        for prompt in (
            *scheduled(team, worked.get(team.key, []), known, now, until),
            *check_in_prompts(team, met[team.key], now, until),
        )
    )
    return min((instant for instant in due if instant > now), default=None)
