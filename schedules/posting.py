"""Posting one message, and what Slack's answer, or none, says about it."""

import asyncio
import logging
from datetime import timedelta

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot import outcome
from bot.domain.attempt import POSTING, Outcome, jittered, passing, to_mend, unanswered
from bot.domain.pace import CHANNEL, Pace
from bot.domain.prompts import State
from bot.services import Services
from bot.telling import Letter, send
from bot.use_cases.take_due import Outgoing

log = logging.getLogger(__name__)

IN_A_ROW = 3
"""Answers that fail one after the other before Slack itself counts as in trouble. Until then each
prompt stands for itself; from then on all wait a while, rather than each being lost in turn."""


class Posting:
    """Posts through a client that must not retry by itself: that would post twice."""

    def __init__(self, services: Services, client: AsyncWebClient, pace: Pace) -> None:
        self._services = services
        self._client = client
        self._pace = pace
        self._failures = 0

    async def post(self, out: Outgoing) -> Outcome:
        """One attempt, which ends within `POSTING` whatever Slack does."""
        try:
            async with asyncio.timeout(POSTING.total_seconds()):
                answer = await self._send(out)
        except aiohttp.ClientConnectorError:
            return self._later(out, self._trouble(out), "no_connection")
        except (aiohttp.ClientError, TimeoutError):
            return self.unanswered(out)
        except SlackApiError as error:
            return self._refused(out, error)
        self._failures = 0
        now = self._services.clock()
        channel, ts = str(answer["channel"]), str(answer["ts"])
        return Outcome(
            out.delivery, State.SENT, channel=channel, ts=ts, sent_at=now, introduced=out.new
        )

    def unanswered(self, out: Outgoing, trouble: str = "no_answer") -> Outcome:
        """It may be there or not."""
        self._trouble(out)
        return unanswered(out.delivery, self._services.clock(), trouble)

    async def _send(self, out: Outgoing) -> AsyncSlackResponse:
        made, prompt = out.delivery, out.delivery.prompt
        # Unique and the same in every attempt, so that it can be looked for; ids and an instant.
        marks = {"delivery": str(made.id), "key": prompt.key}
        letter = Letter(prompt.recipient, prompt.kind, out.message, marks=marks)
        return await send(self._services, self._client, letter, new=out.new)

    def _refused(self, out: Outgoing, error: SlackApiError) -> Outcome:
        """Slack answered with an error: later, perhaps, or never."""
        made, now = out.delivery, self._services.clock()
        why, pause = outcome.reason(error), outcome.wait(error)
        if pause is not None:
            wait = timedelta(seconds=pause)
            self._pace.hold(now, wait)
            return self._later(out, wait, why)
        if outcome.maybe_done(error):
            return self.unanswered(out, why)
        self._failures = 0
        if why in outcome.PASSING:
            return self._later(out, jittered(made.attempt, self._services.random), why)
        log.warning(
            "Slack refused delivery %(delivery)s: %(reason)s", {"delivery": made.id, "reason": why}
        )
        if why in outcome.TO_MEND:
            return to_mend(made, now, why)
        return Outcome(made, State.DEAD, trouble=why)

    def _later(self, out: Outgoing, wait: timedelta, why: str) -> Outcome:
        return passing(out.delivery, self._services.clock(), wait, why)

    def _trouble(self, out: Outgoing) -> timedelta:
        """How long to wait with this one; after several in a row, with all of them."""
        self._failures += 1
        in_a_row = self._failures - IN_A_ROW
        wait = jittered(max(out.delivery.attempt, in_a_row + 1), self._services.random)
        if in_a_row >= 0:
            self._pace.hold(self._services.clock(), max(wait, CHANNEL))
        return wait
