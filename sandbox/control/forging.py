"""For tests: what an attacker could bring on its way to the app, forged or repeated.

Slack sends no such thing by itself. Its payloads are true, yet an app that trusts more of them
than it must (a value, a block's id, a form's private_metadata) is found out by these.
"""

import copy
from typing import Any, Self

from aiohttp import web
from pydantic import BaseModel, ConfigDict, model_validator

from sandbox.control.guard import read
from sandbox.envelopes import EnvelopeType
from sandbox.errors import NotThereError
from sandbox.slack import Slack

Json = dict[str, Any]


class ForgeBody(BaseModel):
    """What is sent: a payload with its type, or again the envelope with this number in the record.

    `user` puts another person's id where the payload says who acts; `trigger` puts a fresh
    trigger_id for that person into it, as each real act has one.
    """

    model_config = ConfigDict(extra="forbid")
    type: EnvelopeType | None = None
    payload: Json | None = None
    replay: int | None = None
    user: str | None = None
    trigger: bool = False

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        forged = self.type is not None and self.payload is not None
        if forged == (self.replay is not None) or (self.type is None) != (self.payload is None):
            raise ValueError("give type and payload, or else replay")
        return self


class Forging:
    """Answers to the request for a forged envelope."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    def routes(self) -> list[web.RouteDef]:
        """Its address."""
        return [web.post("/control/forge", self.forge)]

    async def forge(self, request: web.Request) -> web.Response:
        """Send it once over the app's own connection; say whether it acked, and with what."""
        body = await read(request, ForgeBody)
        kind, payload = self._source(body)
        if body.user:
            _act_as(kind, payload, body.user)
        if body.trigger:
            payload["trigger_id"] = self._slack.triggers.issue(_actor(kind, payload))
        ack = await self._slack.delivery.ask(kind, payload)
        answer = {"acked": ack is not None, "response": ack.payload if ack else None}
        return web.json_response(answer)

    def _source(self, body: ForgeBody) -> tuple[EnvelopeType, Json]:
        if body.type and body.payload is not None:
            return body.type, body.payload
        number = body.replay or 0
        kinds: dict[str, EnvelopeType] = {
            "events_api": "events_api",
            "interactive": "interactive",
            "slash_commands": "slash_commands",
        }
        for call in self._slack.record.since(number - 1)[:1]:
            if number > 0 and call.kind == "envelope":
                return kinds[call.method], copy.deepcopy(call.request)
        raise NotThereError(f"Entry {number} of the record is no envelope; read the record first.")


def _actor(kind: EnvelopeType, payload: Json) -> str:
    match kind:
        case "interactive":
            return str(payload.get("user", {}).get("id", ""))
        case "slash_commands":
            return str(payload.get("user_id", ""))
        case "events_api":
            return str(payload.get("event", {}).get("user", ""))


def _act_as(kind: EnvelopeType, payload: Json, user: str) -> None:
    match kind:
        case "interactive":
            payload["user"] = payload.get("user", {}) | {"id": user}
        case "slash_commands":
            payload["user_id"] = user
        case "events_api":
            payload["event"] = payload.get("event", {}) | {"user": user}
