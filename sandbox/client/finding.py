"""Finds the control that a person means, in a message or in a view."""

from typing import Any

from sandbox.errors import NotThereError, PersonError
from sandbox.slack import Slack
from sandbox.state.blocks import Control, controls
from sandbox.state.channels import Channel
from sandbox.state.messages import Message
from sandbox.state.views import View

Json = dict[str, Any]


def message_of(slack: Slack, user: str, channel_id: str, ts: str) -> tuple[Channel, Message]:
    """A message that this person sees.

    Raises:
        NotThereError: there is none, or somebody else sees it.
    """
    channel = slack.workspace.seen_by(user, channel_id)
    message = channel.find(ts)
    if message is None or not message.visible_to(user):
        raise NotThereError(f"There is no message with the timestamp {ts} in {channel_id}.")
    return channel, message


def view_of(slack: Slack, user: str, view_id: str) -> View:
    """A view on this person's screen.

    Raises:
        NotThereError: it is closed, or on somebody else's screen.
    """
    view = slack.workspace.screens.by_id(view_id)
    if view is None or view.user != user:
        raise NotThereError(f"The view {view_id} is not open; read the person's modals or Home.")
    return view


def control_of(blocks: list[Json], action_id: str, block_id: str | None = None) -> Control:
    """The one control with this action_id (in this block, if it is named).

    Raises:
        PersonError: there is none, or there are several and the block was not named.
    """
    found = [
        control
        for control in controls(blocks)
        if control.element["action_id"] == action_id
        and block_id in (None, control.block["block_id"])
    ]
    if not found:
        there = ", ".join(control.element["action_id"] for control in controls(blocks)) or "nothing"
        raise NotThereError(f"There is no {action_id!r} to use here; there is {there}.")
    if len(found) > 1:
        raise PersonError(
            f"There are {len(found)} times {action_id!r} here; name the block_id too."
        )
    return found[0]
