from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest

from tests.sandbox.workbench import Bench, listening, opened

OpenBench = Callable[..., Awaitable[Bench]]


@pytest.fixture
async def open_bench() -> AsyncIterator[OpenBench]:
    """Opens a sandbox with whatever manifest, clock or settings a test needs."""
    async with AsyncExitStack() as stack:

        async def make(**options: Any) -> Bench:  # noqa: ANN401 - whatever `opened` takes
            return await stack.enter_async_context(opened(**options))

        yield make


@pytest.fixture
async def bench(open_bench: OpenBench) -> Bench:
    """A sandbox at noon, its clock standing still, without rate limits."""
    return await open_bench()


@pytest.fixture
async def live(bench: Bench) -> AsyncIterator[Bench]:
    """The same, with a bare app connected by Socket Mode."""
    async with listening(bench):
        yield bench
