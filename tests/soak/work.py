"""What the database says there is to do."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from bot.domain.attempt import LEASE
from bot.domain.prompts import State
from bot.store.database import Database
from bot.store.tables import delivery
from tests.soak.audit import OPEN

D = delivery.c


@dataclass(frozen=True, slots=True)
class Work:
    """Counts of deliveries."""

    db: Database

    async def to_post(self, now: datetime) -> int:
        """What can be claimed and posted now."""
        return await self._count(D.state == State.PLANNED, D.next_try_at <= now)

    async def to_look_for(self, now: datetime) -> int:
        """What nobody answered for, and what a killed process had claimed."""
        doubtful = D.state.in_([State.DOUBTFUL, State.CLAIMED])
        return await self._count(doubtful, D.next_try_at <= now)

    async def left(self, since: datetime, now: datetime) -> int:
        """What is due, or was claimed by whoever has worked since then."""
        claimed = and_(D.state == State.CLAIMED, D.next_try_at >= since + LEASE)
        return await self._count(D.state.in_(OPEN), or_(claimed, D.next_try_at <= now))

    async def due(self, until: datetime, now: datetime | None = None) -> int:
        """What was due until then and is open; with `now`, only what can be worked on now."""
        which = [D.state.in_(OPEN), D.due_at <= until]
        return await self._count(*which, *([D.next_try_at <= now] if now else []))

    async def _count(self, *which: ColumnElement[bool]) -> int:
        return await self.db.run(_how_many, and_(*which))


def _how_many(tx: Connection, which: ColumnElement[bool]) -> int:
    return tx.scalar(select(func.count()).select_from(delivery).where(which)) or 0
