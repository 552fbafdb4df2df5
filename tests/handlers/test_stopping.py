"""What somebody pressed just before the app was stopped is still done, and they are told."""

import asyncio
import sqlite3

from tests.support.practice import Stage
from tests.support.running import until


def _acked(stage: Stage) -> bool:
    return any(call["status"] for call in stage.calls("slash_commands"))


async def test_who_takes_five_as_the_app_is_stopped_still_has_their_idea(hill: Stage) -> None:
    ada = hill.person("U0ADA")
    other = sqlite3.connect(str(hill.db.engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    asking = asyncio.create_task(ada.command("C0HILL", "/five"))
    await until(lambda: _acked(hill))
    stopping = asyncio.create_task(hill.practice.app.stop())
    await asyncio.wait([stopping], timeout=0.1)
    other.close()
    await asyncio.gather(stopping, asking)
    said = [message for message in await ada.messages("C0HILL") if message.get("ephemeral")]
    assert said[-1]["text"].startswith("These five minutes are yours.")
