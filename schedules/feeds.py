"""Looks at the feeds of rosters when their time has come."""

import logging
from datetime import timedelta

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.services import Services
from bot.use_cases.fetch_rosters import Means, fetch_due

log = logging.getLogger(__name__)

LOOKING = timedelta(minutes=1)
"""How late a feed is looked at, at most. How often is in bot.use_cases.fetch_rosters."""


class Feeds:
    """Fetches what is due. What is wrong with a feed stands with its roster, not in the log."""

    def __init__(self, services: Services, client: AsyncWebClient) -> None:
        self._services = services
        self._client = client

    async def run_once(self) -> int:
        """Look at each feed that is due, and how many of them could not be read."""
        its = self._services
        async with aiohttp.ClientSession() as session:
            means = Means(its.db, self._client, session, its.vault)
            found = await fetch_due(means, its.clock())
        failed = sum(bool(one.why) for one in found)
        if failed:
            log.warning("Feeds that could not be read: %(count)s", {"count": failed})
        return failed
