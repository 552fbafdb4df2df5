"""Alembic's entry: the connection is handed over by `bot.store.schema`, never read from a file."""

from typing import Any, Literal

from alembic import context

from bot.store.tables import metadata
from bot.store.types import Instant


def render(kind: str, item: object, autogen: Any) -> str | Literal[False]:  # noqa: ANN401 - Alembic's own context
    """Write our own column type by its name."""
    if kind == "type" and isinstance(item, Instant):
        autogen.imports.add("from bot.store.types import Instant")
        return "Instant()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=render,
)
with context.begin_transaction():
    context.run_migrations()
