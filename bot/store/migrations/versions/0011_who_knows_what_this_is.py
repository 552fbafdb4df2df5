"""Who has been told what this app is; whoever was sent anything before, as far back as is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

person = sa.table("person", sa.column("person"), sa.column("introduced", sa.Boolean()))
delivery = sa.table("delivery", sa.column("recipient"), sa.column("state"))

A_PERSON = sa.or_(delivery.c.recipient.startswith("U"), delivery.c.recipient.startswith("W"))
REACHED = sa.select(delivery.c.recipient).where(delivery.c.state == "sent", A_PERSON).distinct()


def upgrade() -> None:
    """Apply."""
    new: sa.Column[bool] = sa.Column(
        "introduced", sa.Boolean(), server_default=sa.false(), nullable=False
    )
    op.add_column("person", new)
    op.execute(person.update().where(person.c.person.in_(REACHED)).values(introduced=sa.true()))
    others = REACHED.add_columns(sa.true())
    others = others.where(delivery.c.recipient.not_in(sa.select(person.c.person)))
    op.execute(person.insert().from_select(["person", "introduced"], others))


def downgrade() -> None:
    """Undo."""
    op.drop_column("person", "introduced")
