"""Slack's do-not-disturb, waited for with whatever nobody asked for, where that can wait."""

import asyncio
import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import outcome
from bot.domain.may_send import SEND, Decision, Send, after_quiet_hours, heeds_quiet_hours
from bot.domain.pace import Bucket, Pace
from bot.services import Services
from bot.use_cases.put_off import put_off, soon_written_to
from bot.use_cases.take_due import Outgoing

log = logging.getLogger(__name__)

PEOPLE = 50
"""That one call may ask about, says Slack."""

KNOWN = timedelta(minutes=5)
"""How long an answer holds: people switch it on when they need it, and not by the minute."""

UNSEEN = frozenset({"user_not_visible", "user_not_found"})
"""Slack's word for one person among those asked about, who has left, say."""

UNSEEN_FOR = timedelta(days=1)
ANSWER = 3.0
"""Seconds to wait for an answer; nobody's prompt is to be late for it."""

NO_ANSWER, REFUSED = timedelta(minutes=1), timedelta(minutes=10)
"""How long Slack is not asked again."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What Slack said of somebody: their hours, now or next; and how long that holds."""

    at: datetime
    until: datetime
    hours: tuple[datetime, datetime] | None = None

    def holds(self, now: datetime) -> bool:
        return self.at <= now < self.until

    def ends(self, now: datetime) -> datetime | None:
        """When they may be disturbed again, where they may not be now."""
        return self.hours[1] if self.hours and self.hours[0] <= now < self.hours[1] else None


class DoNotDisturb:
    """Asks about many at a time, and keeps the answers for a few minutes, in memory alone.

    Where Slack does not answer, or may not be asked, prompts go out as usual: Slack itself holds
    the notification back.
    """

    def __init__(self, services: Services, client: AsyncWebClient) -> None:
        self._services = services
        self._client = client
        # Twenty a minute (Slack's tier 2), a few of them kept back.
        self._pace = Pace(Bucket(timedelta(seconds=60 / 20), 15))
        self._said: dict[str, _Said] = {}

    async def heed(self, outgoing: Sequence[Outgoing], now: datetime) -> list[Outgoing]:
        """Those that may go out now. The others wait until they may."""
        unasked = [out for out in outgoing if heeds_quiet_hours(out.delivery.prompt)]
        await self._learn({out.delivery.prompt.recipient for out in unasked}, now)
        judged = ((out.delivery, self._judge(out, now)) for out in unasked)
        waiting = [(delivery, then) for delivery, then in judged if not isinstance(then, Send)]
        if waiting:
            await self._services.db.run(put_off, waiting)
        held = {delivery.id for delivery, _ in waiting}
        return [out for out in outgoing if out.delivery.id not in held]

    def _judge(self, out: Outgoing, now: datetime) -> Decision:
        ends = self._ends(out, now)
        if ends is None:
            return SEND
        return after_quiet_hours(out.delivery.prompt, ends, out.work_until)

    def _ends(self, out: Outgoing, now: datetime) -> datetime | None:
        said = self._said.get(out.delivery.prompt.recipient)
        return said.ends(now) if said and said.holds(now) else None

    async def _learn(self, people: Collection[str], now: datetime) -> None:
        """Ask about those of whom nothing is known; what room is left is for whoever is next."""
        self._said = {who: said for who, said in self._said.items() if said.holds(now)}
        unknown = [who for who in sorted(people) if who not in self._said]
        if not unknown or self._pace.room(now) < 1:
            return
        if room := -len(unknown) % PEOPLE:
            soon = await self._services.db.run(soon_written_to, now + KNOWN)
            others = [who for who in soon if who not in self._said and who not in people]
            unknown += others[:room]
        firsts = range(0, len(unknown), PEOPLE)
        await asyncio.gather(*(self._ask(unknown[at : at + PEOPLE], now) for at in firsts))

    async def _ask(self, people: Sequence[str], now: datetime) -> None:
        if self._pace.room(now) < 1:
            return
        self._pace.bucket.take(now)
        try:
            async with asyncio.timeout(ANSWER):
                answer = await self._client.dnd_teamInfo(users=list(people))
        except (aiohttp.ClientError, TimeoutError):
            self._rest(now, NO_ANSWER, "no_answer")
        except SlackApiError as error:
            await self._refused(people, now, error)
        else:
            said = answer["users"].items()
            self._said |= {who: _Said(now, now + KNOWN, _hours(its)) for who, its in said}

    async def _refused(self, people: Sequence[str], now: datetime, error: SlackApiError) -> None:
        """Where it is for one of them, the others are asked about without that one."""
        why, wait = outcome.reason(error), outcome.wait(error)
        half = len(people) // 2
        if why not in UNSEEN:
            self._rest(now, REFUSED if wait is None else timedelta(seconds=wait), why)
        elif half:
            await self._ask(people[:half], now)
            await self._ask(people[half:], now)
        else:
            self._said |= {who: _Said(now, now + UNSEEN_FOR) for who in people}

    def _rest(self, now: datetime, wait: timedelta, why: str) -> None:
        self._pace.hold(now, wait)
        log.warning(
            "Slack does not say who is not to be disturbed, so prompts go out: %(reason)s",
            {"reason": why},
        )


def _hours(said: dict[str, Any]) -> tuple[datetime, datetime] | None:
    if not said.get("dnd_enabled"):
        return None
    start, end = (said[f"next_dnd_{which}_ts"] for which in ("start", "end"))
    return datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC)
