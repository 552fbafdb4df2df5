"""Saying something by name to somebody who supervises or coordinates."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.services import Services
from bot.telling import Letter
from bot.use_cases.find_listeners import find_listeners, may_be_told
from bot.views import talk
from handlers.once import Once
from handlers.posting import MaybePosted, NotPosted, post
from handlers.showing import show

Body = dict[str, Any]


class Talk:
    """What is said is posted while its writer waits, and stored nowhere."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._once = Once()

    async def open(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """The button: on Home, in a survey's form, under an answer of the app's."""
        await ack()
        its, person = self._services, body["user"]["id"]
        others = await its.db.run(find_listeners, person)
        await show(client, body, talk.form(its.words_for(person), others))

    async def send(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Post it before the form is answered; where that fails the words stay in the form."""
        its, person = self._services, body["user"]["id"]
        words = its.words_for(person)
        chosen, said = talk.parse(body["view"])
        if not await its.db.run(may_be_told, person, chosen):
            await ack(response_action="errors", errors=talk.wrong(words, "stranger"))
            return
        try:
            with self._once.attempt(body["view"]["id"]) as first:
                if first:
                    message = talk.message(its.words_for(chosen), person, said)
                    await post(its, client, Letter(chosen, "talk", message))
        except (NotPosted, MaybePosted) as trouble:
            why = "maybe" if isinstance(trouble, MaybePosted) else "not_posted"
            await ack(response_action="errors", errors=talk.wrong(words, why))
            return
        await ack(response_action="update", view=talk.sent(words, chosen))


def register(app: AsyncApp, services: Services) -> None:
    """Attach the listeners."""
    on = Talk(services)
    app.action(talk.OPEN)(on.open)
    app.view(talk.SEND)(on.send)
