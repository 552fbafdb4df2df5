"""What Slack hands over twice, also while the first is still being worked on."""

import asyncio

import pytest

from handlers.once import Once


async def test_a_form_handed_over_again_meanwhile_waits_for_the_end_of_the_first() -> None:
    once, told, finish = Once(), list[str](), asyncio.Event()

    async def take(name: str) -> None:
        async with once.turn("V1") as first:
            if first:
                await finish.wait()
            told.append(f"{name} is told, {'kept' if first else 'as before'}")

    both = [asyncio.create_task(take("one")), asyncio.create_task(take("two"))]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert told == []
    finish.set()
    await asyncio.gather(*both)
    assert told == ["one is told, kept", "two is told, as before"]


async def test_where_the_first_fails_the_second_is_taken_for_the_first() -> None:
    once, tries = Once(), list[bool]()

    async def take() -> None:
        async with once.turn("V1") as first:
            tries.append(first)
            await asyncio.sleep(0)
            if len(tries) == 1:
                raise ValueError

    results = await asyncio.gather(take(), take(), return_exceptions=True)
    assert isinstance(results[0], ValueError)
    assert (tries, results[1]) == ([True, True], None)


async def test_no_lock_is_left_behind() -> None:
    once = Once()
    with pytest.raises(ValueError, match="no"):
        async with once.turn("V1"):
            raise ValueError("no")
    async with once.turn("V1") as first:
        assert first
    assert once._turns == {}  # noqa: SLF001 - what it holds on to has no other face
