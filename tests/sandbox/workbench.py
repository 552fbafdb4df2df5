"""A real sandbox, and a real bare Bolt app that reaches it over the wire."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Clock, Sandbox, Settings, WorkspaceFile

Json = dict[str, Any]
ANA, BEN, CY = "U0ANA", "U0BEN", "U0CY"
TEAM, STAFF, QUIET = "C0TEAM", "C0STAFF", "C0QUIET"
NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)

SCOPES = [
    "app_mentions:read",
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "dnd:read",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "mpim:write",
    "reactions:write",
    "team:read",
    "usergroups:read",
    "users:read",
    "users:read.email",
]

WORKSPACE: Json = {
    "team": {"id": "T0HARBOUR", "name": "Harbour House", "domain": "harbour-house"},
    "app": {"id": "A0BARE", "bot_user_id": "U0BOT", "bot_id": "B0BOT"},
    "people": [
        {
            "id": ANA,
            "name": "ana",
            "real_name": "Ana Duarte",
            "email": "ana@harbour.example",
            "tz": "America/Toronto",
            "locale": "en-CA",
            "dnd": {"start": "22:00", "end": "07:00"},
        },
        {"id": BEN, "name": "ben", "real_name": "Ben Osei", "is_admin": True},
        {"id": CY, "name": "cy", "real_name": "Cy Moreau"},
        {"id": "U0GONE", "name": "gone", "email": "gone@harbour.example", "deleted": True},
    ],
    "channels": [
        {"id": TEAM, "name": "peer-team", "members": ["ana", "ben"], "app": True},
        {"id": STAFF, "name": "staff", "is_private": True, "members": ["ben"], "app": True},
        {"id": QUIET, "name": "quiet", "members": ["ana", "ben"]},
        {"id": "C0HIDDEN", "name": "hidden", "is_private": True, "members": ["ben"]},
    ],
    "usergroups": [{"id": "S0PEERS", "handle": "peers", "users": ["ana", "ben"]}],
}


def make_manifest(scopes: list[str] | None = None, events: list[str] | None = None) -> Json:
    return {
        "display_information": {"name": "Bare"},
        "features": {
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
            "bot_user": {"display_name": "Bare"},
            "slash_commands": [{"command": "/bare", "description": "Try it"}],
            "shortcuts": [
                {"name": "Any", "type": "global", "callback_id": "any", "description": "Anywhere"},
                {"name": "On it", "type": "message", "callback_id": "on", "description": "Here"},
            ],
        },
        "oauth_config": {"scopes": {"bot": SCOPES if scopes is None else scopes}},
        "settings": {
            "socket_mode_enabled": True,
            "interactivity": {"is_enabled": True},
            "event_subscriptions": {
                "bot_events": ["message.channels", "message.im", "app_home_opened", "app_mention"]
                if events is None
                else events
            },
        },
    }


BUTTON = {"type": "button", "action_id": "open", "text": {"type": "plain_text", "text": "Open"}}
BUTTONS: list[Json] = [{"type": "actions", "block_id": "row", "elements": [BUTTON]}]


def section(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def field(action_id: str, element: Json | None = None, **block: Any) -> Json:  # noqa: ANN401 - any part of a block
    return {
        "type": "input",
        "block_id": f"{action_id}_block",
        "label": {"type": "plain_text", "text": "Label"},
        "element": {"type": "plain_text_input", "action_id": action_id} | (element or {}),
    } | block


def modal(*blocks: Json, **more: Any) -> Json:  # noqa: ANN401 - any part of a view
    return {
        "type": "modal",
        "callback_id": "form",
        "title": {"type": "plain_text", "text": "A form"},
        "submit": {"type": "plain_text", "text": "Send"},
        "blocks": list(blocks) or [field("note")],
    } | more


@dataclass
class Bench:
    """A started sandbox and what a test needs beside it."""

    sandbox: Sandbox
    http: aiohttp.ClientSession
    client: AsyncWebClient
    app: AsyncApp

    async def control(self, verb: str, path: str, body: Json | None = None) -> Json:
        status, answer = await self.control_status(verb, path, body)
        assert status == 200, answer
        return answer

    async def control_status(
        self, verb: str, path: str, body: Json | None = None
    ) -> tuple[int, Json]:
        url = f"{self.sandbox.url}/control/{path}"
        json = {} if body is None and verb == "POST" else body
        async with self.http.request(verb, url, json=json) as answer:
            return answer.status, await answer.json()

    async def read(self, path: str) -> Json:
        return await self.control("GET", path)

    async def act(self, user: str, what: str, body: Json | None = None) -> Json:
        return await self.control("POST", f"people/{user}/{what}", body)

    async def seen(self, user: str, channel: str) -> list[Json]:
        answer = await self.read(f"people/{user}/messages?channel={channel}")
        messages: list[Json] = answer["messages"]
        return messages

    async def stack(self, user: str) -> list[Json]:
        answer = await self.read(f"people/{user}/modals")
        views: list[Json] = answer["stack"]
        return views

    async def record(self, method: str | None = None) -> list[Json]:
        calls = (await self.read("record"))["calls"]
        return [call for call in calls if method in (None, call["method"])]

    async def raw(self, method: str, body: Json | None = None, token: str | None = None) -> Json:
        """Call a method as it is, without a library's own checks and retries."""
        answer = await self.raw_response(method, body, token)
        return answer[1]

    async def raw_response(
        self, method: str, body: Json | None = None, token: str | None = None
    ) -> tuple[aiohttp.ClientResponse, Json]:
        token = self.sandbox.bot_token if token is None else token
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        url = self.sandbox.api_url + method
        async with self.http.post(url, json=body or {}, headers=headers) as answer:
            return answer, await answer.json()

    async def fault(self, kind: str, **details: object) -> None:
        await self.control("POST", "faults", {"kind": kind, **details})


async def frame(socket: aiohttp.ClientWebSocketResponse) -> Json:
    """The next JSON frame; a test fails rather than hangs when none comes."""
    received: Json = await asyncio.wait_for(socket.receive_json(), 5)
    return received


@asynccontextmanager
async def opened(
    manifest: Json | None = None, clock: Clock | None = None, settings: Settings | None = None
) -> AsyncIterator[Bench]:
    sandbox = Sandbox(
        WorkspaceFile.model_validate(WORKSPACE),
        manifest=manifest or make_manifest(),
        clock=clock or Clock(NOON, running=False),
        settings=settings
        or Settings(rate_limits=False, retry_pauses=(0.0,), ack_seconds=2.0, refresh_seconds=0.3),
    )
    await sandbox.start()
    client = AsyncWebClient(
        token=sandbox.bot_token, base_url=sandbox.api_url, retry_handlers=[], timeout=5
    )
    app = AsyncApp(client=client, request_verification_enabled=False)
    async with aiohttp.ClientSession() as http:
        try:
            yield Bench(sandbox, http, client, app)
        finally:
            await sandbox.stop()


@asynccontextmanager
async def listening(bench: Bench) -> AsyncIterator[AsyncSocketModeHandler]:
    handler = AsyncSocketModeHandler(bench.app, bench.sandbox.app_token, ping_interval=1)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]
