"""Setting teams up: which there are, a team's page, making one, putting one away."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.set_up import Refused
from bot.services import Services
from bot.use_cases.archive_team import archive_team, bring_back
from bot.use_cases.ask_slack import own_timezone
from bot.use_cases.create_team import create_team
from bot.use_cases.find_set_ups import find_asker
from bot.use_cases.set_up_team import (
    Asker,
    find_set_up,
)
from bot.views.setup import faults, ref, teams
from handlers.home import draw
from handlers.once import Once
from handlers.setup_desk import Desk, show

Body = dict[str, Any]


class Teams:
    """Whatever a button held, it is asked on the server whether its presser may."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._made = Once()

    async def list_teams(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """From Home, or from a team's page, whose place it takes."""
        await ack()
        number = ref.read(body["actions"][0]["value"]).page
        view = await self._desk.listed(client, body["user"]["id"], number)
        await show(client, body, view)

    async def open_team(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """From Home, or from the list, whose place it takes."""
        await ack()
        key = ref.read(body["actions"][0]["value"]).team
        who = await find_asker(self._desk.means(client), body["user"]["id"], key)
        await show(client, body, await self._desk.page(client, who, key))

    async def new_team(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """The form, with their own time zone filled in."""
        await ack()
        person = body["user"]["id"]
        zone = await own_timezone(self._desk.means(client), person)
        await show(client, body, teams.form(self._desk.services.words_for(person), zone))

    async def make(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Make it, and show its page in the form's place; once, however often it is handed over."""
        desk, view, person = self._desk, body["view"], body["user"]["id"]
        means, now = desk.means(client), desk.services.clock()
        who = await find_asker(means, person)
        async with self._made.turn(view["id"], view["state"]) as first:
            made = await create_team(means, who, teams.parse(view), now) if first else None
            if isinstance(made, Refused):
                self._made.undo(view["id"])
                told = faults.errors(desk.services.words_for(person), view, made)
                await ack(response_action="errors", errors=told)
                return
        if made is None:
            await desk.ack_again(ack, body, self._made)
            return
        shown = await desk.page(client, Asker(person), made.team.key, made)
        await ack(response_action="update", view=shown)
        await draw(desk.services, client, person)

    async def archive(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Put it away; a sentence that says so takes the page's place."""
        await ack()
        desk, person = self._desk, body["user"]["id"]
        means, key = desk.means(client), ref.read(body["actions"][0]["value"]).team
        who = await find_asker(means, person, key)
        name = (await desk.services.db.run(find_set_up, who, key)).team.name
        await archive_team(means, who, key, desk.services.clock())
        await show(client, body, teams.archived(desk.services.words_for(person), name))
        await draw(desk.services, client, person)

    async def bring_back(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """As it was; where that does not fit any more, it is said why."""
        await ack()
        desk, person = self._desk, body["user"]["id"]
        means, key = desk.means(client), ref.read(body["actions"][0]["value"]).team
        who = await find_asker(means, person, key)
        made = await bring_back(means, who, key, desk.services.clock())
        if isinstance(made, Refused):
            words = desk.services.words_for(person)
            reasons = faults.sentences(words, made)
            await show(client, body, teams.not_back(words, key, reasons))
            return
        desk.services.woken.set()
        await show(client, body, await desk.page(client, who, key, made))
        await draw(desk.services, client, person)


def register(app: AsyncApp, services: Services) -> None:
    """Attach the listeners."""
    on = Teams(Desk(services))
    app.action(re.compile(rf"{re.escape(ref.LIST)}(\.\d+)?$"))(on.list_teams)
    app.action(re.compile(rf"{re.escape(ref.OPEN)}(\..+)?$"))(on.open_team)
    app.action(ref.CREATE)(on.new_team)
    app.action(ref.ARCHIVE)(on.archive)
    app.action(ref.BRING_BACK)(on.bring_back)
    app.view(ref.MAKE)(on.make)
