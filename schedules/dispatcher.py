"""Posts what is due, once."""

import asyncio
import logging
from datetime import timedelta

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import outcome
from bot.domain.prompts import State
from bot.services import Services
from bot.use_cases.record_delivery import record_delivery, try_again
from bot.use_cases.take_due import Outgoing, take_due
from bot.views.parts import metadata

log = logging.getLogger(__name__)

PACE = timedelta(seconds=1)
"""Between two messages in one channel (Slack: about one a second)."""

REFUSED = timedelta(seconds=5)
"""Before trying again where no connection to Slack could be made at all."""


class Dispatcher:
    """Takes what is due and posts it. `client` must not retry by itself: that would post twice."""

    def __init__(self, services: Services, client: AsyncWebClient) -> None:
        self._services = services
        self._client = client
        self._one_at_a_time = asyncio.Lock()

    def at_rest(self) -> asyncio.Lock:
        """While this is held nothing is being posted, and nothing begins to be."""
        return self._one_at_a_time

    async def run_once(self) -> int:
        """Post everything that is due now, and how many deliveries that dealt with."""
        async with self._one_at_a_time:
            dealt, outgoing = await self._services.db.run(
                take_due, self._services.words, self._services.clock()
            )
            posted: set[str] = set()
            for out in outgoing:
                if out.delivery.prompt.recipient in posted:
                    await self._postpone(out, PACE)
                else:
                    await self._post(out)
                    posted.add(out.delivery.prompt.recipient)
            return dealt

    async def _post(self, out: Outgoing) -> None:
        prompt = out.delivery.prompt
        try:
            answer = await self._client.chat_postMessage(
                channel=prompt.recipient,
                text=out.message.text,
                blocks=out.message.blocks,
                metadata=metadata(prompt.kind, delivery=str(out.delivery.id)),
            )
        except aiohttp.ClientConnectorError:
            await self._postpone(out, REFUSED)
        except (aiohttp.ClientError, TimeoutError):
            await self._finish(out, State.UNKNOWN)
        except SlackApiError as error:
            await self._refused(out, error)
        else:
            await self._finish(out, State.SENT, channel=answer["channel"], ts=answer["ts"])

    async def _refused(self, out: Outgoing, error: SlackApiError) -> None:
        """Slack answered with an error: later, perhaps, or never."""
        pause = outcome.wait(error)
        if pause is not None:
            await self._postpone(out, timedelta(seconds=pause))
        elif outcome.maybe_done(error):
            await self._finish(out, State.UNKNOWN)
        else:
            log.warning(
                "Slack refused delivery %(delivery)s: %(reason)s",
                {"delivery": out.delivery.id, "reason": outcome.reason(error)},
            )
            await self._finish(out, State.DEAD)

    async def _finish(self, out: Outgoing, state: State, channel: str = "", ts: str = "") -> None:
        await self._services.db.run(record_delivery, out.delivery, state, channel, ts)

    async def _postpone(self, out: Outgoing, wait: timedelta) -> None:
        until = self._services.clock() + wait
        await self._services.db.run(try_again, out.delivery, until)
