"""The last results, and saying what was done about them. Nothing here looks at an answer."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.services import Services
from bot.use_cases.find_results import find_results
from bot.use_cases.tell_what_was_done import find_told, tell_what_was_done
from bot.views import done_form, parts, results
from bot.views.parts import View
from handlers.home import draw
from handlers.showing import show

Body = dict[str, Any]


class Results:
    """What is shown goes by who looks; a button holds no more than which round and team."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def open(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """From Home, or from the note that there is something to read."""
        await ack()
        await client.views_open(
            trigger_id=body["trigger_id"], view=await self._page(body["user"]["id"])
        )

    async def tell(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """The form, with what the team has said so far."""
        await ack()
        its, person = self._services, body["user"]["id"]
        about = results.about(parts.held(body["actions"][0]))
        told = await its.db.run(find_told, its.vault, person, about)
        await show(client, body, done_form.form(its.words_for(person), told))

    async def keep(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Keep it before the form closes, and show it in the results beneath."""
        its, person, view = self._services, body["user"]["id"], body["view"]
        word = done_form.parse(view)
        if faults := done_form.faults(its.words_for(person), word):
            await ack(response_action="errors", errors=faults)
            return
        await its.db.run(tell_what_was_done, its.vault, person, word, its.clock())
        its.woken.set()
        await ack()
        page = await self._page(person)
        await client.views_update(view_id=view["root_view_id"], view=page)
        await draw(its, client, person)

    async def _page(self, person: str) -> View:
        its = self._services
        found, timezone = await its.db.run(find_results, its.vault, person)
        return results.page(its.words_for(person), found, timezone)


def register(app: AsyncApp, services: Services) -> None:
    """Attach the listeners."""
    on = Results(services)
    app.action(results.OPEN)(on.open)
    app.action(results.TELL)(on.tell)
    app.view(done_form.KEEP)(on.keep)
