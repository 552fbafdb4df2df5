"""Runs that are alike in all but one thing, each from empty tables, and what they leave there."""

import json
import secrets
from collections.abc import Callable
from random import Random

import pytest
from nacl.public import PrivateKey
from sqlalchemy import Connection, text

from bot.store.database import Database
from bot.store.tables import installation, metadata, survey_slot
from bot.use_cases.close_rounds import close_due_rounds

Seed = Callable[[int], None]


def seed_with(patch: pytest.MonkeyPatch) -> Seed:
    """Puts the same numbers under all that Holdspace draws by chance."""

    def seed(number: int) -> None:
        random = Random(number)
        patch.setattr(secrets, "token_hex", lambda size=32: random.randbytes(size).hex())
        patch.setattr(PrivateKey, "generate", lambda: PrivateKey(random.randbytes(32)))
        patch.setattr(close_due_rounds, "__defaults__", (Random(number),))

    return seed


def empty(tx: Connection) -> None:
    """Leave the tables as they were made, their numbering too."""
    names = [table.name for table in reversed(metadata.sorted_tables)]
    if tx.dialect.name == "postgresql":
        listed = ", ".join(f'"{name}"' for name in names)
        tx.execute(text(f"TRUNCATE {listed} RESTART IDENTITY CASCADE"))
        return
    for name in names:
        tx.execute(text(f'DELETE FROM "{name}"'))  # noqa: S608 - our own names


def dump(db: Database) -> str:
    """Every row of every table as text; of what is sealed, only how long it is."""
    with db.engine.connect() as tx:
        return json.dumps(
            {
                table.name: [
                    {name: _open(table.name, value) for name, value in row.items()}
                    for row in tx.execute(table.select()).mappings()
                ]
                for table in metadata.sorted_tables
                if table is not installation  # it names a folder, and each run has its own
            },
            default=str,
        )


def _open(table: str, value: object) -> object:
    is_sealed = table == survey_slot.name and isinstance(value, bytes) and len(value) > 100
    return len(value) if is_sealed and isinstance(value, bytes) else value
