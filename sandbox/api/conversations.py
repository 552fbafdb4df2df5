"""conversations.open, info, list, members, history and replies."""

from collections.abc import Sequence
from typing import Any

from sandbox.api.call import Call, method
from sandbox.api.pages import MOST, metadata, page
from sandbox.errors import ApiError
from sandbox.payloads import conversation_json, message_json
from sandbox.reaching import check_reachable
from sandbox.state.channels import Channel, Kind
from sandbox.state.messages import Message

Json = dict[str, Any]
MOST_PEOPLE = 8  # Slack: a group DM has up to eight others
_TYPES: dict[str, Kind] = {
    "public_channel": "channel",
    "private_channel": "private",
    "im": "dm",
    "mpim": "group",
}


@method("conversations.open")
async def open_conversation(call: Call) -> Json:
    """Open the DM with a person, or with several; `channel` reopens one by its id."""
    if call.text("channel"):
        return _opened(call, call.channel(), already=True)
    workspace, users = call.slack.workspace, call.words("users")
    if not users:
        raise ApiError("users_list_not_supplied")
    if len(users) > MOST_PEOPLE:
        raise ApiError("too_many_users")
    for user in users:
        check_reachable(call.slack, user)
    already = workspace.direct(*users, workspace.bot.id) is not None
    return _opened(call, workspace.open_direct(*users, workspace.bot.id), already=already)


@method("conversations.info")
async def info(call: Call) -> Json:
    """Describe a conversation."""
    channel = call.channel()
    body = conversation_json(call.slack, channel)
    if call.flag("include_num_members"):
        body["num_members"] = len(channel.members)
    if call.flag("include_locale"):
        body["locale"] = "en-US"
    return {"channel": body}


@method("conversations.list")
async def list_conversations(call: Call) -> Json:
    """List the conversations of these types that the app can see."""
    types = call.words("types") or ["public_channel"]
    unknown = [name for name in types if name not in _TYPES]
    if unknown:
        raise ApiError("invalid_types")
    kinds = {_TYPES[name] for name in types}
    seen = [c for c in call.slack.workspace.channels.values() if _listed(call, c, kinds)]
    shown, cursor = page(call, seen, lambda channel: channel.id)
    return {"channels": [conversation_json(call.slack, c) for c in shown]} | metadata(cursor)


@method("conversations.members")
async def members(call: Call) -> Json:
    """List who is in a conversation."""
    shown, cursor = page(call, call.channel().members, str)
    return {"members": list(shown)} | metadata(cursor)


@method("conversations.history")
async def history(call: Call) -> Json:
    """Give what was said at the top level of a conversation, newest first."""
    channel = _joined(call)
    said = [m for m in channel.messages if m.ephemeral_to is None]
    top = [m for m in reversed(said) if m.broadcast or not m.is_reply]
    shown, cursor = page(call, _between(call, top), lambda message: message.ts)
    return _messages(call, channel, shown, cursor) | {"pin_count": 0}


@method("conversations.replies")
async def replies(call: Call) -> Json:
    """Give a thread, its parent first."""
    channel, ts = _joined(call), call.required("ts")
    parent = channel.find(ts)
    if parent is None or parent.ephemeral_to:
        raise ApiError("thread_not_found")
    thread = channel.thread(parent.thread_ts or ts)
    within = thread[:1] + _between(call, thread[1:])
    shown, cursor = page(call, within, lambda message: message.ts, default=MOST)
    return _messages(call, channel, shown, cursor)


def _opened(call: Call, channel: Channel, *, already: bool) -> Json:
    full = conversation_json(call.slack, channel) if call.flag("return_im") else {"id": channel.id}
    state = {"no_op": True, "already_open": True} if already else {}
    return {"channel": full} | state


def _listed(call: Call, channel: Channel, kinds: set[Kind]) -> bool:
    joined = channel.kind == "channel" or call.slack.bot in channel.members
    return channel.kind in kinds and joined


def _joined(call: Call) -> Channel:
    channel = call.channel()
    if call.slack.bot not in channel.members:
        raise ApiError("not_in_channel")
    return channel


def _between(call: Call, messages: list[Message]) -> list[Message]:
    oldest, latest = _ts(call, "oldest", 0.0), _ts(call, "latest", float("inf"))
    if call.flag("inclusive"):
        return [m for m in messages if oldest <= float(m.ts) <= latest]
    return [m for m in messages if oldest < float(m.ts) < latest]


def _ts(call: Call, name: str, default: float) -> float:
    try:
        return float(call.text(name) or default)
    except ValueError as error:
        raise ApiError(f"invalid_ts_{name}") from error


def _messages(call: Call, channel: Channel, shown: Sequence[Message], cursor: str) -> Json:
    wanted = call.flag("include_all_metadata")
    body: Json = {"messages": [_message(call, channel, m, metadata=wanted) for m in shown]}
    return body | {"has_more": bool(cursor)} | (metadata(cursor) if cursor else {})


def _message(call: Call, channel: Channel, message: Message, *, metadata: bool) -> Json:
    body = message_json(call.slack, message, metadata=metadata)
    below = [] if message.is_reply else channel.replies(message.ts)
    if below:
        body |= {
            "thread_ts": message.ts,
            "reply_count": len(below),
            "reply_users": sorted({reply.user for reply in below}),
            "latest_reply": below[-1].ts,
        }
    return body
