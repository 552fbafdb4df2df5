"""What tells this database from any other, and where its round keys were last."""

from dataclasses import asdict, dataclass

from sqlalchemy import Connection, delete, insert, select

from bot.store.tables import installation


@dataclass(frozen=True, slots=True)
class Installation:
    """`id` is 32 hexadecimal digits; `key_directory` an absolute path."""

    id: str
    key_directory: str


def find(tx: Connection) -> Installation | None:
    """This one, if it has been written down."""
    row = tx.execute(select(installation)).mappings().first()
    return Installation(**row) if row else None


def keep(tx: Connection, found: Installation) -> None:
    """Write it down."""
    tx.execute(delete(installation))
    tx.execute(insert(installation), asdict(found))
