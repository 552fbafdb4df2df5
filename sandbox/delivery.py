"""Gets envelopes to the app: each attempt recorded, events again when nobody acks them."""

import asyncio
import contextlib
from collections.abc import Coroutine
from dataclasses import replace
from http import HTTPStatus

from sandbox.activity import Activity
from sandbox.clock import Clock
from sandbox.envelopes import Ack, Envelope, EnvelopeType, Json, RefusedError, Transport
from sandbox.faults import Faults
from sandbox.ids import Ids
from sandbox.record import Record
from sandbox.settings import Settings


class Delivery:
    """The way from the workspace to the app.

    Waiting for an ack is real time, whatever the workspace's clock says: the process that has to
    answer lives in real time.
    """

    def __init__(  # noqa: PLR0913 - its collaborators, each by name
        self,
        *,
        transport: Transport,
        settings: Settings,
        clock: Clock,
        record: Record,
        faults: Faults,
        activity: Activity,
    ) -> None:
        self.transport = transport
        self._settings, self._clock, self._record = settings, clock, record
        self._faults, self._activity = faults, activity
        self._ids = Ids()
        self._tasks: set[asyncio.Task[None]] = set()

    async def ask(self, kind: EnvelopeType, payload: Json) -> Ack | None:
        """Send something a person did, once; `None` when the app did not ack it in time."""
        try:
            return await self._attempt(Envelope(self._ids.next("envelope-"), kind, payload))
        except RefusedError:
            return None

    def tell(self, payload: Json) -> None:
        """Send an event; it goes out in the background, again and again until it is acked."""
        envelope = Envelope(self._ids.next("envelope-"), "events_api", payload)
        self._in_background(self._insist(envelope))

    async def stop(self) -> None:
        """Give up whatever is still under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.transport.stop()

    async def _insist(self, envelope: Envelope) -> None:
        pauses: list[float | None] = [*self._settings.retry_pauses, None]
        for attempt, pause in enumerate(pauses):
            try:
                if await self._attempt(replace(envelope, attempt=attempt)):
                    return
                reason = "timeout"
            except RefusedError as refusal:
                if refusal.no_retry:
                    return
                reason = refusal.reason
            envelope = replace(envelope, reason=reason)
            if pause:
                await asyncio.sleep(pause)

    async def _attempt(self, envelope: Envelope) -> Ack | None:
        if self._faults.take("double_envelope", envelope.type):
            self._in_background(self._twin(envelope))
        return await self._hand_over(envelope)

    async def _twin(self, envelope: Envelope) -> None:
        with contextlib.suppress(RefusedError):
            await self._hand_over(envelope)

    async def _hand_over(self, envelope: Envelope) -> Ack | None:
        entry = self._record.envelope(
            self._clock.now(), envelope.type, envelope.payload, envelope.attempt
        )
        with self._activity.busy():
            try:
                async with asyncio.timeout(self._settings.ack_seconds):
                    ack = await self._answer(envelope)
            except TimeoutError:
                return None
            except RefusedError as refusal:
                entry.status = refusal.status
                raise
        entry.status, entry.response = HTTPStatus.OK, ack.payload
        return ack

    async def _answer(self, envelope: Envelope) -> Ack:
        if self._faults.take("lose_envelope", envelope.type):
            await asyncio.Event().wait()
        return await self.transport.send(envelope)

    def _in_background(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
