import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.__main__ import main
from sandbox import Sandbox, Settings, load_workspace

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
MANIFEST = ROOT / "app_manifest.yml"


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def wrong(self) -> list[str]:
        return [line for line in self.out.splitlines() if line.startswith("wrong")]


Holdspace = Callable[..., Awaitable[Said]]


@pytest.fixture
def holdspace(capsys: pytest.CaptureFixture[str]) -> Holdspace:
    """Runs the command line in a thread of its own, so that a sandbox can go on serving."""

    async def run(*arguments: str | Path) -> Said:
        capsys.readouterr()
        status = await asyncio.to_thread(main, [str(each) for each in arguments])
        return Said(status, *capsys.readouterr())

    return run


@dataclass
class Home:
    """The folder and settings of somebody who runs Holdspace against a practice workspace."""

    folder: Path
    sandbox: Sandbox
    env: pytest.MonkeyPatch

    @property
    def database(self) -> Path:
        return self.folder / "holdspace.db"

    @property
    def keys(self) -> Path:
        return self.folder / "keys"


OpenHome = Callable[..., Awaitable[Home]]


@pytest.fixture
async def open_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[OpenHome]:
    async with AsyncExitStack() as stack:

        async def make(manifest: object = MANIFEST) -> Home:
            workspace = load_workspace(EXAMPLES / "harbour-house.workspace.toml")
            sandbox = Sandbox(workspace, manifest=manifest, settings=Settings(rate_limits=False))  # type: ignore[arg-type]  # a test may hand in anything
            await sandbox.start()
            stack.push_async_callback(sandbox.stop)
            home = Home(tmp_path, sandbox, monkeypatch)
            monkeypatch.chdir(tmp_path)
            monkeypatch.setenv("SLACK_BOT_TOKEN", sandbox.bot_token)
            monkeypatch.setenv("SLACK_APP_TOKEN", sandbox.app_token)
            monkeypatch.setenv("HOLDSPACE_SECRET", secrets.token_hex(32))
            monkeypatch.setenv("SLACK_API_URL", sandbox.api_url)
            monkeypatch.setenv("DATABASE_URL", f"sqlite:///{home.database}")
            monkeypatch.setenv("ROUND_KEY_DIR", str(home.keys))
            return home

        yield make


@pytest.fixture
async def home(open_home: OpenHome) -> Home:
    return await open_home()
