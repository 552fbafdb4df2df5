"""How long what is known of people is kept, and whether the clean-up keeps to it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.cli.checks.finding import Finding
from bot.domain.retention import Retention
from bot.store import overdue

LATE = timedelta(days=2)
"""The clean-up comes once a day, so what is this much too old was not cleaned up."""


def retention(tx: Connection, kept: Retention, now: datetime) -> Iterator[Finding]:
    """One line for each period."""
    periods = {
        "messages sent (KEEP_DELIVERIES_DAYS)": (kept.deliveries, overdue.deliveries),
        "check-ins and their agendas (KEEP_CHECK_INS_DAYS)": (kept.check_ins, overdue.check_ins),
        "people who left (KEEP_LEFT_DAYS)": (kept.left, overdue.leavers),
    }
    for what, (period, count) in periods.items():
        old = count(tx, now - period - LATE)
        wrong = f"{old} are older and not cleaned up; is `holdspace run` running?" if old else ""
        yield Finding(f"kept for {period.days} days: {what}", wrong)
