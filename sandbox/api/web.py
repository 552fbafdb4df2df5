"""The Web API over HTTP: reads a request's token and arguments, and writes the answer."""

import json
from typing import Any

from aiohttp import web

from sandbox.api.gate import Answer, Dropped, answer
from sandbox.slack import Slack

Json = dict[str, Any]


def routes(slack: Slack) -> list[web.RouteDef]:
    """The address of every Web API method."""

    async def handle(request: web.Request) -> web.StreamResponse:
        args = await _arguments(request)
        if args is None:
            return _respond(Answer({"ok": False, "error": "invalid_json"}))
        token = _token(request, args)
        try:
            return _respond(await answer(slack, request.match_info["method"], args, token))
        except Dropped:
            return _cut(request)

    return [web.get("/api/{method}", handle), web.post("/api/{method}", handle)]


async def _arguments(request: web.Request) -> Json | None:
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.text() or "{}")
        except ValueError:
            return None
        return args | body if isinstance(body, dict) else None
    form = await request.post()
    return args | {name: value for name, value in form.items() if isinstance(value, str)}


def _token(request: web.Request, args: Json) -> str:
    sent = str(args.pop("token", ""))
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" and token else sent


def _respond(result: Answer) -> web.Response:
    return web.json_response(result.body, status=result.status, headers=result.headers)


def _cut(request: web.Request) -> web.Response:
    if request.transport:
        request.transport.abort()
    return web.Response()
