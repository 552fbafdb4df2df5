"""conversations.join and conversations.invite."""

from typing import Any

from sandbox import joining
from sandbox.api.call import Call, method
from sandbox.errors import ApiError, invalid_arguments
from sandbox.payloads import conversation_json
from sandbox.state.channels import Channel

Json = dict[str, Any]
MOST_INVITED = 100  # Slack: up to 100 users in one call


@method("conversations.join")
async def join(call: Call) -> Json:
    """Become a member of a public channel; being one already is a warning."""
    channel = call.channel()
    if channel.kind != "channel":
        raise ApiError("method_not_supported_for_channel_type")
    already = call.slack.bot in channel.members
    if not already:
        joining.join(call.slack, channel, call.slack.bot)
    warnings = ["already_in_channel"] * already
    answer: Json = {"channel": conversation_json(call.slack, channel)}
    if warnings:
        answer |= {"warning": warnings[0], "response_metadata": {"warnings": warnings}}
    return answer


@method("conversations.invite")
async def invite(call: Call) -> Json:
    """Bring people into a channel the app is in: all of them, or with `force` whoever can be."""
    channel, users = call.channel(), call.words("users")
    _check(call, channel, users)
    refused = {user: error for user in users if (error := _refusal(call, channel, user))}
    if refused and not (call.flag("force") and len(refused) < len(users)):
        errors = [{"user": user, "ok": False, "error": error} for user, error in refused.items()]
        raise ApiError(next(iter(refused.values())), errors=errors)
    for user in users:
        if user not in refused:
            joining.join(call.slack, channel, user, inviter=call.slack.bot)
    return {"channel": conversation_json(call.slack, channel)}


def _check(call: Call, channel: Channel, users: list[str]) -> None:
    if channel.is_direct:
        raise ApiError("method_not_supported_for_channel_type")
    if call.slack.bot not in channel.members:
        raise ApiError("not_in_channel")
    if not users:
        raise ApiError("no_user")
    if len(users) > MOST_INVITED:
        raise invalid_arguments(f"users must be at most {MOST_INVITED}")


def _refusal(call: Call, channel: Channel, user: str) -> str | None:
    person = call.slack.workspace.people.get(user)
    if person is None:
        return "user_not_found"
    if user == call.slack.bot:
        return "cant_invite_self"
    if user in channel.members:
        return "already_in_channel"
    return "cant_invite" if person.deleted else None
