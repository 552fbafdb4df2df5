"""`/supervision`, its page, and "I need someone sooner"."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.services import Services
from bot.use_cases.ask_sooner import Answer, answer_sooner, ask_sooner
from bot.use_cases.find_teams import find_teams
from bot.views import sooner, supervision
from handlers.once import Once
from handlers.showing import show
from handlers.supervision_page import page_of

Body = dict[str, Any]

COMMAND = "/supervision"


class Supervision:
    """Whatever is asked here is asked on behalf of whoever presses."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._once = Once()

    async def command(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """The page."""
        await ack()
        await self._show(client, body["trigger_id"], body["user_id"])

    async def open(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """The button on Home."""
        await ack()
        await self._show(client, body["trigger_id"], body["user"]["id"])

    async def _show(self, client: AsyncWebClient, trigger: str, person: str) -> None:
        view = await page_of(self._services, person)
        await client.views_open(trigger_id=trigger, view=view)

    async def sooner(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """What asking leads to, before anybody is asked; on top of the page, if that is open."""
        await ack()
        its, person = self._services, body["user"]["id"]
        teams = await its.db.run(find_teams, person)
        route = next((team.danger_route for team in teams if team.danger_route), None)
        view = sooner.form(its.words_for(person), route)
        await show(client, body, view)

    async def ask(self, ack: AsyncAck, body: Body) -> None:
        """Ask those who can be there, one after the other."""
        its, person = self._services, body["user"]["id"]
        somebody = await its.db.run(ask_sooner, person, its.clock())
        view = sooner.asked(its.words_for(person), somebody=somebody)
        await ack(response_action="update", view=view)
        its.woken.set()

    async def yes(self, ack: AsyncAck, body: Body, respond: AsyncRespond) -> None:
        """They will be in touch."""
        await ack()
        await self._answer(body, respond, Answer.YES)

    async def no(self, ack: AsyncAck, body: Body, respond: AsyncRespond) -> None:
        """Not today, without a reason."""
        await ack()
        await self._answer(body, respond, Answer.NO)

    async def _answer(self, body: Body, respond: AsyncRespond, answer: Answer) -> None:
        its, who = self._services, body["user"]["id"]
        asking = sooner.parse(body["actions"][0]["value"])
        with self._once.attempt(f"{body['channel']['id']} {body['message']['ts']}") as first:
            if not first:
                return
            run, now = its.db.run, its.clock()
            said = await run(answer_sooner, who, asking, answer, now)
        its.woken.set()
        told = sooner.answered(its.words_for(who), said, asking.person)
        await respond(told.text, blocks=told.blocks, replace_original=True)


def register(app: AsyncApp, services: Services) -> None:
    """Attach the listeners."""
    on = Supervision(services)
    app.command(COMMAND)(on.command)
    app.action(supervision.OPEN)(on.open)
    app.action(sooner.OPEN)(on.sooner)
    app.view(sooner.ASK)(on.ask)
    app.action(sooner.YES)(on.yes)
    app.action(sooner.NO)(on.no)
