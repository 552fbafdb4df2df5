"""The real thing: `python -m bot run` in a process of its own."""

import asyncio
import os
import signal
import sys
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from sandbox import Sandbox
from tests.soak.cable import Cable

PATIENCE = 30
"""Seconds to stop in when asked; then it counts as hung."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the processes run, and what they share."""

    folder: Path
    database_url: str
    sandbox: Sandbox
    cables: list[Cable] = field(default_factory=list)

    @property
    def log(self) -> Path:
        """What all of them said."""
        return self.folder / "log"

    async def start(self, now: datetime) -> "Running":
        """Start one whose clock shows `now`. It touches nothing before its cable is connected:
        the first thing that it does is to ask Slack who it is.
        """
        cable = Cable(urlsplit(self.sandbox.url).port or 0)
        self.cables.append(cable)
        environment = self._environment(f"{await cable.lay()}/api/")
        with self.log.open("ab") as log:
            command = (sys.executable, "-m", "bot", "run", "--now", now.isoformat())
            process = await asyncio.create_subprocess_exec(
                *command, cwd=self.folder, env=environment, stdout=log, stderr=log
            )
        return Running(process, cable, now)

    def clear(self) -> None:
        """Take up all cables, once every process has ended."""
        for cable in self.cables:
            cable.take_up()

    def _environment(self, api_url: str) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "SLACK_BOT_TOKEN": self.sandbox.bot_token,
            "SLACK_APP_TOKEN": self.sandbox.app_token,
            "SLACK_API_URL": api_url,
            "HOLDSPACE_SECRET": "5" * 64,
            "DATABASE_URL": self.database_url,
            "ROUND_KEY_DIR": str(self.folder / "round-keys"),
            "LOG_LEVEL": "WARNING",
            "PYTHONFAULTHANDLER": "1",
        }


@dataclass(frozen=True, slots=True, eq=False)
class Running:
    """One process, from its start to its end. `since`: what its clock showed then."""

    process: asyncio.subprocess.Process
    cable: Cable
    since: datetime

    async def kill(self) -> bool:
        """SIGKILL; False where it had ended by itself."""
        self.cable.cut()
        if self.process.returncode is not None:
            return False
        self.process.kill()
        return await self.process.wait() == -signal.SIGKILL

    async def stop(self) -> int:
        """Ask it to stop, and its exit code. One that hangs says in the log where it is."""
        self.process.terminate()
        try:
            async with asyncio.timeout(PATIENCE):
                return await self.process.wait()
        except TimeoutError:
            self.process.send_signal(signal.SIGABRT)
            return await self.process.wait()
