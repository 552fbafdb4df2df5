"""When somebody was last taken out of a team, whether they are still in Slack or not."""

import sqlalchemy as sa
from alembic import op

from bot.store.types import Instant

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("person", sa.Column("left_team_at", Instant()))


def downgrade() -> None:
    """Undo."""
    op.drop_column("person", "left_team_at")
