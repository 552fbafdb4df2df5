"""What the listeners of the set-up share: pages, and where they are shown."""

from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.set_up import Obstacle, Refused
from bot.services import Services
from bot.use_cases.apply_team import Outcome
from bot.use_cases.ask_slack import is_joined, runs_workspace
from bot.use_cases.find_set_ups import find_set_ups
from bot.use_cases.set_up_team import Asker, Means, find_set_up
from bot.views.parts import View
from bot.views.setup import faults, page, teams
from handlers.once import Once

Body = dict[str, Any]

SAVED = Refused(obstacle=Obstacle.SAVED)

CLOSED = "not_found"
"""What Slack says of a modal that nobody has open any more."""


class Desk:
    """What every listener of the set-up needs: whom it is for, and where to show what."""

    def __init__(self, services: Services) -> None:
        self.services = services

    def means(self, client: AsyncWebClient) -> Means:
        """What the use cases work with."""
        return Means(self.services.db, client, self.services.templates)

    async def page(
        self, client: AsyncWebClient, who: Asker, key: str, saved: Outcome | None = None
    ) -> View:
        """A team's page as it stands."""
        its = await self.services.db.run(find_set_up, who, key)
        joined = await is_joined(self.means(client), its.team)
        told = (*saved.changed, *saved.notes) if saved else None
        words = self.services.words_for(who.person)
        return page.page(words, its, joined=joined, saved=told)

    async def listed(self, client: AsyncWebClient, person: str, number: int = 0) -> View:
        """Every team that is theirs to set up, those too that only whoever runs Slack may."""
        who = Asker(person, await runs_workspace(self.means(client), person))
        offer = await self.services.db.run(find_set_ups, who)
        return teams.listed(self.services.words_for(person), offer, number)

    async def ack_again(self, ack: AsyncAck, body: Body, saved: Once) -> None:
        """For a form that was saved before: where it holds something else now, say so."""
        view = body["view"]
        if saved.is_repeated(view["id"], view["state"]):
            await ack()
            return
        words = self.services.words_for(body["user"]["id"])
        await ack(response_action="errors", errors=faults.errors(words, view, SAVED))


async def show(client: AsyncWebClient, body: Body, view: View) -> None:
    """In the place of the modal whose button was pressed, or as a new one."""
    shown = body.get("view") or {}
    if shown.get("type") == "modal":
        await replace(client, shown["id"], view)
    else:
        await client.views_open(trigger_id=body["trigger_id"], view=view)


async def replace(client: AsyncWebClient, view_id: str, view: View) -> None:
    """Show something else in an open modal; whoever has closed it meanwhile needs nothing."""
    try:
        await client.views_update(view_id=view_id, view=view)
    except SlackApiError as error:
        if error.response["error"] != CLOSED:
            raise


async def show_teams(services: Services, client: AsyncWebClient, trigger: str, person: str) -> None:
    """What `/holdspace setup` opens."""
    view = await Desk(services).listed(client, person)
    await client.views_open(trigger_id=trigger, view=view)
