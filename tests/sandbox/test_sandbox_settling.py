"""When the sandbox says that all has come to rest."""

import asyncio

from tests.sandbox.workbench import Bench


async def test_work_that_only_the_embedding_program_sees_is_waited_for(bench: Bench) -> None:
    """A slow database between the ack and the answer was once taken for rest."""
    begun, finish = asyncio.Event(), asyncio.Event()

    async def rest() -> bool:
        begun.set()
        was_busy = not finish.is_set()
        await finish.wait()
        return was_busy

    bench.sandbox.settles_with(rest)
    settled = asyncio.create_task(bench.sandbox.settled())
    await begun.wait()
    assert not settled.done()
    finish.set()
    await settled
