"""chat.postMessage, postEphemeral, update, delete and getPermalink."""

from typing import Any

from sandbox import events
from sandbox.api.call import Call, method
from sandbox.errors import ApiError
from sandbox.payloads import message_json
from sandbox.posting import LONGEST_TEXT, checked_blocks
from sandbox.reaching import check_reachable, check_still_reachable
from sandbox.slack import Slack
from sandbox.state.channels import Channel
from sandbox.state.messages import Message

Json = dict[str, Any]


@method("chat.postMessage")
async def post_message(call: Call) -> Json:
    """Post into a channel the app is in, or into its DM with a person named by their id."""
    slack, metadata = call.slack, call.structure("metadata")
    text = call.text("text")
    blocks = checked_blocks(slack.workspace.ids, text, call.structure("blocks"), metadata)
    channel = _destination(call)
    message = _new_message(call, text, blocks)
    message.thread_ts = _thread(call, channel)
    message.broadcast = call.flag("reply_broadcast")
    message.metadata = metadata
    slack.workspace.add(channel, message)
    events.message_posted(slack, channel, message)
    sent = {"channel": channel.id, "ts": message.ts, "message": message_json(slack, message)}
    return sent | _cut_warning(text)


@method("chat.postEphemeral")
async def post_ephemeral(call: Call) -> Json:
    """Show a message to one person in a channel they and the app are in."""
    slack, text = call.slack, call.text("text")
    blocks = checked_blocks(slack.workspace.ids, text, call.structure("blocks"))
    channel, user = _destination(call), call.required("user")
    if user not in channel.members or slack.workspace.person(user).deleted:
        raise ApiError("user_not_in_channel")
    message = _new_message(call, text, blocks)
    message.thread_ts = call.text("thread_ts") or None
    message.ephemeral_to = user
    slack.workspace.add(channel, message)
    return {"message_ts": message.ts} | _cut_warning(text)


@method("chat.update")
async def update(call: Call) -> Json:
    """Replace what the app posted; text without blocks takes the blocks away."""
    slack, text = call.slack, call.text("text")
    metadata = call.structure("metadata")
    blocks = checked_blocks(slack.workspace.ids, text, call.structure("blocks"), metadata)
    if len(text) > LONGEST_TEXT:
        raise ApiError("msg_too_long")
    channel = call.channel()
    message = _own(call, channel, "cant_update_message")
    before = message_json(slack, message, metadata=False)
    message.text, message.blocks = text, blocks
    if metadata is not None:  # an empty object takes away what was there
        message.metadata = metadata or None
    message.edited = slack.workspace.next_ts()
    slack.workspace.changed(channel, message)
    events.message_changed(slack, channel, message, before)
    updated = {"channel": channel.id, "ts": message.ts, "text": text}
    return updated | {"message": message_json(slack, message)}


@method("chat.delete")
async def delete(call: Call) -> Json:
    """Take away what the app posted."""
    slack, channel = call.slack, call.channel()
    message = _own(call, channel, "cant_delete_message")
    slack.workspace.remove(channel, message)
    events.message_deleted(slack, channel, message_json(slack, message, metadata=False))
    return {"channel": channel.id, "ts": message.ts}


@method("chat.getPermalink")
async def get_permalink(call: Call) -> Json:
    """Give the address of a message."""
    channel = call.channel()
    message = call.message(channel, "message_ts")
    domain = call.slack.workspace.team.domain
    place = f"{channel.id}/p{message.ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": f"https://{domain}.slack.com/archives/{place}"}


def _destination(call: Call) -> Channel:
    slack, target = call.slack, call.required("channel")
    if target in slack.workspace.people:
        return _direct(call, target)
    channel = call.channel()
    _check_open(slack, channel)
    public = channel.kind == "channel" and "chat:write.public" in slack.manifest.bot_scopes
    if slack.bot not in channel.members and not public:
        raise ApiError("not_in_channel")
    return channel


def _direct(call: Call, user: str) -> Channel:
    check_reachable(call.slack, user)
    channel = call.slack.workspace.open_direct(user, call.slack.bot)
    _check_open(call.slack, channel)
    return channel


def _check_open(slack: Slack, channel: Channel) -> None:
    check_still_reachable(slack, channel)
    if channel.kind == "dm" and not slack.manifest.messages_tab:
        raise ApiError("messages_tab_disabled")


def _new_message(call: Call, text: str, blocks: list[Json]) -> Message:
    workspace = call.slack.workspace
    return Message(
        ts=workspace.next_ts(),
        user=workspace.bot.id,
        text=text[:LONGEST_TEXT],
        blocks=blocks,
        bot_id=workspace.bot_id,
    )


def _thread(call: Call, channel: Channel) -> str | None:
    thread_ts = call.text("thread_ts")
    if not thread_ts:
        return None
    parent = channel.find(thread_ts)
    if parent is None or parent.ephemeral_to:
        raise ApiError("thread_not_found")
    return parent.thread_ts or parent.ts


def _own(call: Call, channel: Channel, refusal: str) -> Message:
    message = call.message(channel, "ts")
    if message.user != call.slack.bot:
        raise ApiError(refusal)
    return message


def _cut_warning(text: str) -> Json:
    if len(text) <= LONGEST_TEXT:
        return {}
    return {
        "warning": "message_truncated",
        "response_metadata": {"warnings": ["message_truncated"]},
    }
