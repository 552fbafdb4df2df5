"""The forms of a team's page: what each shows, and saving what was sent."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.content.catalogue import Words
from bot.domain.edits import Edit, Part, Remove
from bot.domain.set_up import Obstacle, Refused, SetUp, depend_on, find
from bot.services import Services
from bot.use_cases.apply_team import Outcome
from bot.use_cases.find_set_ups import find_asker
from bot.use_cases.permit import NotPermittedError
from bot.use_cases.set_up_team import Asker, change_team, find_set_up
from bot.views.parts import View
from bot.views.setup import entries, faults, leaving, ref, tables
from bot.views.setup.ref import Ref
from handlers.once import Once
from handlers.setup_desk import Desk, replace

Body = dict[str, Any]

CHANGED = Refused(obstacle=Obstacle.CHANGED)


class Forms:
    """A form is saved before it closes; what is open beneath it then shows how things stand."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._words_for = desk.services.words_for
        self._saved = Once()

    async def open_tables(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """What the team has once."""
        await ack()
        about, its, words = await self._asked(body, client)
        services = self._desk.services
        today, templates = services.clock().date(), services.templates.every()
        view = tables.form(words, its, about.part, templates, today)
        await client.views_push(trigger_id=body["trigger_id"], view=view)

    async def open_list(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """A list on top of the page, or another page of it in its place."""
        await ack()
        about, its, words = await self._asked(body, client)
        view = entries.listed(words, its, about.part, about.page)
        if ref.read(body["view"]["private_metadata"]).part == about.part:
            await replace(client, body["view"]["id"], view)
        else:
            await client.views_push(trigger_id=body["trigger_id"], view=view)

    async def open_entry(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """One entry of a list, or a new one."""
        await ack()
        about, its, words = await self._asked(body, client)
        view = self._entry(words, its, about)
        await client.views_push(trigger_id=body["trigger_id"], view=view)

    async def more(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """The same form with what only few need; what was filled in stays."""
        await ack()
        about, its, words = await self._asked(body, client)
        await replace(client, body["view"]["id"], self._entry(words, its, about, wide=True))

    async def keep_tables(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """What the team has once."""
        await self._keep(ack, body, client, tables.parse(body["view"]))

    async def keep_entry(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """One entry of a list, or new ones."""
        await self._keep(ack, body, client, entries.parse(body["view"]))

    async def keep_heirs(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Somebody goes, and others take over."""
        await self._keep(ack, body, client, leaving.parse_heirs(body["view"]))

    async def remove(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Take an entry out; where others rest on a person, ask first who takes over."""
        await ack()
        about, its, words = await self._asked(body, client)
        view_id, entry = body["view"]["id"], find(its.data, about.part, about.seen)
        if entry is None:
            await replace(client, view_id, entries.refused(words, CHANGED))
            return
        person = entry.get("person", "")
        if person and (depend := depend_on(its.data, person)):
            view = leaving.heirs(words, its, entry, about, depend)
            await replace(client, view_id, view)
            return
        edit = Part(about.seen) if person else Remove(about.part, about.seen)
        who, made = await self._change(body, client, about, edit)
        if isinstance(made, Refused):
            await replace(client, view_id, entries.refused(words, made))
            return
        await replace(client, view_id, entries.removed(words, about.part, person))
        await self._show_beneath(client, body["view"], about, who, made)

    async def _asked(self, body: Body, client: AsyncWebClient) -> tuple[Ref, SetUp, Words]:
        """What a button is about, the team as it stands, and the words for whoever pressed."""
        about = ref.read(body["actions"][0]["value"])
        person = body["user"]["id"]
        who = await find_asker(self._desk.means(client), person, about.team)
        its = await self._desk.services.db.run(find_set_up, who, about.team)
        return about, its, self._words_for(person)

    def _entry(self, words: Words, its: SetUp, about: Ref, *, wide: bool = False) -> View:
        today = self._desk.services.clock().date()
        view = entries.form(words, its, about, today, wide=wide)
        return view or entries.refused(words, CHANGED)

    async def _keep(self, ack: AsyncAck, body: Body, client: AsyncWebClient, edit: Edit) -> None:
        """Save it before Slack is told so; once, however often the form is handed over.

        Where Slack was not told in time the form stays open, and may come again with other values.
        """
        view, about = body["view"], ref.read(body["view"]["private_metadata"])
        async with self._saved.turn(view["id"], view["state"]) as first:
            if not first:
                await self._desk.ack_again(ack, body, self._saved)
                return
            who, made = await self._change(body, client, about, edit)
            if isinstance(made, Refused):
                self._saved.undo(view["id"])
                told = faults.errors(self._words_for(who.person), view, made)
                await ack(response_action="errors", errors=told)
                return
        await ack()
        await self._show_beneath(client, view, about, who, made)

    async def _change(
        self, body: Body, client: AsyncWebClient, about: Ref, edit: Edit
    ) -> tuple[Asker, Outcome | Refused]:
        means, services = self._desk.means(client), self._desk.services
        who = await find_asker(means, body["user"]["id"], about.team)
        made = await change_team(means, who, about.team, edit, services.clock())
        services.woken.set()
        return who, made

    async def _show_beneath(
        self, client: AsyncWebClient, view: View, about: Ref, who: Asker, made: Outcome
    ) -> None:
        """The list and the page under the form, or which teams are left to set up."""
        root, under = view["root_view_id"], view["previous_view_id"]
        words = self._words_for(who.person)
        try:
            its = await self._desk.services.db.run(find_set_up, who, about.team)
            page = await self._desk.page(client, who, about.team, made)
        except NotPermittedError:
            for each in {root, under} - {None, view["id"]}:
                await replace(client, each, await self._desk.listed(client, who.person))
            return
        if under and under != root:
            part = ref.CHECK_INS if about.part == "supervision" else about.part
            await replace(client, under, entries.listed(words, its, part, about.page))
        if root != view["id"]:
            await replace(client, root, page)


def register(app: AsyncApp, services: Services) -> None:
    """Attach the listeners."""
    on = Forms(Desk(services))
    app.action(ref.FORM)(on.open_tables)
    app.action(re.compile(rf"{re.escape(ref.PART)}(\.\d+)?$"))(on.open_list)
    app.action(ref.ADD)(on.open_entry)
    app.action(ref.EDIT)(on.open_entry)
    app.action(ref.MORE)(on.more)
    app.action(ref.REMOVE)(on.remove)
    app.view(ref.TABLES)(on.keep_tables)
    app.view(ref.ENTRY)(on.keep_entry)
    app.view(ref.HEIRS)(on.keep_heirs)
