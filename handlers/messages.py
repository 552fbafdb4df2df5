"""Whoever writes to the app gets an answer. What they write is neither kept nor looked at."""

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.services import Services
from bot.telling import Letter, tell
from bot.use_cases.find_teams import find_teams
from bot.views.answer import answer
from handlers.once import Once

Json = dict[str, Any]

WRITTEN = {None, "file_share", "me_message"}
"""What a person wrote; other messages are the app's own, or say that one was changed."""


class Messages:
    """One answer to each message, however often Slack hands it over."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._once = Once()

    async def written(self, event: Json, body: Json, client: AsyncWebClient) -> None:
        """That nobody reads along, and what can be done."""
        if event.get("bot_id") or event.get("subtype") not in WRITTEN:
            return
        its, person = self._services, event["user"]
        with self._once.attempt(body["event_id"]) as first:
            if not first:
                return
            teams = await its.db.run(find_teams, person)
            route = next((team.danger_route for team in teams if team.danger_route), None)
            told = answer(its.words_for(person), route)
            await tell(its, client, Letter(person, "answer", told))


def register(app: AsyncApp, services: Services) -> None:
    """Attach the listener."""
    app.event("message")(Messages(services).written)
