"""Forget what nobody needs any more."""

from datetime import datetime

from sqlalchemy import Connection

from bot.store import leftovers


def clean_up(tx: Connection, now: datetime) -> int:
    """Delete old deliveries, shifts that were worked, and absences that are over; how many."""
    return leftovers.delete(tx, now)
