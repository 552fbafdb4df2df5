"""A practice workspace and the app in it, talking over real sockets on this machine."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bot.app import Holdspace
from bot.domain.team import Team
from bot.settings import Settings
from bot.use_cases.apply_team import apply_team_file
from sandbox import Clock, Sandbox, WorkspaceFile

ROOT = Path(__file__).resolve().parents[2]
SEED = 20
MANIFEST = ROOT / "app_manifest.yml"
FILE = "holdspace.db"


@dataclass(frozen=True, slots=True)
class Running:
    """Both of them, running, before any team is there."""

    sandbox: Sandbox
    app: Holdspace


@dataclass(frozen=True, slots=True)
class Practice(Running):
    """Both of them, with the team applied."""

    team: Team


@asynccontextmanager
async def fresh(
    workspace: WorkspaceFile, clock: Clock, port: int = 0, database: bytes = b""
) -> AsyncIterator[Running]:
    """Start both, keep what they store for as long as this lasts, and stop both.

    `database` is a SQLite file to begin with; one that has its tables spares the making of them.

    Raises:
        OSError: the port is taken.
    """
    sandbox = Sandbox(workspace, manifest=MANIFEST, clock=clock)
    await sandbox.start(port=port)
    try:
        with TemporaryDirectory(prefix="holdspace-") as folder:
            settings = _settings(sandbox, Path(folder))
            (Path(folder) / FILE).write_bytes(database)
            # Whoever moves this clock ahead has lived through that time.
            app = Holdspace(
                settings,
                clock.now,
                Random(SEED),  # noqa: S311 - repeatable on purpose
                steady=lambda: clock.now().timestamp(),
            )
            await app.start()
            try:
                sandbox.upcoming = app.upcoming
                sandbox.settles_with(app.services.db.rest)
                clock.on_jump.append(app.tick)
                yield Running(sandbox, app)
            finally:
                await app.stop()
    finally:
        await sandbox.stop()


@asynccontextmanager
async def practice(
    team_file: Path, workspace: WorkspaceFile, clock: Clock, port: int = 0, database: bytes = b""
) -> AsyncIterator[Practice]:
    """The same, with a team applied.

    Raises:
        OSError: the port is taken.
        TeamFileError: the file cannot be applied.
    """
    async with fresh(workspace, clock, port, database) as running:
        team = await _apply(running.app, team_file, clock.now())
        yield Practice(running.sandbox, running.app, team)


async def _apply(app: Holdspace, team_file: Path, now: datetime) -> Team:
    its = app.services
    outcome = await apply_team_file(team_file, app.client, its.db, its.templates, now)
    await app.tick()
    return outcome.team


def _settings(sandbox: Sandbox, folder: Path) -> Settings:
    return Settings.model_validate(
        {
            "slack_bot_token": sandbox.bot_token,
            "slack_app_token": sandbox.app_token,
            "slack_api_url": sandbox.api_url,
            "holdspace_secret": secrets.token_hex(32),
            "database_url": f"sqlite:///{folder}/{FILE}",
            "round_key_dir": folder / "round-keys",
            "forgotten_file": folder / "forgotten",
        }
    )
