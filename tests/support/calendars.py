"""A server that gives a calendar, as a feed does: with marks, and with whatever can go wrong."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
import pytest
from aiohttp import web


@dataclass
class CalendarServer:
    """One address. What it answers is `body`, unless `status` says otherwise.

    While `held` is there and not set, an answer waits for it; `reached` says that one does.
    """

    url: str = ""
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)
    hangs_up: bool = False
    moved: str = ""
    held: asyncio.Event | None = None
    reached: asyncio.Event = field(default_factory=asyncio.Event)

    def gives(self, text: str, etag: str = "") -> None:
        """From now on."""
        self.body, self.status = text.encode(), 200
        self.headers = {"ETag": etag} if etag else {}

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """What a calendar program's server does."""
        self.asked.append(dict(request.headers))
        if self.hangs_up and request.transport:
            request.transport.abort()
        if self.held:
            self.reached.set()
            await self.held.wait()
        if self.moved and request.path != self.moved:
            return web.Response(status=302, headers={"Location": self.moved})
        if self.status == 200 and self._unchanged(request):
            return web.Response(status=304)
        return web.Response(body=self.body, status=self.status, headers=self.headers)

    def _unchanged(self, request: web.Request) -> bool:
        pairs = {"If-None-Match": "ETag", "If-Modified-Since": "Last-Modified"}
        return any(
            name in request.headers and request.headers[name] == self.headers.get(mark)
            for name, mark in pairs.items()
        )


@asynccontextmanager
async def serving() -> AsyncIterator[CalendarServer]:
    """The server, for as long as this lasts."""
    server, app = CalendarServer(), web.Application()
    app.router.add_get("/{path:.*}", server.answer)
    runner = web.AppRunner(app, handler_cancellation=True)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    server.url = f"http://{host}:{port}/private-4f1a/roster.ics"
    yield server
    await runner.cleanup()


@pytest.fixture
async def calendar_server() -> AsyncIterator[CalendarServer]:
    """A server that gives a calendar."""
    async with serving() as server:
        yield server


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """With which the app asks for it."""
    async with aiohttp.ClientSession() as found:
        yield found
