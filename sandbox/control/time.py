"""The workspace's clock in the control API: read it, jump, run and pause."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web
from pydantic import BaseModel, ConfigDict

from sandbox.control.guard import read
from sandbox.errors import PersonError
from sandbox.slack import Slack

Json = dict[str, Any]
_STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1)}


class ClockBody(BaseModel):
    """Where to jump (next, hour, day or an ISO instant), and whether to run."""

    model_config = ConfigDict(extra="forbid")
    to: str | None = None
    running: bool | None = None


class Time:
    """Answers about the clock. A jump answers only once everybody has reacted to it."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._one_jump_at_a_time = asyncio.Lock()

    def routes(self) -> list[web.RouteDef]:
        """Their addresses."""
        return [web.post("/control/clock", self.change)]

    async def change(self, request: web.Request) -> web.Response:
        """Jump, run or pause."""
        body, clock = await read(request, ClockBody), self._slack.clock
        if body.running is not None:
            (clock.run if body.running else clock.pause)()
        if body.to:
            async with self._one_jump_at_a_time:
                await self._jump(await self._target(body.to))
        self._slack.workspace.bus.tell("clock")
        return web.json_response({"now": clock.now().isoformat(), "running": clock.running})

    async def _jump(self, to: datetime) -> None:
        """Stop at each planned instant on the way, so that what is due there happens there."""
        clock, upcoming = self._slack.clock, self._slack.upcoming
        while to.tzinfo and upcoming and (due := await upcoming()) and clock.now() < due < to:
            await clock.jump(due)
            to = max(to, clock.now())
        await clock.jump(to)

    async def _target(self, to: str) -> datetime:
        now = self._slack.clock.now()
        if to in _STEPS:
            return now + _STEPS[to]
        if to == "next":
            return await self._next()
        try:
            return datetime.fromisoformat(to)
        except ValueError as error:
            raise PersonError("to is next, hour, day, or an instant in ISO 8601.") from error

    async def _next(self) -> datetime:
        due = await self._slack.upcoming() if self._slack.upcoming else None
        if due is None:
            raise PersonError("Nothing is planned, so there is no next prompt to jump to.")
        return max(due, self._slack.clock.now())


def clock_json(slack: Slack) -> Json:
    """The clock as the page shows it."""
    clock = slack.clock
    can_jump = slack.upcoming is not None
    return {"now": clock.now().isoformat(), "running": clock.running, "can_jump_to_next": can_jump}
