"""One way into the database: a plain function with an open transaction, run off the event loop."""

import asyncio
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

from bot.store.together import Together

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")

BUSY_MILLISECONDS = 10_000

TURN = 0.001
"""Seconds after which a thread that computes lets the event loop go on, which posts and acks. With
Python's own 0.005 the loop would stand still for so long at each packet that it sends."""

CHECKPOINT_PAGES = 4_000
"""Pages in SQLite's WAL (4 KiB each) after which somebody's commit has to move them: about a
thousand answers, so that a team's all at once are not held up by it. SQLite's own is 1000."""


class Database:
    """The engine and the threads that use it.

    SQLite has one writer, so it gets one thread; `BEGIN IMMEDIATE` takes the lock before reading.
    Parameters never appear in an error (`hide_parameters`): they may be what somebody wrote.
    """

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        if self.is_sqlite and parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        self.engine = create_engine(parsed, hide_parameters=True, echo=False)
        if self.is_sqlite:
            _prepare_sqlite(self.engine)
        sys.setswitchinterval(TURN)
        self._threads = ThreadPoolExecutor(1 if self.is_sqlite else 4, thread_name_prefix="store")
        self._under_way: set[asyncio.Future[Any]] = set()

    async def run(
        self, work: Callable[Concatenate[Connection, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run `work` in one transaction: committed when this returns, undone when it raises."""
        return await self.in_thread(lambda: self.now(work, *args, **kwargs))

    async def in_thread(self, work: Callable[[], R]) -> R:
        """Run what makes its own transactions where they cannot stall the event loop."""
        done = asyncio.get_running_loop().run_in_executor(self._threads, work)
        self._under_way.add(done)
        done.add_done_callback(self._under_way.discard)
        return await done

    async def rest(self) -> bool:
        """Wait for what is under way; says whether anything was."""
        under_way = list(self._under_way)
        if under_way:
            await asyncio.wait(under_way)
        return bool(under_way)

    def together(self, work: Callable[[Connection, Sequence[T]], Sequence[R]]) -> Together[T, R]:
        """Run `work` on items that come one by one; those that come at once share a transaction.

        Only for items of one kind, so that a row never shares one with what names its writer.
        """

        async def share(items: Sequence[T]) -> Sequence[R]:
            return await self.run(work, items)

        return Together(share)

    def now(
        self, work: Callable[Concatenate[Connection, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """The same from code that has no event loop to keep free."""
        with self.engine.begin() as tx:
            return work(tx, *args, **kwargs)

    def scrub(self) -> None:
        """Leave no deleted bytes where the database can help it.

        Measured for SQLite: a FULL checkpoint leaves deleted pages in the -wal, TRUNCATE does not.
        PostgreSQL keeps deleted rows until it writes over them, which is why they are ciphertext.
        """
        if self.is_sqlite:
            self._alone("PRAGMA wal_checkpoint(TRUNCATE)")

    def copy_to(self, file: Path) -> None:
        """Copy a SQLite database into an empty file: as of now, whole, without deleted bytes."""
        self._alone("VACUUM INTO ?", str(file))

    def _alone(self, statement: str, *values: str) -> None:
        """What SQLite does outside of any transaction."""
        raw = self.engine.raw_connection()
        try:
            raw.cursor().execute(statement, values)
        finally:
            raw.close()

    def close(self) -> None:
        """Finish what runs and let go of the connections."""
        self._threads.shutdown(wait=True)
        self.engine.dispose()


def _prepare_sqlite(engine: Engine) -> None:
    """FULL, whatever SQLite was built with: in a WAL, NORMAL forgets commits at a power cut."""

    @event.listens_for(engine, "connect")
    def _connect(raw: Any, _record: object) -> None:  # noqa: ANN401 - a driver's connection
        raw.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
            f"busy_timeout={BUSY_MILLISECONDS}",
            f"wal_autocheckpoint={CHECKPOINT_PAGES}",
        ):
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(tx: Connection) -> None:
        tx.connection.cursor().execute("BEGIN IMMEDIATE")
