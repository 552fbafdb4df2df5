"""Forget what nobody needs any more."""

from datetime import datetime

from sqlalchemy import Connection

from bot.domain.retention import Retention
from bot.store import leftovers


def clean_up(tx: Connection, kept: Retention, now: datetime) -> int:
    """Delete old deliveries and check-ins, worked shifts, absences that are over; how many."""
    return leftovers.delete(tx, now, kept)
