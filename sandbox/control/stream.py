"""The stream: tells a page what changed for one person, as it changes."""

import asyncio
import contextlib
from typing import Any

from aiohttp import ClientConnectionResetError, web

from sandbox.bus import Change
from sandbox.slack import Slack

Json = dict[str, Any]


class Stream:
    """Open streams; each ends with its page, or when the sandbox stops."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._open: set[web.WebSocketResponse] = set()

    def routes(self) -> list[web.RouteDef]:
        """Its address."""
        return [web.get("/control/stream", self.handle)]

    async def stop(self) -> None:
        """End every stream."""
        for socket in list(self._open):
            await socket.close()

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one page."""
        socket = web.WebSocketResponse(timeout=1.0, heartbeat=30)
        await socket.prepare(request)
        self._open.add(socket)
        sender = asyncio.create_task(self._send(socket, request.query.get("user")))
        try:
            async for _ in socket:
                pass  # the page only listens; reading is how its end is noticed
        finally:
            self._open.discard(socket)
            sender.cancel()
            await asyncio.gather(sender, return_exceptions=True)
        return socket

    async def _send(self, socket: web.WebSocketResponse, user: str | None) -> None:
        with contextlib.suppress(ClientConnectionResetError):
            await asyncio.gather(self._send_changes(socket, user), self._send_ticks(socket))

    async def _send_changes(self, socket: web.WebSocketResponse, user: str | None) -> None:
        with self._slack.workspace.bus.stream() as changes:
            while True:
                change = await changes.get()
                if change.concerns(user):
                    await socket.send_json(_frame(change))

    async def _send_ticks(self, socket: web.WebSocketResponse) -> None:
        while True:
            await asyncio.sleep(1)
            if self._slack.clock.running:
                await socket.send_json(self._tick())

    def _tick(self) -> Json:
        clock = self._slack.clock
        return {"type": "clock", "now": clock.now().isoformat(), "running": clock.running}


def _frame(change: Change) -> Json:
    frame: Json = {"type": "changed", "what": change.what}
    return frame | ({"channel": change.channel} if change.channel else {})
