"""reactions.add."""

import re
from typing import Any

from sandbox.api.call import Call, method
from sandbox.errors import ApiError

Json = dict[str, Any]


@method("reactions.add")
async def add(call: Call) -> Json:
    """Put the app's reaction on a message, each emoji once."""
    workspace, name = call.slack.workspace, call.required("name").strip(":")
    if not re.fullmatch(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?", name):
        raise ApiError("invalid_name")
    channel = call.channel()
    if workspace.bot.id not in channel.members:
        raise ApiError("not_in_channel")
    message = call.message(channel, "timestamp")
    users = message.reactions.setdefault(name, [])
    if workspace.bot.id in users:
        raise ApiError("already_reacted")
    users.append(workspace.bot.id)
    workspace.changed(channel, message)
    return {}
