"""Rows whose time is over."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, not_, select
from sqlalchemy import delete as delete_from

from bot.domain.prompts import Kind
from bot.domain.retention import Retention
from bot.domain.survey import RoundState
from bot.store.deliveries import OPEN
from bot.store.tables import check_in, delivery, occurrence, pause, quiet, survey_round, time_off

SHIFTS = timedelta(days=7)
"""How long after a shift anything (a debrief, a late prompt) may still ask who was on it."""

ABSENCES = timedelta(days=2)
"""A day off is over everywhere on earth two days after it began anywhere."""


def delete(tx: Connection, now: datetime, kept: Retention) -> int:
    """All of them, and how many there were.

    The invitations to a round stay while it is open or held: they say who is to be told how it
    went on (messages.invited).
    """
    going_on = survey_round.c.state.in_([RoundState.OPEN, RoundState.HELD])
    told = and_(
        delivery.c.kind == Kind.SURVEY_INVITATION,
        delivery.c.subject["round"].as_string().in_(select(survey_round.c.id).where(going_on)),
    )
    old = and_(delivery.c.due_at < now - kept.deliveries, delivery.c.state.not_in(OPEN), not_(told))
    over = [
        delete_from(delivery).where(old),
        delete_from(check_in).where(check_in.c.starts_at < now - kept.check_ins),
        delete_from(occurrence).where(occurrence.c.ends_at < now - SHIFTS),
        delete_from(time_off).where(time_off.c.last_day < (now - ABSENCES).date()),
        delete_from(quiet).where(quiet.c.until < now),
        delete_from(pause).where(pause.c.until < now),
    ]
    return sum(tx.execute(statement).rowcount for statement in over)
