"""The line between one process and the sandbox: it knows what the process waits for."""

import asyncio
import re
from collections import Counter
from contextlib import suppress

CONNECT = "apps.connections.open"
"""The last thing that a process does before it works."""

POST, HISTORY = "chat.postMessage", "conversations.history"
LOOKS = {HISTORY, "conversations.list"}
CHUNK = 65_536
REQUEST = re.compile(rb"(?:POST|GET) /api/([\w.]+)")


class Cable:
    """Carries bytes both ways, once it is connected: until then Slack does not answer.

    Two processes call with the same token, so that the sandbox cannot tell them apart.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._called: Counter[str] = Counter()
        self._more = asyncio.Condition()
        self._waiting: dict[asyncio.StreamWriter, str] = {}
        self._server: asyncio.Server | None = None
        self._open = asyncio.Event()
        self._is_cut = False

    async def lay(self) -> str:
        """The address of this end."""
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def connect(self) -> None:
        """Let the process reach Slack."""
        self._open.set()

    def cut(self) -> None:
        """Whoever connects from now on is hung up on; what runs ends with the process.

        The server listens on: asyncio loses a connection that comes just as its server closes.
        """
        self._is_cut = True
        self._open.set()

    def take_up(self) -> None:
        """No longer listen, once nobody is left who could connect."""
        if self._server:
            self._server.close()

    @property
    def works(self) -> bool:
        """Whether the process has started up."""
        return bool(self._called[CONNECT])

    @property
    def under_way(self) -> set[str]:
        """The methods whose answers the process waits for."""
        return set(self._waiting.values())

    async def calls(self, method: str, times: int = 1) -> None:
        """Return when this method has been called so often from now on."""
        many = self._called[method] + times
        await self._reaches(method, many)

    async def at_work(self) -> None:
        """Return when the process has started up."""
        await self._reaches(CONNECT, 1)

    async def _reaches(self, method: str, many: int) -> None:
        async with self._more:
            await self._more.wait_for(lambda: self._called[method] >= many)

    async def _carry(self, here: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        try:
            await self._open.wait()
            with suppress(ConnectionError):
                if not self._is_cut:
                    await self._both_ways(here, back)
        finally:
            back.close()

    async def _both_ways(self, here: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        there, on = await asyncio.open_connection("127.0.0.1", self._port)
        try:
            done = [
                asyncio.create_task(self._up(here, on)),
                asyncio.create_task(self._down(there, back, on)),
            ]
            await asyncio.wait(done, return_when=asyncio.FIRST_COMPLETED)
            for each in done:
                each.cancel()
            await asyncio.gather(*done, return_exceptions=True)
        finally:
            self._waiting.pop(on, None)
            on.close()

    async def _up(self, here: asyncio.StreamReader, on: asyncio.StreamWriter) -> None:
        while data := await here.read(CHUNK):
            on.write(data)
            await on.drain()
            if asked := REQUEST.match(data):
                method = self._waiting[on] = asked[1].decode()
                async with self._more:
                    self._called[method] += 1
                    self._more.notify_all()

    async def _down(
        self, there: asyncio.StreamReader, back: asyncio.StreamWriter, on: asyncio.StreamWriter
    ) -> None:
        while data := await there.read(CHUNK):
            self._waiting.pop(on, None)
            back.write(data)
            await back.drain()
