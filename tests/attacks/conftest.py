"""Prints the table at the end, where the attack suite is run by itself."""

import logging
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import log
from bot.store.database import Database
from tests.attacks.grounds import Ground, PostgresGround, SqliteGround
from tests.attacks.report import FILE, table
from tests.attacks.twins import Seed, seed_with
from tests.attacks.wire import Listener, everything


def pytest_configure(config: pytest.Config) -> None:
    """The processes that share the work inherit the name of the file."""
    if not hasattr(config, "workerinput") and FILE not in os.environ:
        handle, path = tempfile.mkstemp(prefix="attacks-")
        os.close(handle)
        os.environ[FILE] = path


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Only the process that started the others prints."""
    if hasattr(config, "workerinput") or FILE not in os.environ:
        return
    path = Path(os.environ.pop(FILE))
    if path.stat().st_size:
        terminalreporter.section("attacks")
        terminalreporter.write("\n".join(table(path)) + "\n")
    path.unlink()


@pytest.fixture
def ground(database: Database, tmp_path: Path) -> Iterator[Ground]:
    """The same database from the adversary's side."""
    url = database.engine.url
    found: Ground
    if database.is_sqlite:
        found = SqliteGround(Path(str(url.database)), tmp_path)
    else:
        found = PostgresGround(url.render_as_string(hide_password=False))
    database.engine.dispose()  # settings hold for new connections only
    yield found
    found.close()


@pytest.fixture
def seeded(monkeypatch: pytest.MonkeyPatch) -> Seed:
    return seed_with(monkeypatch)


@pytest.fixture
def listener() -> Iterator[Listener]:
    """Root and every library at DEBUG, under Holdspace's own set-up of the log."""
    root, heard = logging.getLogger(), Listener()
    levels = {name: logging.getLogger(name).level for name in (None, *log.QUIET)}
    log.configure("DEBUG")
    root.addHandler(heard)
    everything()
    yield heard
    root.removeHandler(heard)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
