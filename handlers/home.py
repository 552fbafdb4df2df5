"""The Home tab."""

from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.set_up import Offer
from bot.services import Services
from bot.use_cases.find_set_ups import find_asker, find_set_ups
from bot.use_cases.gather_home import gather_home
from bot.use_cases.set_up_team import Means
from bot.views import home


class Home:
    """Drawn anew whenever its owner opens it."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def opened(self, event: dict[str, Any], client: AsyncWebClient) -> None:
        """Somebody looks at the app; in its messages there is nothing to draw."""
        if event["tab"] == "home":
            await draw(self._services, client, event["user"])


async def draw(services: Services, client: AsyncWebClient, person: str) -> None:
    """Publish this person's page as it stands now."""
    its, now = services, services.clock()
    page = await its.db.run(gather_home, its.sealer, its.vault, person, now)
    if not page.set_up.may_create:
        page = replace(page, set_up=await _offer(its, client, person))
    view = home.home(its.words_for(person), page)
    await client.views_publish(user_id=person, view=view)


async def _offer(its: Services, client: AsyncWebClient, person: str) -> Offer:
    """Whoever coordinates no team may still run the workspace, and have teams to set up."""
    who = await find_asker(Means(its.db, client, its.templates), person)
    return await its.db.run(find_set_ups, who)


def register(app: AsyncApp, services: Services) -> None:
    """Attach the listeners."""
    on = Home(services)
    app.event("app_home_opened")(on.opened)
