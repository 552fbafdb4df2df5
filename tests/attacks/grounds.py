"""The two databases from the adversary's side: whole copies, raw bytes, the server's own log."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, create_engine, text

from tests.attacks.evidence import Row, Snapshot
from tests.attacks.heap import versions

SQLITE_FILES = ("", "-wal", "-shm", "-journal")


class Ground(Protocol):
    """A database that somebody copies again and again."""

    name: str

    def snapshot(self, step: str, *, deep: bool = False) -> Snapshot:
        """A copy now; `deep` takes raw files where taking them is slow."""

    def vacuum(self) -> None:
        """Tidy up as the database's own housekeeping does."""

    def server_log(self) -> tuple[str, ...]:
        """What the server has logged since the last look."""

    def close(self) -> None:
        """Let go."""


class SqliteGround:
    """Copies of the file with its -wal, -shm and -journal."""

    name = "SQLite"

    def __init__(self, path: Path, scratch: Path) -> None:
        self._path = path
        self._copy = scratch / "stolen.db"

    def snapshot(self, step: str, *, deep: bool = False) -> Snapshot:
        """The same either way: copying files is quick."""
        del deep
        files = {}
        for suffix in SQLITE_FILES:
            original, copy = Path(f"{self._path}{suffix}"), Path(f"{self._copy}{suffix}")
            copy.unlink(missing_ok=True)
            if original.exists():
                files[f"file{suffix}"] = original.read_bytes()
                copy.write_bytes(files[f"file{suffix}"])
        return Snapshot(step, tuple(self._rows()), files)

    def _rows(self) -> Iterator[Row]:
        raw = sqlite3.connect(self._copy)
        names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        for table in names:
            for place, row in enumerate(raw.execute(f'SELECT * FROM "{table}"')):  # noqa: S608 - its own name
                yield Row(table, place, 0, flat(row))
        raw.close()

    def vacuum(self) -> None:
        """Nothing: the app does its own."""

    def server_log(self) -> tuple[str, ...]:
        """There is no server."""
        return ()

    def close(self) -> None:
        """Nothing to let go of."""


class PostgresGround:
    """Queries with system columns, heap files after a checkpoint, WAL since the last look.

    The server logs every statement with its parameters, as a careless administrator might ask.
    """

    name = "PostgreSQL"

    def __init__(self, url: str) -> None:
        self._engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with self._engine.connect() as tx:
            for setting in LOUD:
                tx.execute(text(f"ALTER DATABASE {self._engine.url.database} SET {setting}"))
            self._data = Path(str(tx.scalar(text("SHOW data_directory"))))
            self._lsn = str(tx.scalar(text("SELECT pg_current_wal_lsn()")))
        self._logged = len(self._log_bytes())

    def snapshot(self, step: str, *, deep: bool = False) -> Snapshot:
        """`deep` writes everything to disk first, and reads the raw files."""
        with self._engine.connect() as tx:
            rows = [row for table in _tables(tx) for row in _rows(tx, table)]
            if not deep:
                return Snapshot(step, tuple(rows))
            tx.execute(text("CHECKPOINT"))
            files = {name: (self._data / path).read_bytes() for name, path in _paths(tx)}
            old = [v for name, raw in files.items() for v in versions(name, raw)]
            files["wal"] = self._wal(tx)
        return Snapshot(step, tuple(rows), files, tuple(old))

    def vacuum(self) -> None:
        """What autovacuum would do."""
        with self._engine.connect() as tx:
            tx.execute(text("VACUUM"))

    def server_log(self) -> tuple[str, ...]:
        """Its lines since the last look."""
        raw = self._log_bytes()
        fresh, self._logged = raw[self._logged :], len(raw)
        return tuple(fresh.decode(errors="replace").splitlines())

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()

    def _log_bytes(self) -> bytes:
        return (self._data / "log").read_bytes()

    def _wal(self, tx: Connection) -> bytes:
        """All write-ahead log since the last deep look."""
        now = str(tx.scalar(text("SELECT pg_current_wal_lsn()")))
        query = text(
            "SELECT pg_walfile_name(:since), (pg_walfile_name_offset(:since)).file_offset, "
            "pg_walfile_name(:until), (pg_walfile_name_offset(:until)).file_offset"
        )
        first, start, last, end = tx.execute(query, {"since": self._lsn, "until": now}).one()
        self._lsn = now
        segments = sorted(
            path
            for path in (self._data / "pg_wal").glob("[0-9A-F]" * 24)
            if first <= path.name <= last
        )
        raw = b"".join(path.read_bytes() for path in segments)
        tail = len(segments[-1].read_bytes()) - end if segments else 0
        return raw[start : len(raw) - tail]


LOUD = (
    "log_statement = 'all'",
    "log_parameter_max_length_on_error = -1",
    "synchronous_commit = off",  # the same bytes, without waiting for the disk
)


def _tables(tx: Connection) -> list[str]:
    query = (
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    )
    return [str(name) for name in tx.scalars(text(query))]


def _rows(tx: Connection, table: str) -> Iterator[Row]:
    query = text(f'SELECT xmin::text::bigint, ctid::text, t.* FROM "{table}" t')  # noqa: S608 - its own name
    for xmin, ctid, *row in tx.execute(query):
        block, line = ctid.strip("()").split(",")
        yield Row(table, (int(block) << 16) + int(line), xmin, flat(row))


def _paths(tx: Connection) -> list[tuple[str, str]]:
    """The files of our tables, and of what they keep beside themselves (TOAST)."""
    query = """
        WITH ours AS (SELECT oid, reltoastrelid FROM pg_class
                      WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace)
        SELECT relname, pg_relation_filepath(oid) FROM pg_class
        WHERE oid IN (SELECT oid FROM ours UNION SELECT reltoastrelid FROM ours)
    """
    return [(name, path) for name, path in tx.execute(text(query)) if path]


def flat(row: Any) -> bytes:  # noqa: ANN401 - a row of any driver
    """A row's values one after the other: text and bytes as they are, numbers in words."""
    return b"\0".join(_bytes(value) for value in row)


def _bytes(value: object) -> bytes:
    if isinstance(value, bytes | memoryview):
        return bytes(value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False).encode()
    return str(value).encode()
