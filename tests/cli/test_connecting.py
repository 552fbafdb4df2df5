"""Where Slack hands out an address that does not answer, the next one is asked for."""

import socket
from datetime import UTC, datetime
from pathlib import Path

from sandbox.faults import Fault
from tests.support.running import ended, house, replies, until


async def test_an_address_that_does_not_answer_is_not_tried_for_ever(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with house(sqlite_url, tmp_path, people=1) as here:
        slack = here.sandbox.slack
        slack.faults.plan(Fault("slow", "auth.test", seconds=1))
        here.plan(replies(1, datetime.now(UTC)))
        process = await here.start()
        await until(lambda: here.asked("auth.test") == 1)
        with socket.create_server(("127.0.0.1", 0)) as taken:
            real, slack.address = slack.address, f"http://127.0.0.1:{taken.getsockname()[1]}"
        await until(lambda: here.asked("apps.connections.open") == 1)
        slack.address = real
        await until(lambda: here.states() == {"sent": 1})
        process.terminate()
        assert await ended(process) == 0
