"""Somebody, or the app, becomes a member of a channel."""

from sandbox import events
from sandbox.slack import Slack
from sandbox.state.channels import Channel


def join(slack: Slack, channel: Channel, user: str, inviter: str | None = None) -> None:
    """Make this person a member, and tell them, the others and the app, if it is one itself."""
    channel.members.append(user)
    slack.workspace.bus.tell("sidebar")
    events.member_joined(slack, channel, user, inviter)
