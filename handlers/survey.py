"""The survey's form: opening it and sending it. No line of the log names who did."""

from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.content.catalogue import Words
from bot.domain.survey import Answer
from bot.services import Services
from bot.use_cases.find_survey import Invited, Refusal, find_survey
from bot.use_cases.submit_answer import Kept, Submission, submit_answers
from bot.views import survey
from bot.views.parts import View
from handlers.once import Once

Body = dict[str, Any]


class Survey:
    """An answer is sealed and committed before Slack is told that it was taken.

    Each press on the form's button is kept once: what Slack hands over again must not take the
    place of a newer answer. A form that was corrected and sent again is a press of its own. Only
    Slack's ids of presses are remembered, which say nothing about whose they were; a digest of
    what was answered is not, since the few answers there are could be tried.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._kept = Once()
        self._submit = services.db.together(partial(submit_answers, sealer=services.sealer))

    async def open(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Show the questions."""
        await ack()
        view = await self._form(body["actions"][0]["value"], body["user"]["id"])
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    async def answer(self, ack: AsyncAck, body: Body) -> None:
        """Seal what was said."""
        round_id, given = survey.parse(body["view"])
        person = body["user"]["id"]
        words = self._services.words_for(person)
        if faults := survey.faults(words, given):
            await ack(response_action="errors", errors=faults)
            return
        # Slack sends the former, though its pages do not promise it.
        press = body.get("trigger_id") or body["view"]["id"]
        async with self._kept.turn(press) as first:
            found = await self._keep(round_id, person, given if first else None)
        if isinstance(found, Refusal):
            view = survey.refused(words, found)
        else:
            view = survey.kept(words, found.closes_at, found.timezone)
        await ack(response_action="update", view=view)

    async def _keep(
        self, round_id: str, person: str, given: Answer | None
    ) -> Invited | Kept | Refusal:
        """Seal an answer; without one, only look what there is to say about the round."""
        if given is None:
            return await self._find(round_id, person)
        return await self._submit(Submission(round_id, person, given, self._services.clock()))

    async def _form(self, round_id: str, person: str) -> View:
        found = await self._find(round_id, person)
        return shown(self._services.words_for(person), found)

    async def _find(self, round_id: str, person: str) -> Invited | Refusal:
        its = self._services
        return await its.db.run(find_survey, its.sealer, round_id, person, its.clock())


def shown(words: Words, found: Invited | Refusal) -> View:
    """The form, or why there is none."""
    if isinstance(found, Refusal):
        return survey.refused(words, found)
    about = (words.listed(found.teams), found.round, found.timezone, found.danger_route)
    return survey.form(words, *about)


def register(app: AsyncApp, services: Services) -> None:
    """Attach the listeners."""
    on = Survey(services)
    app.view(survey.ANSWER)(on.answer)
    app.action(survey.OPEN)(on.open)
