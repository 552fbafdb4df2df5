"""When the clock was last looked at, so that one that was set back is noticed."""

import sqlalchemy as sa
from alembic import op

from bot.store.types import Instant

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "clock",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("seen_at", Instant(), nullable=False),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("clock")
