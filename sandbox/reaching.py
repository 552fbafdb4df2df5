"""Whom the app can write to in a direct message."""

from sandbox.errors import ApiError
from sandbox.slack import Slack
from sandbox.state.channels import Channel


def check_reachable(slack: Slack, user: str) -> None:
    """Refuse a direct message with this person where Slack would.

    Raises:
        ApiError: user_not_found, cannot_dm_bot, or user_disabled for a deactivated person, which
            is what conversations.open says of them.
    """
    person = slack.workspace.people.get(user)
    if person is None:
        raise ApiError("user_not_found")
    if person.is_bot:
        raise ApiError("cannot_dm_bot")
    if person.deleted:
        raise ApiError("user_disabled")


def check_still_reachable(slack: Slack, channel: Channel) -> None:
    """Refuse to write into the DM of somebody who was deactivated since it was opened.

    Slack's page of chat.postMessage names no error for it, and there is a report of a message
    that it took (python-slack-sdk, issue 1156). Nobody would read it, so the stricter of the two
    holds here: what conversations.open says.

    Raises:
        ApiError: user_disabled.
    """
    if channel.kind == "dm":
        check_reachable(slack, channel.other(slack.bot))
