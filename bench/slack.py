"""A sandbox in a process of its own, so that its work is nobody's who is measured."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.demo.practice import MANIFEST, ROOT

LINES = 5
"""What it prints of itself before it is ready, up to the app's second token."""


@dataclass(frozen=True, slots=True)
class Slack:
    """How an app reaches it."""

    api_url: str
    bot_token: str
    app_token: str


@asynccontextmanager
async def slack(folder: Path, people: list[str], *, limits: bool) -> AsyncIterator[Slack]:
    """One with these people, with or without Slack's rate limits."""
    described = folder / "workspace.toml"
    described.write_text(_workspace(people), encoding="utf-8")
    manifest = folder / "manifest.json"
    manifest.write_text(_manifest(), encoding="utf-8")
    options = ["--workspace", str(described), "--manifest", str(manifest), "--port", "0"]
    options += [] if limits else ["--no-rate-limits"]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "sandbox", *options), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    try:
        yield await _told(process)
    finally:
        process.terminate()
        await process.wait()


async def _told(process: asyncio.subprocess.Process) -> Slack:
    """Its address and tokens, each the last word of its line."""
    if process.stdout is None:
        raise RuntimeError("the sandbox has no output")
    said = [(await process.stdout.readline()).decode().split()[-1] for _ in range(LINES - 1)]
    return Slack(said[1], said[2], said[3])


def _manifest() -> str:
    """Ours without events: nobody listens here, and each would be sent again and again."""
    described = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    del described["settings"]["event_subscriptions"]
    return json.dumps(described)


def _workspace(people: list[str]) -> str:
    each = (f'[[people]]\nid = "{who}"\nname = "{who.lower()}"\n' for who in people)
    return '[team]\nname = "Bench"\ndomain = "bench"\n' + "".join(each)
