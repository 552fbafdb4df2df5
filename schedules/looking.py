"""Looking in the app's own DMs for a message that may have been posted."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot import outcome
from bot.domain.attempt import LOOKED_FOR, POSTING, Outcome, jittered
from bot.domain.leases import Leases
from bot.domain.pace import Pace, histories
from bot.domain.prompts import Delivery, State
from bot.services import Services
from bot.use_cases.take_doubtful import Doubt, take_doubtful
from schedules.ledger import Ledger

Json = dict[str, Any]
Ask = Callable[..., Awaitable[AsyncSlackResponse]]

MARGIN = timedelta(days=1)
"""How far before its time a prompt is looked for. None is posted before it is due; this is for a
clock that was wrong, and costs nothing, since the app says little to one person in a day."""

MESSAGES, CONVERSATIONS = 200, 999
"""To a page: Slack advises up to 200, and takes less than 1000."""

BATCH = 20
"""Looked for in one go: some seconds' work, well within the lease."""


class NoAnswerError(Exception):
    """Slack could not be asked; the text is its word for why, or ours."""


class Looker:
    """What is found is sent; what is not found is posted next, unless it is too late by then.

    Assumed of Slack, which promises no figure: what it took is in the conversation's history
    `SETTLING` after the connection to it broke.
    """

    def __init__(
        self, services: Services, client: AsyncWebClient, ledger: Ledger, leases: Leases
    ) -> None:
        self._services = services
        self._client = client
        self._ledger = ledger
        self._leases = leases
        self._pace = Pace(histories())
        self._taking = asyncio.Lock()
        self._stopped = False

    async def run_once(self) -> int:
        """Look for what is in doubt, and how many that were."""
        async with self._taking:
            now = self._services.clock()
            room = min(self._pace.room(now), BATCH)
            told = self._leases.told_at(now, self._services.steady())
            if self._stopped or room < 1:
                return 0
            doubts = await self._services.db.run(take_doubtful, now, room, told)
        left = list(doubts)
        try:
            await self._look_for(left)
        except asyncio.CancelledError:
            self._ledger.add(*(self._again(one.delivery, "no_answer") for one in left))
            raise
        return len(doubts)

    @asynccontextmanager
    async def stopped(self) -> AsyncIterator[None]:
        """While nothing is being claimed; nothing will be from then on."""
        async with self._taking:
            self._stopped = True
            yield

    async def _look_for(self, left: list[Doubt]) -> None:
        """One after the other; each leaves the list when its outcome is known."""
        try:
            listed = await self._listed(left)
        except NoAnswerError as error:
            self._ledger.add(*(self._again(one.delivery, str(error)) for one in left))
            return
        while left:
            made, where = left[0].delivery, left[0].conversation
            self._ledger.add(await self._look(made, where or listed.get(made.prompt.recipient)))
            left.pop(0)

    async def _listed(self, doubts: Sequence[Doubt]) -> dict[str, str]:
        """The app's conversations by person, where one of these is not known yet."""
        if all(doubt.conversation for doubt in doubts):
            return {}
        ask, args = self._client.conversations_list, {"types": "im", "limit": CONVERSATIONS}
        return {one["user"]: one["id"] async for one in self._pages(ask, "channels", args)}

    async def _look(self, made: Delivery, where: str | None) -> Outcome:
        """Where there is no conversation with the person, there is no message either."""
        try:
            found = await self._find(made, where) if where else None
        except NoAnswerError as error:
            return self._again(made, str(error))
        if found is None:
            return Outcome(made, State.PLANNED, self._services.clock())
        at = datetime.fromtimestamp(float(found), UTC)
        return Outcome(made, State.SENT, channel=where, ts=found, sent_at=at)

    async def _find(self, made: Delivery, where: str) -> str | None:
        """The ts of the message that carries this prompt's key."""
        oldest = f"{(made.prompt.due_at - MARGIN).timestamp():.6f}"
        args = {"channel": where, "oldest": oldest, "limit": MESSAGES}
        args |= {"include_all_metadata": True}
        async for message in self._pages(self._client.conversations_history, "messages", args):
            marks = message.get("metadata", {}).get("event_payload", {})
            if marks.get("key") == made.prompt.key:
                return str(message["ts"])
        return None

    async def _pages(self, ask: Ask, what: str, args: Json) -> AsyncIterator[Json]:
        cursor = ""
        while True:
            answer = await self._answer(ask, args | ({"cursor": cursor} if cursor else {}))
            for one in answer[what]:
                yield one
            cursor = (answer.get("response_metadata") or {}).get("next_cursor", "")
            if not cursor:
                return

    async def _answer(self, ask: Ask, args: Json) -> AsyncSlackResponse:
        self._pace.bucket.take(self._services.clock())
        try:
            async with asyncio.timeout(POSTING.total_seconds()):
                return await ask(**args)
        except (aiohttp.ClientError, TimeoutError):
            raise NoAnswerError("no_answer") from None
        except SlackApiError as error:
            pause = outcome.wait(error)
            if pause is not None:
                self._pace.hold(self._services.clock(), timedelta(seconds=pause))
            raise NoAnswerError(outcome.reason(error)) from None

    def _again(self, made: Delivery, why: str) -> Outcome:
        """Ask once more in a while; long after its end nobody needs to know any more."""
        now = self._services.clock()
        if now >= made.prompt.expires_at + LOOKED_FOR:
            return Outcome(made, State.UNKNOWN, trouble=why)
        wait = jittered(made.attempt, self._services.random)
        return Outcome(made, State.DOUBTFUL, now + wait, trouble=why)
