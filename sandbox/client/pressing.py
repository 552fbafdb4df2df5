"""A person presses a button or chooses from a menu: `block_actions`."""

from dataclasses import dataclass
from typing import Any

from sandbox import payloads
from sandbox.client.finding import control_of, message_of, view_of
from sandbox.errors import PersonError
from sandbox.forms.offered import check_offered
from sandbox.forms.values import chosen, initial_values, keeps_value, with_value
from sandbox.slack import Slack
from sandbox.state.blocks import Control
from sandbox.state.channels import Channel
from sandbox.state.messages import Message
from sandbox.state.views import View

Json = dict[str, Any]
_CARRIED = ("type", "action_id", "block_id", "text", "value", "url", "style", "placeholder")


@dataclass(frozen=True)
class Press:
    """Which control, and what is chosen in it."""

    action_id: str
    block_id: str | None = None
    value: Any = None


async def press_in_message(slack: Slack, user: str, channel: str, ts: str, press: Press) -> bool:
    """Use a control of a message; whether the app acked it in time."""
    where, message = message_of(slack, user, channel, ts)
    control = control_of(message.blocks, press.action_id, press.block_id)
    values = message.state.setdefault(user, initial_values(message.blocks))
    state = _changed(slack, user, control, press, values)
    body = _in_message(slack, user, where, message) | {"state": {"values": values}}
    trigger = slack.triggers.issue(user, channel=where.id)
    return await _send(slack, user, body, _action(slack, control, state), trigger)


async def press_in_view(slack: Slack, user: str, view_id: str, press: Press) -> bool:
    """Use a control of a modal or of the Home tab; whether the app acked it in time."""
    view = view_of(slack, user, view_id)
    control = control_of(view.blocks, press.action_id, press.block_id)
    if control.is_input and not control.block.get("dispatch_action"):
        raise PersonError(f"{press.action_id!r} is part of a form: fill it in, then submit.")
    state = _changed(slack, user, control, press, view.values)
    return await send_view_action(slack, view, control, state)


async def send_view_action(slack: Slack, view: View, control: Control, state: Json) -> bool:
    """Tell the app that a person used a control of a view; whether it acked in time."""
    body = {
        "container": {"type": "view", "view_id": view.id},
        "view": payloads.view_json(slack, view),
    }
    modal = view.id if view.kind == "modal" else None
    trigger = slack.triggers.issue(view.user, modal, view.current)
    return await _send(slack, view.user, body, _action(slack, control, state), trigger)


def _changed(slack: Slack, user: str, control: Control, press: Press, values: Json) -> Json:
    """What the press puts into the control, kept for those controls that keep it."""
    element = control.element
    if element["type"] in ("button", "workflow_button"):
        return {}
    state = chosen(element, press.value)
    check_offered(slack.workspace, user, element, state)
    if keeps_value(element):
        with_value(values, control, state)
    return state


def _in_message(slack: Slack, user: str, channel: Channel, message: Message) -> Json:
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.ephemeral_to is not None,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    body = {
        "container": container,
        "channel": payloads.channel_reference(channel),
        "response_url": payloads.response_url(slack, channel, user, message),
    }
    if message.ephemeral_to is None:
        body["message"] = payloads.message_json(slack, message)
    return body


def _action(slack: Slack, control: Control, state: Json) -> Json:
    element = control.element | {"block_id": control.block["block_id"]}
    action = {key: element[key] for key in _CARRIED if key in element}
    return action | state | {"action_ts": slack.workspace.next_ts()}


async def _send(slack: Slack, user: str, body: Json, action: Json, trigger: str) -> bool:
    payload = payloads.interaction(slack, "block_actions", user) | body
    payload["trigger_id"] = trigger
    payload["actions"] = [action]
    return await slack.delivery.ask("interactive", payload) is not None
