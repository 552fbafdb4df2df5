"""A person writes a message, changes it, or takes it back."""

import re

from sandbox import events
from sandbox.client.finding import message_of
from sandbox.errors import PersonError
from sandbox.payloads import message_json
from sandbox.slack import Slack
from sandbox.state.channels import Channel
from sandbox.state.messages import Message

LONGEST_MESSAGE = 12_000  # Slack: what a person may type into one message
_ENTITY = re.compile(r"(<(?:[@#!][^<>]+|(?:https?|mailto):[^<>]+)>)")


def say(slack: Slack, user: str, channel_id: str, text: str, thread_ts: str | None) -> str:
    """Post a message as this person, and give its timestamp; the bot's user id opens its DM.

    Raises:
        PersonError: it is empty or too long, or the app takes no messages.
    """
    channel = room_of(slack, user, channel_id)
    text = _as_sent(text)
    if thread_ts:
        _, parent = message_of(slack, user, channel.id, thread_ts)
        thread_ts = parent.thread_ts or parent.ts
    message = Message(slack.workspace.next_ts(), user, text, thread_ts=thread_ts)
    slack.workspace.add(channel, message)
    channel.read[user] = message.ts
    events.message_posted(slack, channel, message)
    return message.ts


def edit(slack: Slack, user: str, channel_id: str, ts: str, text: str) -> None:
    """Change what this person wrote.

    Raises:
        PersonError: somebody else wrote it, or the text is empty or too long.
    """
    channel, message = _own(slack, user, channel_id, ts)
    before = message_json(slack, message, metadata=False)
    message.text, message.edited = _as_sent(text), slack.workspace.next_ts()
    slack.workspace.changed(channel, message)
    events.message_changed(slack, channel, message, before)


def take_back(slack: Slack, user: str, channel_id: str, ts: str) -> None:
    """Delete what this person wrote.

    Raises:
        PersonError: somebody else wrote it.
    """
    channel, message = _own(slack, user, channel_id, ts)
    slack.workspace.remove(channel, message)
    events.message_deleted(slack, channel, message_json(slack, message, metadata=False))


def room_of(slack: Slack, user: str, channel_id: str) -> Channel:
    """The conversation in which a person writes; the bot's user id opens its DM.

    Raises:
        PersonError: the app takes no messages, or whoever it was with is deactivated.
    """
    if channel_id != slack.bot:
        channel = slack.workspace.seen_by(user, channel_id)
    else:
        channel = slack.workspace.open_direct(user, slack.bot)
    if channel.kind == "dm" and slack.bot in channel.members and not slack.manifest.takes_messages:
        raise PersonError("Sending messages to this app has been turned off.")
    if channel.is_direct and any(slack.workspace.person(one).deleted for one in channel.members):
        raise PersonError("Whoever this conversation was with is deactivated and reads it no more.")
    return channel


def _own(slack: Slack, user: str, channel_id: str, ts: str) -> tuple[Channel, Message]:
    channel, message = message_of(slack, user, channel_id, ts)
    if message.user != user:
        raise PersonError("Only whoever wrote a message can change it or take it back.")
    return channel, message


def _as_sent(text: str) -> str:
    """The text as Slack keeps it: its three signs escaped, but not those of mentions and links."""
    if not text.strip() or len(text) > LONGEST_MESSAGE:
        raise PersonError(f"A message has between 1 and {LONGEST_MESSAGE:,} characters.")
    parts = _ENTITY.split(text)
    return "".join(part if n % 2 else _escaped(part) for n, part in enumerate(parts))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
