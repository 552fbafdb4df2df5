"""For tests: plan faults, and wait until nothing is under way."""

from typing import Any

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field

from sandbox import events
from sandbox.control.guard import read
from sandbox.errors import PersonError
from sandbox.faults import Fault, FaultKind
from sandbox.slack import Slack


class FaultBody(BaseModel):
    """A fault as a test asks for it."""

    model_config = ConfigDict(extra="forbid")
    kind: FaultKind
    method: str | None = None
    times: int = Field(1, ge=1)
    retry_after: int = Field(1, ge=1)
    status: int = Field(503, ge=500, le=599)
    seconds: float = Field(1.0, ge=0)


class EventBody(BaseModel):
    """The inner event, with its type."""

    model_config = ConfigDict(extra="forbid")
    event: dict[str, Any]


class Testing:
    """Answers that only tests ask for."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    def routes(self) -> list[web.RouteDef]:
        """Their addresses."""
        return [
            web.post("/control/faults", self.plan),
            web.delete("/control/faults", self.clear),
            web.post("/control/settled", self.settled),
            web.post("/control/event", self.event),
        ]

    async def plan(self, request: web.Request) -> web.Response:
        """Let something go wrong: a reconnect at once, anything else when it next can."""
        body = await read(request, FaultBody)
        if body.kind == "reconnect":
            await self._slack.delivery.transport.reconnect()
        else:
            self._slack.faults.plan(Fault(**body.model_dump()))
        return web.json_response({"ok": True})

    async def clear(self, _request: web.Request) -> web.Response:
        """Forget every fault that was planned."""
        self._slack.faults.clear()
        return web.json_response({"ok": True})

    async def event(self, request: web.Request) -> web.Response:
        """Send an event that no person's act here leads to, such as app_uninstalled."""
        body = await read(request, EventBody)
        name = str(body.event.get("type"))
        if not events.subscribed(self._slack, name):
            raise PersonError(f"The manifest does not subscribe to {name!r} with its scope.")
        events.send(self._slack, body.event)
        return web.json_response({"ok": True})

    async def settled(self, _request: web.Request) -> web.Response:
        """Answer once nothing is under way between the app and the sandbox."""
        await self._slack.activity.quiet(self._slack.settings.quiet_seconds)
        return web.json_response({"ok": True})
