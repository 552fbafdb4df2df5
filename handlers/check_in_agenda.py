"""The agenda of a check-in: making it, sharing it, reading it, adding to it."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.services import Services
from bot.use_cases.agenda_drafts import Kept, find_agenda, keep_agenda, share_agenda
from bot.use_cases.check_in_outcomes import see_check_in
from bot.use_cases.check_in_points import add_points, find_shared
from bot.views import agenda_form, check_in_forms
from bot.views import check_in_messages as messages
from handlers.once import Once, sent
from handlers.showing import pressed, show
from handlers.supervision_page import keep_in_step

Body = dict[str, Any]


class CheckInAgenda:
    """Who may do which of these is asked inside each transaction (bot.use_cases.permit)."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._once = Once()

    async def build(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """The form, with what was kept before."""
        await ack()
        its, person = self._services, body["user"]["id"]
        found = await its.db.run(find_agenda, its.vault, person, pressed(body), its.clock())
        words = its.words_for(person)
        view = agenda_form.form(words, found.meeting, found.draft, found.to_bring)
        await show(client, body, view)

    async def nothing(self, ack: AsyncAck, body: Body, respond: AsyncRespond) -> None:
        """No agenda this time, which is fine."""
        await ack()
        its, person = self._services, body["user"]["id"]
        meeting = await its.db.run(see_check_in, person, pressed(body))
        told = messages.nothing(its.words_for(person), meeting)
        await respond(told.text, blocks=told.blocks, replace_original=True)

    async def keep(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Keep it, sealed, before the form is answered."""
        its, person = self._services, body["user"]["id"]
        words, key = its.words_for(person), sent(body["view"])
        async with self._once.turn(key) as first:
            kept = await self._keep(body, first=first)
            if kept is None:
                self._once.undo(key)
                await ack(response_action="errors", errors=agenda_form.too_much(words))
                return
        view = agenda_form.kept(words, kept.meeting, kept.agenda, shared=kept.shared)
        await ack(response_action="update", view=view)
        its.woken.set()
        await keep_in_step(its, client, body)

    async def _keep(self, body: Body, *, first: bool) -> Kept | None:
        """Kept, or as it was kept where Slack hands over the same once more."""
        its, person, now = self._services, body["user"]["id"], self._services.clock()
        number, made = agenda_form.parse(body["view"])
        if first:
            return await its.db.run(keep_agenda, its.vault, person, number, made, now)
        found = await its.db.run(find_agenda, its.vault, person, number, now)
        return Kept(found.meeting, found.draft, made.share)

    async def share(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Share it as it is."""
        await ack()
        its, person, view = self._services, body["user"]["id"], body["view"]
        number = pressed(body)
        kept = await its.db.run(share_agenda, its.vault, person, number, its.clock())
        its.woken.set()
        shown = agenda_form.kept(its.words_for(person), kept.meeting, kept.agenda, shared=True)
        await client.views_update(view_id=view["id"], view=shown)
        await keep_in_step(its, client, body)

    async def see(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """What was shared with whoever presses, and room for points of theirs."""
        await ack()
        its, person = self._services, body["user"]["id"]
        found = await its.db.run(find_shared, its.vault, person, pressed(body), its.clock())
        words = its.words_for(person)
        view = check_in_forms.points(words, found.meeting, found.agenda, found.points)
        await show(client, body, view)

    async def add(self, ack: AsyncAck, body: Body) -> None:
        """Add points; an empty box is told what to do."""
        its, person = self._services, body["user"]["id"]
        number, lines = check_in_forms.lines(body["view"], check_in_forms.POINTS)
        words = its.words_for(person)
        if not lines:
            errors = check_in_forms.nothing_written(words, check_in_forms.POINTS)
            await ack(response_action="errors", errors=errors)
            return
        run, now, key = its.db.run, its.clock(), sent(body["view"])
        async with self._once.turn(key) as first:
            if first and not await run(add_points, its.vault, person, number, lines, now):
                self._once.undo(key)
                await ack(response_action="errors", errors=check_in_forms.too_many_points(words))
                return
        await ack(response_action="update", view=check_in_forms.added(words))


def register(app: AsyncApp, services: Services) -> None:
    """Attach the listeners."""
    on = CheckInAgenda(services)
    app.action(messages.BUILD)(on.build)
    app.action(messages.NOTHING)(on.nothing)
    app.view(agenda_form.KEEP)(on.keep)
    app.action(agenda_form.SHARE)(on.share)
    app.action(messages.SEE)(on.see)
    app.action(messages.POINTS)(on.see)
    app.view(check_in_forms.ADD)(on.add)
