"""Socket Mode: the app opens WebSockets to the sandbox, and envelopes and acks travel on them."""

import asyncio
import contextlib
import json
from itertools import count

from aiohttp import ClientConnectionResetError, web
from aiohttp.http_websocket import WSMsgType

from sandbox.envelopes import Ack, Envelope, Json
from sandbox.ids import derived

GOODBYE = 1.0  # seconds that the other side has to answer when a connection is closed
MOST_CONNECTIONS = 10  # Slack: an app may hold ten at once


class _Connection:
    """One WebSocket; once it was told to refresh, it is on its way out and takes nothing new."""

    def __init__(self, socket: web.WebSocketResponse, number: int) -> None:
        self.socket = socket
        self.number = number
        self.leaving = False

    async def send(self, frame: Json) -> None:
        await self.socket.send_str(json.dumps(frame))

    @property
    def debug_info(self) -> Json:
        return {"host": f"sandbox-{self.number}", "approximate_connection_time": 3600}


class SocketMode:
    """The app's open connections. Any one of them may get an envelope, in turn."""

    def __init__(self, app_id: str, refresh_seconds: float) -> None:
        self._app_id, self._refresh_seconds = app_id, refresh_seconds
        self._numbers = count(1)
        self._tickets: set[str] = set()
        self._connections: list[_Connection] = []
        self._came = asyncio.Condition()
        self._pending: dict[str, asyncio.Future[Ack]] = {}
        self._farewells: set[asyncio.Task[None]] = set()

    def ticket(self) -> str:
        """What lets one connection in, once (part of the address that Slack hands out)."""
        ticket = derived("", self._app_id, str(next(self._numbers))).lower()
        self._tickets.add(ticket)
        return ticket

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection until either side ends it."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            raise web.HTTPForbidden(text="This address was already used; open a new connection.")
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(timeout=GOODBYE)
        await socket.prepare(request)
        connection = _Connection(socket, next(self._numbers))
        if len(self._connections) >= MOST_CONNECTIONS:
            await self._dismiss(connection, "too_many_websockets")
        else:
            await self._serve(connection)
        return socket

    async def send(self, envelope: Envelope) -> Ack:
        """Put an envelope on a connection (the first that comes, if there is none) and wait."""
        acked = self._pending.setdefault(envelope.id, asyncio.get_running_loop().create_future())
        try:
            await self._put(_frame(envelope))
            return await asyncio.shield(acked)
        finally:
            self._pending.pop(envelope.id, None)

    async def reconnect(self) -> None:
        """Warn each connection, and end it a little later if it has not gone by itself."""
        for connection in list(self._connections):
            connection.leaving = True
            await self._bid_farewell(connection, "warning")
            task = asyncio.create_task(self._end_later(connection))
            self._farewells.add(task)
            task.add_done_callback(self._farewells.discard)

    async def stop(self) -> None:
        """Close every connection."""
        for task in self._farewells:
            task.cancel()
        await asyncio.gather(*self._farewells, return_exceptions=True)
        for connection in list(self._connections):
            await connection.socket.close()

    async def _serve(self, connection: _Connection) -> None:
        self._connections.append(connection)
        try:
            await connection.send(self._hello(connection))
            async with self._came:
                self._came.notify_all()
            async for message in connection.socket:
                if message.type == WSMsgType.TEXT:
                    self._take_ack(message.data)
        except ClientConnectionResetError:
            pass  # the app went away; what it did not ack comes again
        finally:
            self._connections.remove(connection)

    def _hello(self, connection: _Connection) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._connections),
            "connection_info": {"app_id": self._app_id},
            "debug_info": connection.debug_info,
        }

    def _take_ack(self, text: str) -> None:
        with contextlib.suppress(ValueError, AttributeError):
            frame = json.loads(text)
            acked = self._pending.get(frame.get("envelope_id"))
            if acked and not acked.done():
                acked.set_result(Ack(frame.get("payload")))

    async def _put(self, frame: Json) -> None:
        connection = await self._in_turn()
        try:
            await connection.send(frame)
        except ClientConnectionResetError:
            connection.leaving = True
            await self._put(frame)

    async def _in_turn(self) -> _Connection:
        async with self._came:
            await self._came.wait_for(lambda: self._next() is not None)
        connection = self._next()
        if connection is None:
            return await self._in_turn()
        self._connections.remove(connection)
        self._connections.append(connection)
        return connection

    def _next(self) -> _Connection | None:
        return next((each for each in self._connections if not each.leaving), None)

    async def _end_later(self, connection: _Connection) -> None:
        await asyncio.sleep(self._refresh_seconds)
        await self._dismiss(connection, "refresh_requested")

    async def _dismiss(self, connection: _Connection, reason: str) -> None:
        await self._bid_farewell(connection, reason)
        await connection.socket.close()

    async def _bid_farewell(self, connection: _Connection, reason: str) -> None:
        with contextlib.suppress(ClientConnectionResetError):
            await connection.send(
                {"type": "disconnect", "reason": reason, "debug_info": connection.debug_info}
            )


def _frame(envelope: Envelope) -> Json:
    frame = {
        "envelope_id": envelope.id,
        "type": envelope.type,
        "payload": envelope.payload,
        "accepts_response_payload": envelope.accepts_response,
    }
    if envelope.type == "events_api":
        frame |= {"retry_attempt": envelope.attempt, "retry_reason": envelope.reason}
    return frame
