"""`holdspace run` in processes of its own, beside a sandbox in the test's."""

import asyncio
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, func, select

from bot.domain.prompts import Kind, Prompt
from bot.store import deliveries, schema
from bot.store.database import Database
from bot.store.tables import delivery
from sandbox import Sandbox, Settings, WorkspaceFile

ROOT = Path(__file__).parents[2]
PATIENCE = 90.0
"""Seconds after which something that should have happened counts as not happening."""

POST = "chat.postMessage"


def person(number: int) -> str:
    """The Slack id of one of the many."""
    return f"U0P{number:04}"


def replies(people: int, due: datetime) -> list[Prompt]:
    """A message to each of so many, of the kind that nothing holds back."""
    ends, about = due + timedelta(hours=1), {"from": "U0ADA", "answer": "yes"}
    return [
        Prompt(Kind.COMPANY_REPLY, person(number), due, ends, None, about)
        for number in range(people)
    ]


@dataclass(frozen=True)
class House:
    """A workspace of many, a database, and whatever processes run on both."""

    sandbox: Sandbox
    url: str
    folder: Path

    @contextmanager
    def database(self) -> Iterator[Database]:
        """The database, beside whoever else uses it."""
        db = Database(self.url)
        try:
            yield db
        finally:
            db.close()

    def plan(self, prompts: list[Prompt]) -> None:
        """Have these sent."""
        with self.database() as db:
            db.now(deliveries.plan, prompts)

    def states(self) -> dict[str, int]:
        """How many deliveries stand where."""
        with self.database() as db:
            return db.now(_states)

    def arrived(self) -> Counter[str]:
        """How many messages each person has, by the sandbox's own record."""
        slack = self.sandbox.slack
        return Counter(
            next(who for who in channel.members if who != slack.bot)
            for channel in slack.workspace.channels.values()
            if channel.kind == "dm"
            for _ in channel.messages
        )

    def asked(self, method: str = POST) -> int:
        """How often the app has called this method, whatever came of it."""
        return sum(call.method == method for call in self.sandbox.slack.record.since(0))

    async def start(self) -> asyncio.subprocess.Process:
        """Start the app."""
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "SLACK_BOT_TOKEN": self.sandbox.bot_token,
            "SLACK_APP_TOKEN": self.sandbox.app_token,
            "SLACK_API_URL": self.sandbox.api_url,
            "HOLDSPACE_SECRET": "5" * 64,
            "DATABASE_URL": self.url,
            "ROUND_KEY_DIR": str(self.folder / "round-keys"),
        }
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"), cwd=self.folder, env=environment
        )


@asynccontextmanager
async def house(url: str, folder: Path, people: int) -> AsyncIterator[House]:
    """A workspace with so many people and nothing else, without Slack's limits."""
    everybody = [{"id": person(number), "name": f"P{number}"} for number in range(people)]
    file = WorkspaceFile.model_validate(
        {"team": {"name": "Many"}, "people": [{"id": "U0ADA", "name": "Ada"}, *everybody]}
    )
    db = Database(url)
    db.now(schema.upgrade)
    db.close()
    sandbox = Sandbox(
        file, manifest=ROOT / "app_manifest.yml", settings=Settings(rate_limits=False)
    )
    await sandbox.start()
    try:
        yield House(sandbox, url, folder)
    finally:
        await sandbox.stop()


async def until(met: Callable[[], bool]) -> None:
    """Return as soon as another process has brought this about."""
    async with asyncio.timeout(PATIENCE):
        while not met():  # noqa: ASYNC110 - what another process does is no event of ours
            await asyncio.sleep(0.02)


async def ended(process: asyncio.subprocess.Process) -> int:
    """The exit code of a process that is to end by itself."""
    async with asyncio.timeout(PATIENCE):
        return await process.wait()


def _states(tx: Connection) -> dict[str, int]:
    rows = tx.execute(select(delivery.c.state, func.count()).group_by(delivery.c.state))
    return {row[0]: row[1] for row in rows}
