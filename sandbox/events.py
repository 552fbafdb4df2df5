"""Which events go out when something happens: only those subscribed to, and permitted."""

from typing import Any
from uuid import NAMESPACE_OID, uuid5

from sandbox import payloads
from sandbox.rules import event_scopes
from sandbox.slack import Slack
from sandbox.state.channels import Channel, Kind
from sandbox.state.messages import Message
from sandbox.state.people import Person
from sandbox.state.views import View

Json = dict[str, Any]
_MESSAGE_EVENTS: dict[Kind, str] = {
    "channel": "message.channels",
    "private": "message.groups",
    "dm": "message.im",
    "group": "message.mpim",
}
_CHANNEL_TYPES: dict[Kind, str] = {
    "channel": "channel",
    "private": "group",
    "dm": "im",
    "group": "mpim",
}


def subscribed(slack: Slack, name: str) -> bool:
    """Whether the manifest asks for this event and holds a scope that permits it."""
    wanted = event_scopes(name) or frozenset()
    granted = not wanted or bool(wanted & slack.manifest.bot_scopes)
    return name in slack.manifest.bot_events and granted


def message_posted(slack: Slack, channel: Channel, message: Message) -> None:
    """Tell the app of a new message in a conversation that it is in."""
    event = payloads.message_json(slack, message, metadata=False)
    if message.files:
        event["subtype"] = "file_share"
    if not message.bot_id:
        event["client_msg_id"] = message_uuid(channel, message)
    _message_event(slack, channel, message.ts, event)
    mentioned = f"<@{slack.bot}>" in message.text and message.user != slack.bot
    if mentioned and _hears(slack, channel) and subscribed(slack, "app_mention"):
        send(slack, event | {"type": "app_mention", "channel": channel.id, "event_ts": message.ts})


def message_changed(slack: Slack, channel: Channel, message: Message, before: Json) -> None:
    """Tell the app that a message is no longer what it was."""
    after = payloads.message_json(slack, message, metadata=False)
    ts = slack.workspace.next_ts()
    changed = {"subtype": "message_changed", "message": after, "previous_message": before}
    _message_event(slack, channel, ts, {"type": "message", "ts": ts, "hidden": True} | changed)


def message_deleted(slack: Slack, channel: Channel, before: Json) -> None:
    """Tell the app that a message is gone."""
    ts = slack.workspace.next_ts()
    gone = {"subtype": "message_deleted", "deleted_ts": before["ts"], "previous_message": before}
    _message_event(slack, channel, ts, {"type": "message", "ts": ts, "hidden": True} | gone)


def home_opened(slack: Slack, user: str, channel: Channel, view: View | None) -> None:
    """Tell the app that somebody opened its Home tab, and what they see there already."""
    if not subscribed(slack, "app_home_opened"):
        return
    event: Json = {
        "type": "app_home_opened",
        "user": user,
        "channel": channel.id,
        "tab": "home",
        "event_ts": slack.workspace.next_ts(),
    }
    send(slack, event | ({"view": payloads.view_json(slack, view)} if view else {}))


def user_changed(slack: Slack, person: Person) -> None:
    """Tell the app that something about a member changed, deactivation included."""
    if subscribed(slack, "user_change"):
        event = {"type": "user_change", "user": payloads.user_json(slack, person, locale=True)}
        send(slack, event | {"cache_ts": person.updated, "event_ts": slack.workspace.next_ts()})


def member_joined(slack: Slack, channel: Channel, user: str, inviter: str | None) -> None:
    """Tell the app that somebody, perhaps itself, is now in a channel that it is in."""
    scope, letter = ("channels:read", "C") if channel.kind == "channel" else ("groups:read", "G")
    may = (
        scope in slack.manifest.bot_scopes and "member_joined_channel" in slack.manifest.bot_events
    )
    if may and _hears(slack, channel):
        event: Json = {
            "type": "member_joined_channel",
            "user": user,
            "channel": channel.id,
            "channel_type": letter,
            "team": slack.workspace.team.id,
            "event_ts": slack.workspace.next_ts(),
        }
        send(slack, event | ({"inviter": inviter} if inviter else {}))


def message_uuid(channel: Channel, message: Message) -> str:
    """What a person's client names a message by; the same in every run."""
    return str(uuid5(NAMESPACE_OID, f"{channel.id}/{message.ts}"))


def _message_event(slack: Slack, channel: Channel, ts: str, event: Json) -> None:
    if _hears(slack, channel) and subscribed(slack, _MESSAGE_EVENTS[channel.kind]):
        where = {"channel": channel.id, "channel_type": _CHANNEL_TYPES[channel.kind]}
        send(slack, event | where | {"event_ts": ts})


def _hears(slack: Slack, channel: Channel) -> bool:
    return slack.bot in channel.members


def send(slack: Slack, event: Json) -> None:
    """Send one event, whatever it is."""
    slack.delivery.tell(payloads.event_callback(slack, event))
