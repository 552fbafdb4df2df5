"""Column types that the two databases would otherwise treat differently."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, TypeDecorator
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import TypeEngine, to_instance

UTC_OFFSET = "+00:00"


class Instant(TypeDecorator[datetime]):
    """An aware instant, stored in UTC. A naive one is a fault of the caller's and is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """SQLite has no type for it and keeps text."""
        return to_instance(_Text if dialect.name == "sqlite" else self.impl_instance)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any | None:  # noqa: ANN401 - what a driver takes
        """To UTC, and for SQLite to text."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        value = value.astimezone(UTC)
        if dialect.name == "sqlite":
            return value.isoformat(" ", "microseconds").removesuffix(UTC_OFFSET)
        return value

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ANN401 - SQLAlchemy's signature
        """Back to an aware instant in UTC."""
        if value is None:
            return None
        if dialect.name == "sqlite":
            return datetime.fromisoformat(value + UTC_OFFSET)
        found: datetime = value
        return found.astimezone(UTC)


class _Text(sqlite.DATETIME):
    """The column is declared, and its text looks, as by SQLAlchemy's own type.

    That one goes field by field through a dictionary and a pattern, in either direction, which
    costs as much as all else that is done about a value.
    """

    def bind_processor(self, dialect: Dialect) -> None:
        """It is text already."""

    def result_processor(self, dialect: Dialect, coltype: object) -> None:
        """It stays text."""
