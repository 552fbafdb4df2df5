"""The page on supervision: shown, and kept in step with what is done on top of it."""

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.services import Services
from bot.use_cases.find_supervision import find_supervision
from bot.views import supervision
from bot.views.parts import View

Body = dict[str, Any]


async def page_of(services: Services, person: str) -> View:
    """What comes up for this person, as it is now."""
    found = await services.db.run(find_supervision, services.vault, person, services.clock())
    return supervision.page(services.words_for(person), found)


async def keep_in_step(services: Services, client: AsyncWebClient, body: Body) -> None:
    """Draw the page anew where the form that was sent lies on top of it."""
    below = body["view"].get("previous_view_id")
    if below:
        view = await page_of(services, body["user"]["id"])
        await client.views_update(view_id=below, view=view)
