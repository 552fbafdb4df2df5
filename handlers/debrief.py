"""The debrief's prompt and its buttons, and the command and the shortcut that bring the form."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.services import Services
from bot.use_cases.find_teams import find_teams
from bot.use_cases.mark_held import mark_held
from bot.views import debrief_form, debrief_prompt, help_text, today

Body = dict[str, Any]

COMMAND = "/debrief"
HELP = "help"
SHORTCUT = "debrief.shortcut"

DIRECT_MESSAGE = "D"
"""How the ids of direct messages begin, in Slack."""


class Debrief:
    """What is done when somebody presses."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def command(
        self, ack: AsyncAck, body: Body, client: AsyncWebClient, respond: AsyncRespond
    ) -> None:
        """/debrief brings the form, and /debrief help says what else there is."""
        if body.get("text", "").strip().lower() != HELP:
            await self.on_demand(ack, body, client)
            return
        await ack()
        words = self._services.words_for(body["user_id"])
        await respond(help_text.answer(words, HELP, in_a_team=True))

    async def on_demand(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """The form, for whoever asked for it: by command, by shortcut, or on Home."""
        await ack()
        person = body.get("user_id") or body["user"]["id"]
        await self._open(client, body["trigger_id"], person)

    async def from_prompt(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """The prompt's own button: what is shared answers that prompt."""
        await ack()
        in_channel = not body["channel"]["id"].startswith(DIRECT_MESSAGE)
        team, thread = body["actions"][0]["value"], body["message"]["ts"]
        place = (team, thread) if in_channel else (team, "")
        await self._open(client, body["trigger_id"], body["user"]["id"], *place)

    async def held(self, ack: AsyncAck, body: Body, respond: AsyncRespond) -> None:
        """The team has debriefed: the prompt says so to everybody, and not who pressed."""
        await ack()
        channel = body["channel"]["id"]
        await self._services.db.run(mark_held, channel, body["message"]["ts"])
        told = debrief_prompt.held(self._services.words_for(channel), body["message"])
        await respond(told.text, blocks=told.blocks, replace_original=True)

    async def not_today(self, ack: AsyncAck, body: Body, respond: AsyncRespond) -> None:
        """In a channel only the person sees the answer, and the others keep their buttons."""
        await ack()
        told = debrief_prompt.not_today(self._services.words_for(body["user"]["id"]))
        alone = body["channel"]["id"].startswith(DIRECT_MESSAGE)
        await respond(told.text, blocks=told.blocks, replace_original=alone)

    async def _open(
        self, client: AsyncWebClient, trigger: str, person: str, team: str = "", thread: str = ""
    ) -> None:
        teams = await self._services.db.run(find_teams, person)
        form = debrief_form.form(self._services.words_for(person), teams, team, thread)
        await client.views_open(trigger_id=trigger, view=form)


def register(app: AsyncApp, services: Services) -> None:
    """Attach the listeners."""
    on = Debrief(services)
    app.command(COMMAND)(on.command)
    app.shortcut(SHORTCUT)(on.on_demand)
    app.action(today.DEBRIEF_NOW)(on.on_demand)
    app.action(debrief_prompt.OPEN)(on.from_prompt)
    app.action(debrief_prompt.HELD)(on.held)
    app.action(debrief_prompt.NOT_TODAY)(on.not_today)
