"""The debrief's form once it is sent: kept, shared, or brought to supervision."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.content.catalogue import Words
from bot.domain.reflection import Destination, Reflection
from bot.services import Services
from bot.telling import Letter
from bot.use_cases.bring_to_supervision import bring_to_supervision
from bot.use_cases.find_thread import find_thread
from bot.views import debrief_form
from handlers.home import draw
from handlers.once import Once
from handlers.posting import MaybePosted, NotPosted, post


class DebriefForm:
    """Nothing is lost: each destination has the text before the form closes."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._once = Once()

    async def submit(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Deliver, then close the form with something for the way home."""
        reflection, person = debrief_form.parse(body["view"]), body["user"]["id"]
        words = self._services.words_for(person)
        if not reflection.answers:
            await _keep_open(ack, words, "empty")
            return
        try:
            with self._once.attempt(body["view"]["id"]) as first:
                if first:
                    await self._deliver(client, reflection, person)
        except NotPosted:
            await _keep_open(ack, words, "not_posted")
            return
        except MaybePosted:
            await _keep_open(ack, words, f"maybe_{reflection.destination}")
            return
        suggestion = self._services.random.choice(words.some("grounding.way_home"))
        done = debrief_form.done(words, reflection.destination, suggestion)
        await ack(response_action="update", view=done)
        if reflection.destination is Destination.SUPERVISION:
            await draw(self._services, client, person)

    async def _deliver(self, client: AsyncWebClient, reflection: Reflection, person: str) -> None:
        words = self._services.words_for(person)
        match reflection.destination:
            case Destination.KEEP:
                kept = debrief_form.kept(words, reflection)
                await post(self._services, client, Letter(person, "kept debrief", kept))
            case Destination.SHARE:
                await self._share(client, reflection, person)
            case Destination.SUPERVISION:
                text = debrief_form.as_text(words, reflection)
                run = self._services.db.run
                await run(bring_to_supervision, self._services.vault, person, text)

    async def _share(self, client: AsyncWebClient, reflection: Reflection, person: str) -> None:
        team, answered, now = reflection.team, reflection.thread, self._services.clock()
        thread = await self._services.db.run(find_thread, person, team, answered, now)
        if thread is None:
            raise NotPosted
        words = self._services.words_for(thread.channel)
        message = debrief_form.shared(words, reflection, person)
        letter = Letter(thread.channel, "shared debrief", message, thread.ts)
        await post(self._services, client, letter)


async def _keep_open(ack: AsyncAck, words: Words, why: str) -> None:
    errors = {debrief_form.FIRST: words.plain(f"debrief.form.{why}")}
    await ack(response_action="errors", errors=errors)


def register(app: AsyncApp, services: Services) -> None:
    """Attach the listener."""
    app.view(debrief_form.FORM)(DebriefForm(services).submit)
