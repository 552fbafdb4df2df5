"""Asking somebody to debrief together."""

from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.services import Services
from bot.use_cases.ask_company import answer_company, ask_company, find_company
from bot.views import company, debrief_prompt
from handlers.corrected import Answer, Form, Forms
from handlers.once import Once

Body = dict[str, Any]


class Company:
    """One asks, the other answers, each in one press."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._once = Once()
        self._forms = Forms[str]()

    async def choose(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Who would be good company?"""
        await ack()
        person, team = body["user"]["id"], body["actions"][0]["value"]
        now = self._services.clock()
        others = await self._services.db.run(find_company, person, team, now)
        form = company.form(self._services.words_for(person), team, others)
        await client.views_open(trigger_id=body["trigger_id"], view=form)

    async def ask(self, ack: AsyncAck, body: Body) -> None:
        """Have the other one asked; whoever was asked with the same form before stays so."""
        await self._forms.answer(ack, body, partial(self._ask, body))
        self._services.woken.set()

    async def _ask(self, body: Body, form: Form[str]) -> Answer:
        team, asked = company.parse(body["view"])
        asker, now = body["user"]["id"], self._services.clock()
        words = self._services.words_for(asker)
        if form.is_new:
            if not await self._services.db.run(ask_company, asker, asked, team, now):
                errors = {company.WHO: words.plain("debrief.company.stranger")}
                return {"response_action": "errors", "errors": errors}
            form.came(asked)
        view = company.asked(words, asked, form.others)
        return {"response_action": "update", "view": view}

    async def yes(self, ack: AsyncAck, body: Body, respond: AsyncRespond) -> None:
        """There is time."""
        await ack()
        await self._answer(body, respond, "yes")

    async def no(self, ack: AsyncAck, body: Body, respond: AsyncRespond) -> None:
        """Not today, without a reason."""
        await ack()
        await self._answer(body, respond, "no")

    async def _answer(self, body: Body, respond: AsyncRespond, answer: str) -> None:
        asker, asked = body["actions"][0]["value"], body["user"]["id"]
        run, now = self._services.db.run, self._services.clock()
        with self._once.attempt(f"{body['channel']['id']} {body['message']['ts']}") as first:
            if not first:
                return
            said = await run(answer_company, asker, asked, answer, now)
        self._services.woken.set()
        message = company.answered(self._services.words_for(asked), said, asker)
        await respond(message.text, blocks=message.blocks, replace_original=True)


def register(app: AsyncApp, services: Services) -> None:
    """Attach the listeners."""
    on = Company(services)
    app.action(debrief_prompt.COMPANY)(on.choose)
    app.view(company.FORM)(on.ask)
    app.action(company.YES)(on.yes)
    app.action(company.NO)(on.no)
