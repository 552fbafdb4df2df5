"""Supervision, what is known of people, what was done about a survey, and teams put away."""

import sqlalchemy as sa
from alembic import op

from bot.store.types import Instant

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _person()
    _cadence()
    _check_in()
    _survey_done()
    op.add_column("agenda_item", sa.Column("line", sa.String(length=32)))
    op.add_column("member", sa.Column("first_day", sa.Date()))
    op.add_column("member", sa.Column("cover", sa.String(length=32)))
    _team()


def downgrade() -> None:
    """Undo."""
    for column in ("archived", "archived_at", "check_in_minutes", "prepare_days"):
        op.drop_column("team", column)
    op.drop_column("team", "onboarding_weeks")
    op.drop_column("member", "cover")
    op.drop_column("member", "first_day")
    op.drop_column("agenda_item", "line")
    for table in ("survey_done", "check_in", "cadence", "person"):
        op.drop_table(table)


def _team() -> None:
    numbers = {"onboarding_weeks": "12", "prepare_days": "2", "check_in_minutes": "60"}
    for name, usual in numbers.items():
        op.add_column("team", sa.Column(name, sa.Integer(), server_default=usual, nullable=False))
    op.add_column("team", sa.Column("archived_at", Instant()))
    op.add_column("team", sa.Column("archived", sa.Text()))


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("entered_at", Instant()),
        sa.Column("left_at", Instant()),
        sa.Column("language", sa.String(length=16)),
        sa.Column("debrief_lead_minutes", sa.Integer()),
        sa.Column("prepare_days", sa.Integer()),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_person")),
    )


def _cadence() -> None:
    op.create_table(
        "cadence",
        sa.Column("team", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("line", sa.String(length=32), nullable=False),
        sa.Column("rrule", sa.String(length=1000), nullable=False),
        sa.Column("onboarding_rrule", sa.String(length=1000), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team"], ["team.key"], name=op.f("fk_cadence_team"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("team", "position", name=op.f("pk_cadence")),
    )


def _check_in() -> None:
    key = ("team", "person", "line", "planned_at")
    op.create_table(
        "check_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("line", sa.String(length=32), nullable=False),
        sa.Column("planned_at", Instant(), nullable=False),
        sa.Column("starts_at", Instant(), nullable=False),
        sa.Column("prepare_at", Instant(), nullable=False),
        sa.Column("holder", sa.String(length=32)),
        sa.Column("changes", sa.Integer(), server_default="0", nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("by_hand", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("draft", sa.LargeBinary()),
        sa.Column("shared", sa.LargeBinary()),
        sa.Column("points", sa.LargeBinary()),
        sa.ForeignKeyConstraint(
            ["team"], ["team.key"], name=op.f("fk_check_in_team"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in")),
        sa.UniqueConstraint(*key, name=op.f(f"uq_check_in_{'_'.join(key)}")),
    )
    op.create_index("ix_check_in_person", "check_in", ["person", "starts_at"])
    op.create_index("ix_check_in_holder", "check_in", ["holder", "starts_at"])


def _survey_done() -> None:
    op.create_table(
        "survey_done",
        sa.Column("round", sa.String(length=32), nullable=False),
        sa.Column("team", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round"],
            ["survey_round.id"],
            name=op.f("fk_survey_done_round"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team"], ["team.key"], name=op.f("fk_survey_done_team"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round", "team", name=op.f("pk_survey_done")),
    )
