"""What is older than it should be kept."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, func, select

from bot.domain.prompts import Kind
from bot.store import people
from bot.store.deliveries import OPEN
from bot.store.tables import check_in, delivery


def deliveries(tx: Connection, before: datetime) -> int:
    """Messages that went out before then; those of a survey may be kept for it."""
    old = (delivery.c.due_at < before, delivery.c.state.not_in(OPEN))
    return _count(tx, delivery, *old, delivery.c.kind != Kind.SURVEY_INVITATION)


def check_ins(tx: Connection, before: datetime) -> int:
    """Check-ins that began before then."""
    return _count(tx, check_in, check_in.c.starts_at < before)


def leavers(tx: Connection, before: datetime) -> int:
    """People who left Slack, or the last of their teams, before then."""
    return len(people.left_before(tx, before))


def _count(tx: Connection, table: Table, *where: ColumnElement[bool]) -> int:
    return tx.scalar(select(func.count()).select_from(table).where(*where)) or 0
