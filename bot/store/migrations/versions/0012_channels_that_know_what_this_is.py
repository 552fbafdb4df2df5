"""Channels know what this is as people do, also where nothing that was sent there is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

person = sa.table(
    "person",
    *map(sa.column, ("person", "entered_at", "left_at", "left_team_at", "language")),
    *map(sa.column, ("debrief_lead_minutes", "prepare_days")),
    sa.column("introduced", sa.Boolean()),
)
delivery = sa.table("delivery", sa.column("recipient"), sa.column("state"))
introduction = sa.table("introduction", sa.column("recipient"))

A_PERSON = sa.or_(delivery.c.recipient.startswith("U"), delivery.c.recipient.startswith("W"))
CHANNELS = sa.select(delivery.c.recipient).where(delivery.c.state == "sent", ~A_PERSON).distinct()
PEOPLE = sa.select(person.c.person).where(person.c.introduced)
NOTHING_ELSE = sa.and_(
    *(column.is_(None) for column in person.c if column.name not in {"person", "introduced"})
)


def upgrade() -> None:
    """Apply."""
    recipient = sa.Column("recipient", sa.String(32), primary_key=True)
    op.create_table("introduction", recipient)
    for known in (PEOPLE, CHANNELS):
        op.execute(introduction.insert().from_select(["recipient"], known))
    op.execute(person.delete().where(NOTHING_ELSE))
    op.drop_column("person", "introduced")


def downgrade() -> None:
    """Undo."""
    new: sa.Column[bool] = sa.Column(
        "introduced", sa.Boolean(), server_default=sa.false(), nullable=False
    )
    op.add_column("person", new)
    who = introduction.c.recipient
    people = sa.select(who).where(sa.or_(who.startswith("U"), who.startswith("W")))
    op.execute(person.update().where(person.c.person.in_(people)).values(introduced=sa.true()))
    others = people.add_columns(sa.true()).where(who.not_in(sa.select(person.c.person)))
    op.execute(person.insert().from_select(["person", "introduced"], others))
    op.drop_table("introduction")
