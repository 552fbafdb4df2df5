"""The payloads that Slack sends to an app: events, interactions and slash commands."""

from typing import Any

from sandbox.slack import Slack
from sandbox.state.channels import Channel
from sandbox.state.messages import Message
from sandbox.state.people import Person
from sandbox.state.views import View

Json = dict[str, Any]


def event_callback(slack: Slack, event: Json) -> Json:
    """The outer body of an event; `event_id` is what an app dedupes by."""
    team = slack.workspace.team.id
    return {
        "token": "sandbox",
        "team_id": team,
        "api_app_id": slack.workspace.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": slack.workspace.ids.next("Ev"),
        "event_time": int(slack.clock.now().timestamp()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team,
                "user_id": slack.bot,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }


def interaction(slack: Slack, kind: str, user: str) -> Json:
    """What every interactive payload begins with."""
    workspace = slack.workspace
    person = workspace.person(user)
    team = workspace.team
    return {
        "type": kind,
        "team": {"id": team.id, "domain": team.domain},
        "user": {"id": user, "username": person.name, "name": person.name, "team_id": team.id},
        "api_app_id": workspace.app_id,
        "token": "sandbox",
        "enterprise": None,
        "is_enterprise_install": False,
    }


def response_url(slack: Slack, channel: Channel, user: str, source: Message | None = None) -> str:
    """A new response URL for something this person did in a channel."""
    place = (source.ts, source.thread_ts) if source else ()
    key = slack.response_urls.issue(channel.id, user, *place)
    return f"{slack.address}/respond/{key}"


def channel_reference(channel: Channel) -> Json:
    """A channel by id and name, as interactive payloads give it."""
    return {"id": channel.id, "name": channel_name(channel)}


def conversation_json(slack: Slack, channel: Channel) -> Json:
    """Slack's conversation object."""
    other = slack.workspace.people.get(channel.other(slack.bot))
    return channel.as_json(slack.bot, other_deleted=bool(other and other.deleted))


def user_json(slack: Slack, person: Person, *, locale: bool) -> Json:
    """Slack's user object, with what the app's scopes let it see."""
    return person.as_json(
        slack.workspace.team.id,
        slack.clock.now(),
        email="users:read.email" in slack.manifest.bot_scopes,
        locale=locale,
    )


def channel_name(channel: Channel) -> str:
    """Slack's name for the place: a DM and a private channel do not give theirs away."""
    return {"dm": "directmessage", "private": "privategroup"}.get(channel.kind, channel.name)


def message_json(slack: Slack, message: Message, *, metadata: bool = True) -> Json:
    """Slack's message object."""
    body: Json = {
        "type": "message",
        "user": message.user,
        "ts": message.ts,
        "text": message.text,
        "team": slack.workspace.team.id,
    }
    if message.blocks:
        body["blocks"] = message.blocks
    if message.bot_id:
        body |= {"bot_id": message.bot_id, "app_id": slack.workspace.app_id}
        body["bot_profile"] = bot_profile(slack)
    if message.thread_ts:
        body["thread_ts"] = message.thread_ts
    if message.files:
        body["files"] = [file.as_json(slack.address) for file in message.files]
    if message.reactions:
        body["reactions"] = message.reactions_json()
    if message.edited:
        body["edited"] = {"user": message.user, "ts": message.edited}
    if metadata and message.metadata:
        body["metadata"] = message.metadata
    return body


def bot_profile(slack: Slack) -> Json:
    """Slack's short description of the app beside what it posted."""
    workspace = slack.workspace
    return {
        "id": workspace.bot_id,
        "app_id": workspace.app_id,
        "name": slack.manifest.name,
        "icons": {},
        "deleted": False,
        "updated": 0,
        "team_id": workspace.team.id,
    }


def view_json(slack: Slack, view: View) -> Json:
    """Slack's view object, with what the person has filled in so far."""
    body = view.body
    return {
        "id": view.id,
        "team_id": slack.workspace.team.id,
        "type": view.kind,
        "blocks": view.blocks,
        "private_metadata": body.get("private_metadata", ""),
        "callback_id": body.get("callback_id", ""),
        "external_id": view.external_id,
        "state": {"values": view.values},
        "hash": view.hash,
        "title": body.get("title"),
        "close": body.get("close"),
        "submit": body.get("submit"),
        "clear_on_close": body.get("clear_on_close", False),
        "notify_on_close": body.get("notify_on_close", False),
        "previous_view_id": view.previous_id,
        "root_view_id": view.root_id,
        "app_id": slack.workspace.app_id,
        "bot_id": slack.workspace.bot_id,
        "app_installed_team_id": slack.workspace.team.id,
    }
