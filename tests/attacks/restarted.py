"""The real app started again on what a crash left, in a practice workspace, until the digest."""

from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from bot.app import Holdspace
from bot.demo.practice import MANIFEST
from bot.settings import Settings
from sandbox import Clock, Sandbox, WorkspaceFile

CHANNEL = "C0RIVER"
ZONE = "America/Toronto"
OK = 200


@dataclass(frozen=True, slots=True)
class Posted:
    """What the app posted: how often each kind of message to whom, and all that was said."""

    messages: Counter[tuple[str, str]]
    text: str


async def lived_on(
    url: str, keys: Path, people: Iterable[str], now: datetime, until: datetime
) -> Posted:
    """Start the app on these, let all happen that is due until then, and stop it."""
    clock = Clock(now, running=False)
    async with _sandbox(people, clock) as sandbox:
        app = Holdspace(_settings(sandbox, url, keys), clock.now, Random(1))
        await app.start()
        sandbox.settles_with(app.services.db.rest)
        clock.on_jump.append(app.tick)
        await app.tick()
        while (due := await app.upcoming()) and due < until:
            await clock.jump(due)
        await sandbox.settled()
        await app.stop()
        return _posted(sandbox)


@asynccontextmanager
async def _sandbox(people: Iterable[str], clock: Clock) -> AsyncIterator[Sandbox]:
    made = Sandbox(_workspace(people), manifest=MANIFEST, clock=clock)
    await made.start()
    try:
        yield made
    finally:
        await made.stop()


def _workspace(people: Iterable[str]) -> WorkspaceFile:
    members = [{"id": p, "name": p.lower(), "real_name": p, "tz": ZONE} for p in people]
    names = [member["name"] for member in members]
    channel = {"id": CHANNEL, "name": "river", "members": names, "app": True}
    team = {"name": "Attacked", "domain": "attacked"}
    return WorkspaceFile.model_validate({"team": team, "people": members, "channels": [channel]})


def _settings(sandbox: Sandbox, url: str, keys: Path) -> Settings:
    return Settings.model_validate(
        {
            "slack_bot_token": sandbox.bot_token,
            "slack_app_token": sandbox.app_token,
            "slack_api_url": sandbox.api_url,
            "holdspace_secret": "s" * 64,
            "database_url": url,
            "round_key_dir": keys,
            "forgotten_file": keys.parent / "forgotten",
        }
    )


def _posted(sandbox: Sandbox) -> Posted:
    calls = sandbox.slack.record.since(0)
    posts: list[dict[str, Any]] = [
        call.request for call in calls if call.method == "chat.postMessage" and call.status == OK
    ]
    kinds = Counter((str((p.get("metadata") or {}).get("event_type")), p["channel"]) for p in posts)
    return Posted(kinds, "\n".join(post["text"] for post in posts))
