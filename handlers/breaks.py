"""Five-minute breaks: `/five`, its shortcut and its button on Home, and the reminder's buttons."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.breaks import Reminder
from bot.services import Services
from bot.use_cases.put_off_break import no_breaks_today, put_off_break
from bot.use_cases.start_break import another_idea, start_break
from bot.views import breaks, help_text
from bot.views.parts import Message
from handlers.once import Once

Body = dict[str, Any]

COMMAND = "/five"
HELP = "help"
SHORTCUT = "five.shortcut"


class Breaks:
    """Whatever is answered, nobody but the one who pressed sees it."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._once = Once()

    async def command(
        self, ack: AsyncAck, body: Body, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        """/five begins, and /five help says what else there is."""
        if body.get("text", "").strip().lower() != HELP:
            await self.five(ack, body, respond, client)
            return
        await ack()
        words = self._services.words_for(body["user_id"])
        await respond(help_text.answer(words, HELP, in_a_team=True))

    async def five(
        self, ack: AsyncAck, body: Body, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        """Five minutes from now on, or how many of them are left."""
        await ack()
        its, now = self._services, self._services.clock()
        person = _person(body)
        words = its.words_for(person)
        begun = await its.db.run(start_break, words.ideas, its.random, person, now)
        if isinstance(begun, int):
            told = breaks.running(words, begun)
        else:
            told = breaks.begun(words, begun)
        await self._show(told, body, respond, client)

    async def take(
        self, ack: AsyncAck, body: Body, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        """The reminder's own button: its idea takes the reminder's place."""
        with self._once.attempt(_place(body)) as first:
            await (self.five(ack, body, respond, client) if first else ack())

    async def ten(self, ack: AsyncAck, body: Body, respond: AsyncRespond) -> None:
        """Ask again in ten minutes, as often as that is pressed, until the shift is over."""
        await ack()
        with self._once.attempt(_place(body)) as first:
            if first:
                about, now = _about(body), self._services.clock()
                planned = await self._services.db.run(put_off_break, about, now)
                await self._replace(body, respond, "ten" if planned else "too_late")

    async def not_today(self, ack: AsyncAck, body: Body, respond: AsyncRespond) -> None:
        """No reason is asked for, and no more reminders come today."""
        await ack()
        with self._once.attempt(_place(body)) as first:
            if first:
                about, now = _about(body), self._services.clock()
                await self._services.db.run(no_breaks_today, about, now)
                await self._replace(body, respond, "not_today")

    async def another(
        self, ack: AsyncAck, body: Body, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        """One more idea for the same five minutes."""
        await ack()
        its, now, person = self._services, self._services.clock(), body["user"]["id"]
        words = its.words_for(person)
        idea = await its.db.run(another_idea, words.ideas, its.random, person, now)
        told = breaks.one_more(words, idea) if idea else breaks.gone(words)
        await self._show(told, body, respond, client)

    async def _show(
        self, told: Message, body: Body, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        """Where it was asked for: in the form or message, under the command, or in a new form."""
        view = body.get("view") or {}
        form = breaks.modal(self._services.words_for(_person(body)), told)
        if view.get("type") == "modal":
            await client.views_update(view_id=view["id"], view=form)
        elif body.get("response_url"):
            await respond(told.text, blocks=told.blocks, replace_original="actions" in body)
        else:
            await client.views_open(trigger_id=body["trigger_id"], view=form)

    async def _replace(self, body: Body, respond: AsyncRespond, answer: str) -> None:
        told = breaks.answered(self._services.words_for(_person(body)), answer)
        await respond(told.text, blocks=told.blocks, replace_original=True)


def _person(body: Body) -> str:
    found: str = body.get("user_id") or body["user"]["id"]
    return found


def _about(body: Body) -> Reminder:
    return breaks.parse(body["user"]["id"], body["actions"][0]["value"])


def _place(body: Body) -> str:
    return f"{body['channel']['id']} {body['message']['ts']}"


def register(app: AsyncApp, services: Services) -> None:
    """Attach the listeners."""
    on = Breaks(services)
    app.command(COMMAND)(on.command)
    app.shortcut(SHORTCUT)(on.five)
    app.action(breaks.FIVE)(on.five)
    app.action(breaks.TAKE)(on.take)
    app.action(breaks.TEN)(on.ten)
    app.action(breaks.NOT_TODAY)(on.not_today)
    app.action(breaks.ANOTHER)(on.another)
