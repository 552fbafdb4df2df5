"""Making and migrating the tables."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(tx: Connection) -> None:
    """Bring the tables to this version's shape; on an empty database, make them."""
    command.upgrade(config_for(tx), "head")


def check(tx: Connection) -> None:
    """Raise `alembic.util.CommandError` where the tables differ from what the code expects."""
    command.check(config_for(tx))


def config_for(tx: Connection) -> Config:
    """Alembic's settings, on an open transaction."""
    config = Config(attributes={"connection": tx})
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
