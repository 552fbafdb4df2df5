"""Which listeners are at work, so that a stop can wait for them: most ack first and work after."""

import asyncio

from slack_bolt.async_app import AsyncApp
from slack_bolt.listener.async_listener_completion_handler import AsyncListenerCompletionHandler
from slack_bolt.listener.async_listener_start_handler import AsyncListenerStartHandler
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse


class UnderWay:
    """Counts the app's listeners from their start to their end, whatever they end with."""

    def __init__(self, app: AsyncApp) -> None:
        self._many = 0
        self._none = asyncio.Event()
        self._none.set()
        app.listener_runner.listener_start_handler = _Starting(self)
        app.listener_runner.listener_completion_handler = _Ending(self)

    async def rest(self) -> None:
        """Return once none is at work."""
        await self._none.wait()

    def count(self, by: int) -> None:
        """One more, or one less."""
        self._many += by
        if self._many:
            self._none.clear()
        else:
            self._none.set()


class _Starting(AsyncListenerStartHandler):
    def __init__(self, under_way: UnderWay) -> None:
        self._under_way = under_way

    async def handle(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:  # noqa: ARG002 - Bolt's signature
        self._under_way.count(1)


class _Ending(AsyncListenerCompletionHandler):
    def __init__(self, under_way: UnderWay) -> None:
        self._under_way = under_way

    async def handle(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:  # noqa: ARG002 - Bolt's signature
        self._under_way.count(-1)
