"""`/survey`, and opening a survey by hand. Who may do that is asked again at each step."""

from collections.abc import Sequence
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.content.catalogue import Words
from bot.domain.group import Group
from bot.domain.release import rule_for
from bot.services import Services
from bot.use_cases.find_surveys import Surveys, find_surveys
from bot.use_cases.open_by_hand import Wish, groups_to_open, open_by_hand
from bot.use_cases.open_round import Means, NotOpened
from bot.views import survey_opening
from bot.views.parts import View
from handlers.survey import shown

Body = dict[str, Any]

COMMAND = "/survey"


class SurveyOpening:
    """Nothing here tells, or depends on, whether somebody has answered."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def command(
        self, ack: AsyncAck, body: Body, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        """The survey that the person is invited to, or the offer to open one, or a sentence."""
        await ack()
        its, person = self._services, body["user_id"]
        words = its.words_for(person)
        if body.get("text", "").strip():
            await respond(words("survey.command.usage"))
            return
        found = await its.db.run(find_surveys, its.sealer, person)
        view = self._view(words, found)
        if view:
            await client.views_open(trigger_id=body["trigger_id"], view=view)
        else:
            await respond(words(f"survey.command.{'running' if found.leads else 'none'}"))

    async def offer(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """The button on Home."""
        await ack()
        run, person = self._services.db.run, body["user"]["id"]
        wanted = body["actions"][0]["value"]
        free = [one for one in await run(groups_to_open, person) if one.key == wanted]
        words = self._services.words_for(person)
        view = (
            self._form(words, free)
            if free
            else survey_opening.refused(words, NotOpened.OPEN_ALREADY)
        )
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    async def start(self, ack: AsyncAck, body: Body) -> None:
        """Open it, and have the invitations sent at once."""
        its, wish = self._services, Wish(*survey_opening.parse(body["view"]))
        means, person = Means(its.templates, its.keys, its.sealer), body["user"]["id"]
        words = its.words_for(person)
        made = await its.db.run(open_by_hand, means, wish, its.clock(), person)
        if isinstance(made, NotOpened):
            view = survey_opening.refused(words, made)
        else:
            its.woken.set()
            names = words.listed(made.teams)
            view = survey_opening.opened(words, names, made.round, made.timezone)
        await ack(response_action="update", view=view)

    def _view(self, words: Words, found: Surveys) -> View | None:
        if found.invited:
            return shown(words, found.invited)
        return self._form(words, found.to_open) if found.to_open else None

    def _form(self, words: Words, groups: Sequence[Group]) -> View:
        """The offer; where nobody could be asked, why that is and what to do instead."""
        large = [group for group in groups if rule_for(len(group.invited))]
        if not large:
            return survey_opening.refused(words, NotOpened.TOO_SMALL)
        return survey_opening.form(words, large, self._services.templates.every())


def register(app: AsyncApp, services: Services) -> None:
    """Attach the listeners."""
    on = SurveyOpening(services)
    app.command(COMMAND)(on.command)
    app.action(survey_opening.OFFER)(on.offer)
    app.view(survey_opening.START)(on.start)
