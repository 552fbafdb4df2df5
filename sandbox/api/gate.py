"""Everything between a Web API request and its method: faults, token, limits, scope, record."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from sandbox.api.call import METHODS, Call, Method, visible_channel
from sandbox.errors import ApiError
from sandbox.rules import missing_scope
from sandbox.slack import Slack
from sandbox.state.workspace import direct_id

Json = dict[str, Any]


class Dropped(Exception):  # noqa: N818 - what happens to the connection, rather than an error
    """The connection is to be cut without an answer."""


@dataclass(frozen=True)
class Answer:
    """What goes back over HTTP."""

    body: Json
    status: int = HTTPStatus.OK
    headers: Mapping[str, str] = field(default_factory=dict)


async def answer(slack: Slack, name: str, args: Json, token: str) -> Answer:
    """Run one call as Slack would, with the faults that a test asked for, and record it.

    Raises:
        Dropped: a fault cut the connection, before or after the call took effect.
    """
    entry = slack.record.api(slack.clock.now(), name, args)
    with slack.activity.busy():
        try:
            result = await _faulty(slack, name, args, token)
        except Dropped:
            entry.response = {"dropped": True}
            raise
        entry.response, entry.status = result.body, result.status
        if slack.faults.take("drop_after", name):
            raise Dropped
    return result


async def _faulty(slack: Slack, name: str, args: Json, token: str) -> Answer:
    if slow := slack.faults.take("slow", name):
        await asyncio.sleep(slow.seconds)
    if slack.faults.take("drop_before", name):
        raise Dropped
    if limited := slack.faults.take("ratelimited", name):
        return _rate_limited(limited.retry_after)
    if broken := slack.faults.take("status", name):
        return Answer({"ok": False, "error": "internal_error"}, broken.status)
    return await _strict(slack, name, args, token)


async def _strict(slack: Slack, name: str, args: Json, token: str) -> Answer:
    call = Call(slack, name, args)
    try:
        method = _known(name)
        _check_token(slack, method, token)
        if seconds := _over_limit(call):
            return _rate_limited(seconds)
        if method.takes == "bot":
            _check_scope(call)
        return Answer({"ok": True} | await method.handler(call), headers=_headers(slack, method))
    except ApiError as error:
        return Answer({"ok": False, "error": error.name} | error.details)


def _known(name: str) -> Method:
    if name not in METHODS:
        raise ApiError("unknown_method", req_method=name)
    return METHODS[name]


def _check_token(slack: Slack, method: Method, token: str) -> None:
    if method.takes == "none":
        return
    known = {slack.credentials.bot_token: "bot", slack.credentials.app_token: "app"}
    if not token:
        raise ApiError("not_authed")
    if token not in known:
        raise ApiError("invalid_auth")
    if known[token] != method.takes:
        raise ApiError("not_allowed_token_type")


def _over_limit(call: Call) -> int | None:
    slack = call.slack
    target = call.text("channel")
    if target in slack.workspace.people:
        target = direct_id(target, slack.bot)
    return slack.limiter.check(call.method, target or None, slack.clock.now())


def _check_scope(call: Call) -> None:
    granted = call.slack.manifest.bot_scopes
    channel = visible_channel(call.slack, call.text("channel"))
    kind = channel.kind if channel else None
    needed = missing_scope(call.method, call.args, granted, kind=kind)
    if needed:
        raise ApiError("missing_scope", needed=needed, provided=",".join(sorted(granted)))


def _headers(slack: Slack, method: Method) -> Mapping[str, str]:
    if method.name != "auth.test":
        return {}
    return {"x-oauth-scopes": ",".join(sorted(slack.manifest.bot_scopes))}


def _rate_limited(seconds: int) -> Answer:
    return Answer(
        {"ok": False, "error": "ratelimited"},
        HTTPStatus.TOO_MANY_REQUESTS,
        {"Retry-After": str(seconds)},
    )
