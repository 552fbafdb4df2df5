"""api.test, auth.test, apps.connections.open and team.info."""

from typing import Any

from sandbox.api.call import Call, method
from sandbox.errors import ApiError

Json = dict[str, Any]


@method("api.test", takes="none")
async def api_test(call: Call) -> Json:
    """Echo the arguments, or fail with the error that was asked for."""
    if error := call.text("error"):
        raise ApiError(error, args=dict(call.args))
    return {"args": dict(call.args)}


@method("auth.test")
async def auth_test(call: Call) -> Json:
    """Say whom the token belongs to."""
    workspace = call.slack.workspace
    return {
        "url": f"https://{workspace.team.domain}.slack.com/",
        "team": workspace.team.name,
        "user": workspace.bot.name,
        "team_id": workspace.team.id,
        "user_id": workspace.bot.id,
        "bot_id": workspace.bot_id,
        "is_enterprise_install": False,
    }


@method("apps.connections.open", takes="app")
async def connections_open(call: Call) -> Json:
    """Hand out the address of one Socket Mode connection."""
    slack = call.slack
    if not slack.manifest.socket_mode:
        raise ApiError("forbidden_for_socket_mode_disabled")
    return {
        "url": f"ws{slack.address.removeprefix('http')}/link?ticket={slack.socket_mode.ticket()}"
    }


@method("team.info")
async def team_info(call: Call) -> Json:
    """Describe the workspace."""
    team = call.slack.workspace.team
    url = f"https://{team.domain}.slack.com/"
    return {
        "team": {"id": team.id, "name": team.name, "domain": team.domain, "url": url, "icon": {}}
    }
