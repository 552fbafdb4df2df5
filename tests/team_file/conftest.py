from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.content import templates
from bot.domain.team import Team
from bot.store import teams
from bot.store.database import Database
from bot.use_cases.apply_team import Outcome, apply_team_file
from sandbox import Sandbox, Settings, WorkspaceFile, load_workspace
from tests.support.databases import opened

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
MANIFEST = ROOT / "app_manifest.yml"
NOW = datetime.fromisoformat("2026-11-23T12:00:00+00:00")


@pytest.fixture
def examples() -> Path:
    return EXAMPLES


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with opened(f"sqlite:///{tmp_path}/holdspace.db") as found:
        yield found


@dataclass
class Place:
    """A practice workspace, a client of it, and a database to apply team files to."""

    sandbox: Sandbox
    client: AsyncWebClient
    db: Database
    file: Path

    async def apply(self, text: str | Path, now: datetime = NOW) -> Outcome:
        path = text if isinstance(text, Path) else self.file
        if isinstance(text, str):
            path.write_text(text, encoding="utf-8")
        return await apply_team_file(path, self.client, self.db, templates.load(), now)

    def teams(self) -> list[Team]:
        return self.db.now(teams.every)

    def calls(self, method: str) -> int:
        return sum(call.method == method for call in self.sandbox.slack.record.since(0))


OpenPlace = Callable[..., Awaitable[Place]]


@pytest.fixture
async def open_place(db: Database, tmp_path: Path) -> AsyncIterator[OpenPlace]:
    async with AsyncExitStack() as stack:

        async def make(
            workspace: WorkspaceFile | str = "harbour-house", manifest: object = MANIFEST
        ) -> Place:
            if isinstance(workspace, str):
                workspace = load_workspace(EXAMPLES / f"{workspace}.workspace.toml")
            sandbox = Sandbox(workspace, manifest=manifest, settings=Settings(rate_limits=False))  # type: ignore[arg-type]  # a test may hand in anything
            await sandbox.start()
            stack.push_async_callback(sandbox.stop)
            client = AsyncWebClient(sandbox.bot_token, sandbox.api_url, retry_handlers=[])
            return Place(sandbox, client, db, tmp_path / "team.toml")

        yield make


@pytest.fixture
async def place(open_place: OpenPlace) -> Place:
    return await open_place()


@pytest.fixture
def harbour() -> str:
    return (EXAMPLES / "harbour-house.toml").read_text(encoding="utf-8")
