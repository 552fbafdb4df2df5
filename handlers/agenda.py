"""One's own supervision agenda: reading an item, and taking it off."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.services import Services
from bot.use_cases.agenda_items import find_agenda_item, remove_agenda_item
from bot.views import agenda
from handlers.home import draw

Body = dict[str, Any]


class Agenda:
    """Only its owner can reach an item: it is looked up under whoever presses."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def open(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Show the whole item; one that is gone says so."""
        await ack()
        its, person, item = self._services, body["user"]["id"], _item(body)
        text = await its.db.run(find_agenda_item, its.vault, person, item)
        words = its.words_for(person)
        view = agenda.whole(words, item, text) if text else agenda.gone(words)
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    async def remove(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Take it off, and show that it is gone, on Home too."""
        await ack()
        its, person = self._services, body["user"]["id"]
        await its.db.run(remove_agenda_item, person, _item(body))
        gone = agenda.gone(its.words_for(person))
        await client.views_update(view_id=body["view"]["id"], view=gone)
        await draw(its, client, person)


def _item(body: Body) -> int:
    return int(body["actions"][0]["value"])


def register(app: AsyncApp, services: Services) -> None:
    """Attach the listeners."""
    on = Agenda(services)
    app.action(agenda.OPEN)(on.open)
    app.action(agenda.REMOVE)(on.remove)
