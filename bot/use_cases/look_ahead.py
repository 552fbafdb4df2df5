"""See when there will next be something to do."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.domain.release import pooled
from bot.domain.rounds import next_change
from bot.store import deliveries, rounds, teams
from bot.use_cases.plan_prompts import scheduled

HORIZON = timedelta(days=8)
"""A digest comes once a week, so there is always something within eight days."""


def look_ahead(tx: Connection, now: datetime) -> datetime | None:
    """The earliest instant after `now` at which a prompt is due, or a round opens or closes."""
    found = teams.every(tx)
    closings = [opened.closes_at for opened in rounds.open_rounds(tx)]
    instants = [prompt.due_at for prompt in scheduled(found, now, now + HORIZON)]
    known = [*instants, next_change(pooled(found), closings, now), deliveries.next_due(tx)]
    return min((instant for instant in known if instant and instant > now), default=None)
