"""Tell SQLite how deliveries are spread, so that it finds some without reading everybody's.

Where it knows nothing it takes an index on `state` for the narrowest there is, and goes through all
that waits anywhere, or all that was ever sent, to find what one team is sent. These are the rows of
its own table of statistics, as `ANALYZE` would write them for a large organisation; written by hand
they are the same on every machine, whenever it is asked. PostgreSQL gathers its own.
"""

from alembic import op
from sqlalchemy import column, table

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

SPREAD = {
    "ix_delivery_open": "1000000 200000 1",
    "ix_delivery_recipient": "1000000 200 1",
    "ix_delivery_day": "1000000 200 1",
    "ix_delivery_team": "1000000 2000 1000 20",
    "sqlite_autoindex_delivery_1": "1000000 1",
}
"""By index: rows in all, then how many share its first column, its first two, and so on."""


def upgrade() -> None:
    """Apply."""
    if op.get_bind().dialect.name != "sqlite":
        return
    op.execute("ANALYZE delivery")
    statistics = table("sqlite_stat1", column("tbl"), column("idx"), column("stat"))
    op.execute(statistics.delete().where(statistics.c.tbl == "delivery"))
    rows = [{"tbl": "delivery", "idx": index, "stat": stat} for index, stat in SPREAD.items()]
    op.bulk_insert(statistics, rows)
    op.execute("ANALYZE sqlite_schema")


def downgrade() -> None:
    """Undo."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DELETE FROM sqlite_stat1 WHERE tbl = 'delivery'")
