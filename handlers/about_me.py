"""What is stored about whoever asks: all of it as a file, or none of it any more."""

import logging
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.services import Services
from bot.telling import Letter, tell
from bot.use_cases.ask_to_be_forgotten import ask_to_be_forgotten
from bot.use_cases.export_person import export_person
from bot.views import about_me
from bot.views.parts import Message, section
from handlers.home import draw

Body = dict[str, Any]

FAILURES = (SlackApiError, aiohttp.ClientError, TimeoutError)
"""What posting may end in."""

log = logging.getLogger(__name__)


class AboutMe:
    """Only for whoever presses, and only about them."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def export(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Put the file into their own conversation with the app."""
        await ack()
        its, person = self._services, body["user"]["id"]
        words = its.words_for(person)
        made = await its.db.run(export_person, its.vault, its.sealer, person, its.clock())
        try:
            posted = await self._say(client, person, "text")
            await client.files_upload_v2(
                channel=str(posted["channel"]),
                content=made,
                filename=words.plain("about_me.file.name"),
            )
        except FAILURES as error:
            log.warning("A file could not be sent: %(error)s", {"error": type(error).__name__})
            await self._say(client, person, "failed")

    async def _say(self, client: AsyncWebClient, person: str, what: str) -> AsyncSlackResponse:
        text = self._services.words_for(person)(f"about_me.file.{what}")
        letter = Letter(person, "export", Message(text, [section(text)]))
        return await tell(self._services, client, letter)

    async def ask(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """What being forgotten means."""
        await ack()
        words = self._services.words_for(body["user"]["id"])
        await client.views_open(trigger_id=body["trigger_id"], view=about_me.forget(words))

    async def forget(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Delete it all before the form is answered; then tell the coordinators of the gap."""
        its, person = self._services, body["user"]["id"]
        words = its.words_for(person)
        now = its.clock()
        coordinators = await its.db.in_thread(
            lambda: ask_to_be_forgotten(its.db, its.forgotten, its.sealer, person, now)
        )
        its.languages.choose(person, "")
        await ack(response_action="update", view=about_me.forgotten(words))
        for who in coordinators:
            await self._tell(client, who, person)
        await draw(its, client, person)

    async def _tell(self, client: AsyncWebClient, who: str, gone: str) -> None:
        """One who cannot be told keeps nobody else from it. A delivery would name the forgotten."""
        told = about_me.to_coordinator(self._services.words_for(who), gone)
        try:
            await tell(self._services, client, Letter(who, "gap", told))
        except FAILURES as error:
            log.warning(
                "A coordinator could not be told: %(error)s", {"error": type(error).__name__}
            )


def register(app: AsyncApp, services: Services) -> None:
    """Attach the listeners."""
    on = AboutMe(services)
    app.action(about_me.EXPORT)(on.export)
    app.action(about_me.FORGET)(on.ask)
    app.view(about_me.FORGET_NOW)(on.forget)
