"""Column types that the two databases would otherwise treat differently."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, TypeDecorator

UTC_OFFSET = "+00:00"


class Instant(TypeDecorator[datetime]):
    """An aware instant, stored in UTC. A naive one is a fault of the caller's and is refused.

    SQLite keeps text, as SQLAlchemy's own type writes it. That one goes through a pattern field by
    field, which for so frequent a value costs more than all else that is done about it.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any]:
        """What a value becomes on its way to the database."""
        return _to_text if dialect.name == "sqlite" else _to_utc

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[Any | None], datetime | None]:
        """What becomes of it on its way back: an aware instant in UTC."""
        del coltype
        return _from_text if dialect.name == "sqlite" else _to_utc


def _to_utc(value: datetime | None) -> datetime | None:
    if value is None:
        return None
    if value.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return value if value.tzinfo is UTC else value.astimezone(UTC)


def _to_text(value: datetime | None) -> str | None:
    instant = _to_utc(value)
    return instant.isoformat(" ", "microseconds").removesuffix(UTC_OFFSET) if instant else None


def _from_text(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value + UTC_OFFSET) if value else None
