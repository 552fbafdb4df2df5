"""`/holdspace`: what can be done, and the privacy page, which Home opens too."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.services import Services
from bot.use_cases.find_teams import find_teams
from bot.views import help_text, privacy
from handlers.day import answer_quiet, show_time_off
from handlers.setup_desk import show_teams

Body = dict[str, Any]

COMMAND = "/holdspace"


class Help:
    """For everybody in the workspace, in a team or not."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def command(
        self, ack: AsyncAck, body: Body, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        """One word tells what is wanted; whatever is not known is answered with what is."""
        await ack()
        word, person = body.get("text", "").strip().lower(), body["user_id"]
        match word:
            case "privacy":
                await self._show(client, body["trigger_id"], person)
            case "away":
                await show_time_off(self._services, client, body["trigger_id"], person)
            case "quiet":
                await answer_quiet(self._services, client, respond, person)
            case "setup":
                await show_teams(self._services, client, body["trigger_id"], person)
            case _:
                await self._help(respond, word, person)

    async def _help(self, respond: AsyncRespond, word: str, person: str) -> None:
        teams = await self._services.db.run(find_teams, person)
        words = self._services.words_for(person)
        await respond(help_text.answer(words, word, in_a_team=bool(teams)))

    async def privacy(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """The button on Home."""
        await ack()
        await self._show(client, body["trigger_id"], body["user"]["id"])

    async def _show(self, client: AsyncWebClient, trigger: str, person: str) -> None:
        teams = await self._services.db.run(find_teams, person)
        page = privacy.page(self._services.words_for(person), teams)
        await client.views_open(trigger_id=trigger, view=page)


def register(app: AsyncApp, services: Services) -> None:
    """Attach the listeners."""
    on = Help(services)
    app.command(COMMAND)(on.command)
    app.action(privacy.OPEN)(on.privacy)
