"""The form of one's language and times."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.services import Services
from bot.use_cases.prefer import find_preferences, prefer
from bot.views import how_and_when
from handlers.home import draw

Body = dict[str, Any]


class Preferences:
    """Everybody's own, in a team or not."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def open(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """The button on Home."""
        await ack()
        its, person = self._services, body["user"]["id"]
        now = await its.db.run(find_preferences, person)
        words, known = its.words_for(person), its.languages.catalogue.known
        form = how_and_when.form(words, now.own, known, now.debrief_lead_minutes, now.prepare_days)
        await client.views_open(trigger_id=body["trigger_id"], view=form)

    async def keep(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Keep it before the form closes; Home is in the new language at once."""
        its, person = self._services, body["user"]["id"]
        now = await its.db.run(find_preferences, person)
        wish = how_and_when.parse(body["view"], now.own, its.languages.catalogue.known)
        await its.db.run(prefer, person, wish)
        its.languages.choose(person, wish.language or "")
        await ack()
        await draw(its, client, person)


def register(app: AsyncApp, services: Services) -> None:
    """Attach the listeners."""
    on = Preferences(services)
    app.action(how_and_when.OPEN)(on.open)
    app.view(how_and_when.KEEP)(on.keep)
