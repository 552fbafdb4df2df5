"""Opening a form for whoever pressed a button, wherever that button is."""

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.views.parts import View

Body = dict[str, Any]


async def show(client: AsyncWebClient, body: Body, view: View) -> None:
    """On top of the form in which the button is, or else by itself."""
    in_form = (body.get("view") or {}).get("type") == "modal"
    open_it = client.views_push if in_form else client.views_open
    await open_it(trigger_id=body["trigger_id"], view=view)


def pressed(body: Body) -> int:
    """The number that the button holds."""
    return int(body["actions"][0]["value"])
