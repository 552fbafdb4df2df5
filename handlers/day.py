"""What a person says about their own day. Nobody but them is answered."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.absence import Slip
from bot.services import Services
from bot.use_cases.choose_prompts import choose_prompts, find_choices
from bot.use_cases.plan_prompts import plan_some
from bot.use_cases.quiet_today import end_quiet, quiet_today
from bot.use_cases.take_time_off import find_time_off, take_back_time_off, take_time_off
from bot.views import day, preferences, time_off
from handlers.home import draw

Body = dict[str, Any]


class Day:
    """Each is looked up and changed under whoever presses."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def quiet(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """The button on Home, which then says how to end it."""
        await ack()
        its, person = self._services, body["user"]["id"]
        await its.db.run(quiet_today, person, its.clock())
        await draw(its, client, person)

    async def loud(
        self, ack: AsyncAck, body: Body, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        """From Home, or from the answer to the command, which is replaced."""
        await ack()
        its, person = self._services, body["user"]["id"]
        await its.db.run(end_quiet, person, its.clock())
        its.woken.set()
        if body.get("response_url"):
            told = day.ended(its.words_for(person))
            await respond(told.text, blocks=told.blocks, replace_original=True)
        await draw(its, client, person)

    async def away(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """The button on Home."""
        await ack()
        await show_time_off(self._services, client, body["trigger_id"], body["user"]["id"])

    async def enter(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Enter the days before the form is answered; a slip is told in it."""
        its, person = self._services, body["user"]["id"]
        wish = time_off.parse(person, body["view"])
        words = its.words_for(person)
        entered = await its.db.run(take_time_off, wish, its.clock())
        if isinstance(entered, Slip):
            await ack(response_action="errors", errors=time_off.wrong(words, entered))
            return
        await ack(response_action="update", view=time_off.kept(words, entered))
        await self._plan_and_draw(client, person)

    async def take_back(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Delete it, and show what remains."""
        await ack()
        its, person, view = self._services, body["user"]["id"], body["view"]
        number = int(body["actions"][0]["value"])
        left = await its.db.run(take_back_time_off, person, number, its.clock())
        shown = time_off.without(its.words_for(person), view, left)
        await client.views_update(view_id=view["id"], view=shown)
        await self._plan_and_draw(client, person)

    async def _plan_and_draw(self, client: AsyncWebClient, person: str) -> None:
        """The planner comes within a minute; until then Home would tell of shifts that are off."""
        its = self._services
        await its.db.run(plan_some, its.clock())
        await draw(its, client, person)

    async def prompts(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """The button on Home: what comes, as it is now."""
        await ack()
        its, person = self._services, body["user"]["id"]
        now = await its.db.run(find_choices, person, its.clock())
        form = preferences.form(its.words_for(person), now.topics, now.off, now.timezone)
        await client.views_open(trigger_id=body["trigger_id"], view=form)

    async def choose(self, ack: AsyncAck, body: Body) -> None:
        """Keep the choices before the form closes; a day that does not fit is told in it."""
        its, person = self._services, body["user"]["id"]
        wish = preferences.parse(body["view"])
        wrong = await its.db.run(choose_prompts, person, wish, its.clock())
        if wrong:
            errors = preferences.wrong(its.words_for(person), wrong)
            await ack(response_action="errors", errors=errors)
        else:
            await ack()


async def show_time_off(
    services: Services, client: AsyncWebClient, trigger: str, person: str
) -> None:
    """Open the form with what is entered already."""
    entered = await services.db.run(find_time_off, person, services.clock())
    form = time_off.form(services.words_for(person), entered)
    await client.views_open(trigger_id=trigger, view=form)


async def answer_quiet(
    services: Services, client: AsyncWebClient, respond: AsyncRespond, person: str
) -> None:
    """The command: be quiet, or hear how to end it."""
    now = await services.db.run(quiet_today, person, services.clock())
    told = day.quiet(services.words_for(person), now.until, now.timezone, begun=now.begun)
    await respond(told.text, blocks=told.blocks)
    await draw(services, client, person)


def register(app: AsyncApp, services: Services) -> None:
    """Attach the listeners."""
    on = Day(services)
    app.action(day.QUIET)(on.quiet)
    app.action(day.LOUD)(on.loud)
    app.action(day.AWAY)(on.away)
    app.action(day.PROMPTS)(on.prompts)
    app.action(time_off.TAKE_BACK)(on.take_back)
    app.view(time_off.ENTER)(on.enter)
    app.view(preferences.KEEP)(on.choose)
