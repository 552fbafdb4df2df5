"""A line for each recipient: one message at a time, a second apart, in their order."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.domain.attempt import BEGIN_WITHIN, SETTLING, Outcome, is_direct
from bot.domain.pace import CHANNEL, Pace
from bot.domain.prompts import State
from bot.use_cases.take_due import Outgoing
from schedules.ledger import Ledger
from schedules.posting import Posting


@dataclass(frozen=True, slots=True)
class Claimed:
    """What was claimed at one time for one recipient, in its order.

    The wall clock tells how long the claim lasts, and may jump; `monotonic` may not.
    """

    recipient: str
    outgoing: Sequence[Outgoing]
    at: datetime
    monotonic: float


class Lines:
    """Delivers the first of what was claimed for a recipient, and puts the others behind it.

    A recipient whose message fails for now keeps the place in the line for half a minute at most,
    in memory: afterwards, or after a restart, a later prompt may overtake it.
    """

    def __init__(self, clock: Clock, pace: Pace, posting: Posting, ledger: Ledger) -> None:
        self._clock = clock
        self._pace = pace
        self._posting = posting
        self._ledger = ledger
        self._begun: dict[str, int] = {}

    @property
    def in_hand(self) -> int:
        """How many are claimed, and neither posted nor put off."""
        return sum(self._begun.values())

    def claimed(self, outgoing: Sequence[Outgoing], now: datetime) -> list[Claimed]:
        """Those that may be delivered now; what came too early for its recipient is put off.

        Channels come first: what becomes of their messages in a crash cannot be looked up, so
        they spend the least time between the claim and the post.
        """
        lines: dict[str, list[Outgoing]] = {}
        for out in outgoing:
            lines.setdefault(out.delivery.prompt.recipient, []).append(out)
        ready = [who for who in sorted(lines, key=is_direct) if self._is_free(who, lines[who], now)]
        self._begun.update((who, len(lines[who])) for who in ready)
        return [Claimed(who, lines[who], now, monotonic()) for who in ready]

    async def deliver(self, claimed: Claimed) -> bool:
        """Post the first; False where the claim is too old or Slack asked for a pause meanwhile."""
        try:
            now = self._clock()
            if not self._in_time(claimed, now) or self._pace.room(now) < 1:
                self._put_off(claimed.outgoing, self._pace.opens_at(now))
                return False
            self._pace.bucket.take(now)
            await self._post(claimed)
            return True
        finally:
            self._begun.pop(claimed.recipient, None)

    def give_back(self, *claimed: Claimed) -> None:
        """They were not begun, and anybody may have them."""
        for each in claimed:
            self._put_off(each.outgoing, self._clock())
            self._begun.pop(each.recipient, None)

    async def _post(self, claimed: Claimed) -> None:
        first, *behind = claimed.outgoing
        try:
            outcome = await self._posting.post(first)
        except asyncio.CancelledError:
            self._ledger.add(self._posting.unanswered(first))
            self._put_off(behind, self._clock())
            raise
        self._ledger.add(outcome)
        now = self._clock()
        free = min(outcome.next_try_at or now + CHANNEL, now + SETTLING)
        self._pace.use(claimed.recipient, now, free)
        self._put_off(behind, free + CHANNEL if outcome.next_try_at else free)

    def _is_free(self, recipient: str, line: Sequence[Outgoing], now: datetime) -> bool:
        busy = recipient in self._begun
        free = now + CHANNEL if busy else self._pace.free_at(recipient, now)
        if free > now:
            self._put_off(line, free)
        return free <= now

    def _put_off(self, line: Iterable[Outgoing], until: datetime) -> None:
        """One after the other, so that they come back in their order."""
        self._ledger.add(
            *(
                Outcome(out.delivery, State.PLANNED, until + place * CHANNEL)
                for place, out in enumerate(line)
            )
        )

    def _in_time(self, claimed: Claimed, now: datetime) -> bool:
        """By both clocks, since only the wall's goes on while a laptop sleeps."""
        spent = max(now - claimed.at, timedelta(seconds=monotonic() - claimed.monotonic))
        return timedelta(0) <= now - claimed.at and spent < BEGIN_WITHIN


def monotonic() -> float:
    """Seconds of a clock that nobody sets."""
    return asyncio.get_running_loop().time()
