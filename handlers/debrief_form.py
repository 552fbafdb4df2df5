"""The debrief's form once it is sent: kept, shared, or brought to supervision."""

from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.content.catalogue import Words
from bot.domain.reflection import Destination, Reflection
from bot.services import Services
from bot.telling import Letter
from bot.use_cases.agenda_items import remove_agenda_item
from bot.use_cases.bring_to_supervision import bring_to_supervision
from bot.use_cases.find_thread import find_thread
from bot.views import debrief_form
from handlers.corrected import Answer, Form, Forms
from handlers.home import draw
from handlers.posting import (
    MaybePosted,
    NotPosted,
    Posted,
    before_taking_back,
    post,
    take_back,
)

Placed = tuple[Destination, Posted | int]
"""Where a debrief is: a message, or an item of its writer's agenda by its number."""


class DebriefForm:
    """Nothing is lost: each destination has the text before the form closes.

    One that comes again with other words is delivered, and then takes the place of the first.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._forms = Forms[Placed]()

    async def submit(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Deliver, then close the form with something for the way home."""
        reflection, person = debrief_form.parse(body["view"]), body["user"]["id"]
        deliver = partial(self._answer, client, reflection, person)
        form = await self._forms.answer(ack, body, deliver)
        before = [destination for destination, _ in form.before]
        if Destination.SUPERVISION in (reflection.destination, *before):
            await draw(self._services, client, person)

    async def _answer(
        self, client: AsyncWebClient, reflection: Reflection, person: str, form: Form[Placed]
    ) -> Answer:
        words = self._services.words_for(person)
        filled_in = bool(reflection.answers)
        why = await self._place(client, form, reflection, person) if filled_in else "empty"
        if why:
            return _errors(words, why)
        before = [destination for destination, _ in form.before]
        suggestion = self._services.random.choice(words.some("grounding.way_home"))
        view = debrief_form.done(words, reflection.destination, suggestion, before)
        return {"response_action": "update", "view": view}

    async def _place(
        self, client: AsyncWebClient, form: Form[Placed], reflection: Reflection, person: str
    ) -> str | None:
        """Have it in its place and nowhere else; or why the form has to stay open."""
        try:
            await before_taking_back(self._services, form.others, form.same)
            if form.is_new:
                where = await self._deliver(client, reflection, person)
                form.came((reflection.destination, where))
        except NotPosted:
            return "not_posted"
        except MaybePosted:
            return f"maybe_{reflection.destination}"
        undo = partial(self._take_back, client, person)
        return None if await form.undo_others(undo) else "both"

    async def _deliver(
        self, client: AsyncWebClient, reflection: Reflection, person: str
    ) -> Posted | int:
        words = self._services.words_for(person)
        match reflection.destination:
            case Destination.KEEP:
                letter = Letter(person, "kept debrief", debrief_form.kept(words, reflection))
                return await post(self._services, client, letter)
            case Destination.SHARE:
                return await self._share(client, reflection, person)
            case Destination.SUPERVISION:
                text = debrief_form.as_text(words, reflection)
                run = self._services.db.run
                return await run(bring_to_supervision, self._services.vault, person, text)

    async def _take_back(self, client: AsyncWebClient, person: str, placed: Placed) -> bool:
        _, where = placed
        if isinstance(where, Posted):
            return await take_back(client, where)
        await self._services.db.run(remove_agenda_item, person, where)
        return True

    async def _share(self, client: AsyncWebClient, reflection: Reflection, person: str) -> Posted:
        team, answered, now = reflection.team, reflection.thread, self._services.clock()
        thread = await self._services.db.run(find_thread, person, team, answered, now)
        if thread is None:
            raise NotPosted
        words = self._services.words_for(thread.channel)
        message = debrief_form.shared(words, reflection, person)
        letter = Letter(thread.channel, "shared debrief", message, thread.ts)
        return await post(self._services, client, letter)


def _errors(words: Words, why: str) -> Answer:
    errors = {debrief_form.FIRST: words.plain(f"debrief.form.{why}")}
    return {"response_action": "errors", "errors": errors}


def register(app: AsyncApp, services: Services) -> None:
    """Attach the listener."""
    app.view(debrief_form.FORM)(DebriefForm(services).submit)
