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
    assert not once._turns._locks  # noqa: SLF001 - what it holds on to has no other face


async def test_one_that_comes_while_the_second_tries_again_waits_for_that_one_too() -> None:
    once, told, finish = Once(), list[bool](), asyncio.Event()

    async def take(*, fails: bool = False) -> None:
        async with once.turn("V1") as first:
            if fails:
                await asyncio.sleep(0)
                raise ValueError
            if first:
                await finish.wait()
            told.append(first)

    two = [asyncio.create_task(take(fails=True)), asyncio.create_task(take())]
    await asyncio.wait(two[:1])
    third = asyncio.create_task(take())
    for _ in range(3):
        await asyncio.sleep(0)
    assert told == []
    finish.set()
    await asyncio.gather(*two, third, return_exceptions=True)
    assert told == [True, False]
