"""`python -m bot.store.migrations "what it is for"`: write the next migration."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command

from bot.store.database import Database
from bot.store.schema import MIGRATIONS, config_for, upgrade


def main(purpose: str) -> None:
    """Compare the tables with what the migrations make, and write down the difference."""
    number = f"{len(list((MIGRATIONS / 'versions').glob('0*.py'))) + 1:04}"
    with TemporaryDirectory() as folder:
        db = Database(f"sqlite:///{Path(folder)}/empty.db")
        db.now(upgrade)
        with db.engine.begin() as tx:
            command.revision(config_for(tx), purpose, autogenerate=True, rev_id=number)
        db.close()


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]))
