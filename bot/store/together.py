"""Calls that arrive while another is under way, done together in the next."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Together(Generic[T, R]):
    """Hands items to `work` in batches, which answers each with a result, in the same order.

    A batch is all that came while the one before was under way; a single item never waits for
    others. When a batch fails, each of its items is done alone, so that none spoils another:
    `work` must undo all that it did when it fails, and be safe to repeat.
    """

    def __init__(self, work: Callable[[Sequence[T]], Awaitable[Sequence[R]]]) -> None:
        self._work = work
        self._waiting: list[tuple[T, asyncio.Future[R]]] = []
        self._turns: asyncio.Task[None] | None = None

    async def __call__(self, item: T) -> R:
        """The result of this item, once the batch that it is in is done."""
        done: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, done))
        if self._turns is None or self._turns.done():
            self._turns = asyncio.create_task(self._take_turns())
        return await done

    async def _take_turns(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            await self._turn(batch)

    async def _turn(self, batch: Sequence[tuple[T, asyncio.Future[R]]]) -> None:
        try:
            results = await self._work([item for item, _ in batch])
        except Exception as error:  # noqa: BLE001 - whatever it is, its caller gets it
            await self._failed(batch, error)
            return
        for (_, done), result in zip(batch, results, strict=True):
            if not done.done():
                done.set_result(result)

    async def _failed(self, batch: Sequence[tuple[T, asyncio.Future[R]]], error: Exception) -> None:
        if len(batch) > 1:
            for one in batch:
                await self._turn([one])
        elif not batch[0][1].done():
            batch[0][1].set_exception(error)
