"""Sees who has left Slack while nobody listened: Slack tells of it once, when it happens."""

import logging

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import outcome
from bot.services import Services
from bot.use_cases.leave_slack import come_back, leave_slack

log = logging.getLogger(__name__)

PAGE = 200
"""People to a page, as Slack advises."""


class Leavers:
    """Reads the whole list of people once a day; without an answer, the next day will do."""

    def __init__(self, services: Services, client: AsyncWebClient) -> None:
        self._services = services
        self._client = client

    async def run_once(self) -> None:
        """Take whoever has left off the schedules, and plan for whoever is back."""
        try:
            gone, there = await self._everybody()
        except (aiohttp.ClientError, TimeoutError):
            log.warning("Slack did not say who is there: %(reason)s", {"reason": "no_answer"})
        except SlackApiError as error:
            log.warning(
                "Slack did not say who is there: %(reason)s", {"reason": outcome.reason(error)}
            )
        else:
            its = self._services
            await its.db.run(leave_slack, gone, its.clock())
            await its.db.run(come_back, there)

    async def _everybody(self) -> tuple[set[str], set[str]]:
        gone, there, cursor = set[str](), set[str](), ""
        while True:
            page = await self._client.users_list(limit=PAGE, cursor=cursor or None)
            for user in page["members"]:
                (gone if user.get("deleted") else there).add(user["id"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
            if not cursor:
                return gone, there
