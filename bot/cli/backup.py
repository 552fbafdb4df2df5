"""`holdspace backup`: a copy of the database, and of nothing else."""

import argparse
import os
import sqlite3
import sys
from pathlib import Path

from bot import settings
from bot.cli.commands import Commands
from bot.cli.connect import migrated_database
from bot.cli.errors import Refusal
from bot.store.database import Database

ABOUT = """\
Copy the database to FILE, also while `holdspace run` is at work. The copy is whole, readable by
you alone, and holds nothing that was deleted. To go back to it: stop Holdspace, put FILE in the
database's place (remove what ends in -wal and -shm beside it), start again.

The round keys are left out, on purpose: without them nobody can read from a copy what people
answered in a survey that was open. Keep them out of every other backup too. HOLDSPACE_SECRET is not
in it either; keep it in a safe place of its own.
"""
DONE = "Copied the database to {file}. The round keys are not in it, and belong in no backup.\n"
FOR_POSTGRES = "this copies SQLite databases; for PostgreSQL use its own pg_dump"


def add(commands: Commands) -> None:
    """Describe the command."""
    formatter = argparse.RawDescriptionHelpFormatter
    about = "copy the database, without the round keys"
    parser = commands.add_parser("backup", help=about, description=ABOUT, formatter_class=formatter)
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="where to; a file that is not there"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Copy it."""
    db = migrated_database(settings.load())
    try:
        copy(db, arguments.file)
    finally:
        db.close()
    sys.stdout.write(DONE.format(file=arguments.file))
    return 0


def copy(db: Database, file: Path) -> None:
    """Write a copy of the database to a new file.

    Raises:
        Refusal: it cannot be written; nothing that was there is touched.
    """
    if not db.is_sqlite:
        raise Refusal(f"{FOR_POSTGRES}.")
    try:
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        db.copy_to(file)
    except FileExistsError:
        raise Refusal(f"{file} is there already; name a new file.") from None
    except OSError as error:
        raise Refusal(f"{file} cannot be written ({error.strerror}); name another file.") from None
    except sqlite3.Error as error:
        file.unlink(missing_ok=True)
        raise Refusal(f"{file} could not be written ({error}); free some room.") from None
