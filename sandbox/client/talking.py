"""A person uses a command or a shortcut, or opens the Home tab."""

from typing import Any, Literal

from sandbox import events, payloads
from sandbox.client.finding import message_of
from sandbox.client.writing import room_of
from sandbox.errors import NotThereError, PersonError
from sandbox.joining import join
from sandbox.responding import respond
from sandbox.response_urls import ResponseUrl
from sandbox.slack import Slack
from sandbox.state.channels import Channel

Json = dict[str, Any]


def invite(slack: Slack, user: str, channel_id: str, name: str) -> None:
    """Slack's own `/invite @name`: bring somebody, or the app, into a channel one is in.

    Raises:
        PersonError: nobody is called so, they are there already, or this is no channel.
    """
    channel = slack.workspace.seen_by(user, channel_id)
    if channel.is_direct:
        raise PersonError("People are invited into channels; open one first.")
    wanted = name.strip().removeprefix("<").removesuffix(">").removeprefix("@").lower()
    for person in slack.workspace.people.values():
        called = (person.id.lower(), person.name.lower(), person.real_name.lower())
        if wanted in called and not person.deleted:
            break
    else:
        raise PersonError(f"There is nobody called {name.strip()!r} to invite.")
    if person.id in channel.members:
        raise PersonError(f"{person.real_name} is in this channel already.")
    join(slack, channel, person.id, inviter=user)


async def command(
    slack: Slack, user: str, channel_id: str, line: str
) -> Literal["ok", "unknown_command", "timeout"]:
    """Use a slash command in a channel; text in the app's ack is shown to this person."""
    name, _, text = line.strip().partition(" ")
    if name == "/invite":
        invite(slack, user, channel_id, text)
        return "ok"
    channel = room_of(slack, user, channel_id)
    if name not in [each.command for each in slack.manifest.commands]:
        return "unknown_command"
    ack = await slack.delivery.ask(
        "slash_commands", _command_payload(slack, user, channel, name, text.strip())
    )
    if ack is None:
        return "timeout"
    if ack.payload:
        place = ResponseUrl(channel.id, user, None, None, slack.clock.now())
        respond(slack, place, ack.payload)
    return "ok"


async def shortcut(
    slack: Slack,
    user: str,
    callback_id: str,
    message: tuple[str, str] | None,
    channel: str | None = None,
) -> bool:
    """Use a shortcut, on a message (channel, ts) or from anywhere; whether the app acked it.

    `channel` is the conversation that this person has before them, if any.
    """
    kind = "message" if message else "global"
    known = [each.callback_id for each in slack.manifest.shortcuts if each.type == kind]
    if callback_id not in known:
        raise NotThereError(f"The app has no {kind} shortcut called {callback_id!r}.")
    body = _on_message(slack, user, *message) if message else {"type": "shortcut"}
    payload = payloads.interaction(slack, "shortcut", user) | body
    current = message[0] if message else channel
    trigger_id = slack.triggers.issue(user, channel=current)
    payload |= {"callback_id": callback_id, "trigger_id": trigger_id}
    payload["action_ts"] = slack.workspace.next_ts()
    return await slack.delivery.ask("interactive", payload) is not None


def open_home(slack: Slack, user: str) -> None:
    """Open the app's Home tab.

    Raises:
        PersonError: the app has none.
    """
    if not slack.manifest.home_tab:
        raise PersonError("This app has no Home tab; its manifest does not enable one.")
    channel = slack.workspace.open_direct(user, slack.bot)
    events.home_opened(slack, user, channel, slack.workspace.screens.homes.get(user))


def _command_payload(slack: Slack, user: str, channel: Channel, name: str, text: str) -> Json:
    workspace = slack.workspace
    return {
        "token": "sandbox",
        "team_id": workspace.team.id,
        "team_domain": workspace.team.domain,
        "channel_id": channel.id,
        "channel_name": payloads.channel_name(channel),
        "user_id": user,
        "user_name": workspace.person(user).name,
        "command": name,
        "text": text,
        "api_app_id": workspace.app_id,
        "is_enterprise_install": "false",
        "response_url": payloads.response_url(slack, channel, user),
        "trigger_id": slack.triggers.issue(user, channel=channel.id),
    }


def _on_message(slack: Slack, user: str, channel_id: str, ts: str) -> Json:
    channel, message = message_of(slack, user, channel_id, ts)
    return {
        "type": "message_action",
        "channel": payloads.channel_reference(channel),
        "message": payloads.message_json(slack, message),
        "message_ts": message.ts,
        "response_url": payloads.response_url(slack, channel, user, message),
    }
