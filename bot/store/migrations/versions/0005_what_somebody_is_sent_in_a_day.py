"""An index for what somebody is sent in a day."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_index("ix_delivery_day", "delivery", ["recipient", "next_try_at"])


def downgrade() -> None:
    """Undo."""
    op.drop_index("ix_delivery_day", "delivery")
