"""Slack tells that somebody's account was deactivated, or is there again."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.services import Services
from bot.use_cases.leave_slack import come_back, leave_slack

Json = dict[str, Any]


class Leaving:
    """Whoever leaves is off every schedule at once."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def changed(self, event: Json) -> None:
        """Anything about a person may have changed; only this matters here."""
        its, user = self._services, event["user"]
        if user.get("deleted"):
            await its.db.run(leave_slack, [user["id"]], its.clock())
        else:
            await its.db.run(come_back, [user["id"]])


def register(app: AsyncApp, services: Services) -> None:
    """Attach the listener."""
    app.event("user_change")(Leaving(services).changed)
