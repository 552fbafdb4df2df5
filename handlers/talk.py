"""Saying something by name to somebody who supervises or coordinates."""

from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.services import Services
from bot.telling import Letter
from bot.use_cases.find_listeners import find_listeners, may_be_told
from bot.views import talk
from handlers.corrected import Answer, Form, Forms
from handlers.posting import (
    MaybePosted,
    NotPosted,
    Posted,
    before_taking_back,
    post,
    take_back,
)
from handlers.showing import show

Body = dict[str, Any]

Said = tuple[str, Posted]
"""With whom it is, and in which message."""


class Talk:
    """What is said is posted while its writer waits, and stored nowhere.

    Where a form comes again with other words these are posted, and what was posted before is taken
    back: that is what its writer meant. Whoever has it may have read it, which the writer is told.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._forms = Forms[Said]()

    async def open(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """The button: on Home, in a survey's form, under an answer of the app's."""
        await ack()
        its, person = self._services, body["user"]["id"]
        others = await its.db.run(find_listeners, person)
        await show(client, body, talk.form(its.words_for(person), others))

    async def send(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Post it before the form is answered; where that fails the words stay in the form."""
        person = body["user"]["id"]
        chosen, said = talk.parse(body["view"])
        await self._forms.answer(ack, body, partial(self._say, client, person, chosen, said))

    async def _say(
        self, client: AsyncWebClient, person: str, chosen: str, said: str, form: Form[Said]
    ) -> Answer:
        words = self._services.words_for(person)
        allowed = await self._services.db.run(may_be_told, person, chosen)
        why = await self._place(client, form, person, chosen, said) if allowed else "stranger"
        if why:
            return {"response_action": "errors", "errors": talk.wrong(words, why)}
        before = [who for who, _ in form.before]
        return {"response_action": "update", "view": talk.sent(words, chosen, before)}

    async def _place(
        self, client: AsyncWebClient, form: Form[Said], person: str, chosen: str, said: str
    ) -> str | None:
        """Have it with whoever was chosen and nowhere else; or why the form has to stay open."""
        try:
            await before_taking_back(self._services, form.others, form.same)
            if form.is_new:
                message = talk.message(self._services.words_for(chosen), person, said)
                letter = Letter(chosen, "talk", message)
                form.came((chosen, await post(self._services, client, letter)))
        except NotPosted:
            return "not_posted"
        except MaybePosted:
            return "maybe"
        return None if await form.undo_others(lambda it: take_back(client, it[1])) else "both"


def register(app: AsyncApp, services: Services) -> None:
    """Attach the listeners."""
    on = Talk(services)
    app.action(talk.OPEN)(on.open)
    app.view(talk.SEND)(on.send)
