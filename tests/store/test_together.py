import asyncio
from collections.abc import Sequence

import pytest
from sqlalchemy import Connection, text

from bot.store.database import Database
from bot.store.together import Together


class Wrong(Exception):  # noqa: N818 - what the item is, not a mistake
    """This item cannot be done."""


class Work:
    """Doubles numbers, one batch at a time, and waits in the first until it may go on."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.begun = asyncio.Event()
        self.go_on = asyncio.Event()

    async def __call__(self, items: Sequence[int]) -> list[int]:
        self.batches.append(list(items))
        self.begun.set()
        await self.go_on.wait()
        if 0 in items:
            raise Wrong
        return [item * 2 for item in items]


async def test_what_comes_meanwhile_is_done_together_and_each_gets_its_own() -> None:
    work = Work()
    double = Together(work)
    first = asyncio.create_task(double(1))
    await work.begun.wait()
    others = [asyncio.create_task(double(number)) for number in (2, 3, 4)]
    await asyncio.sleep(0)
    work.go_on.set()
    assert await asyncio.gather(first, *others) == [2, 4, 6, 8]
    assert work.batches == [[1], [2, 3, 4]]
    assert await double(5) == 10


async def test_one_that_cannot_be_done_spoils_no_other() -> None:
    work = Work()
    work.go_on.set()
    double = Together(work)
    outcomes = await asyncio.gather(*map(double, (1, 0, 3)), return_exceptions=True)
    assert [outcomes[0], outcomes[2]] == [2, 6]
    assert isinstance(outcomes[1], Wrong)
    assert work.batches == [[1, 0, 3], [1], [0], [3]]


async def test_one_who_no_longer_waits_holds_up_nobody() -> None:
    work = Work()
    double = Together(work)
    gone, waiting = asyncio.create_task(double(1)), asyncio.create_task(double(2))
    await work.begun.wait()
    gone.cancel()
    work.go_on.set()
    assert await waiting == 4
    with pytest.raises(asyncio.CancelledError):
        await gone


def _add(tx: Connection, items: Sequence[int]) -> list[int]:
    for item in items:
        tx.execute(text("INSERT INTO kept (item) VALUES (:item)"), {"item": item})
    if 0 in items:
        raise Wrong
    return [int(tx.scalar(text("SELECT count(*) FROM kept")) or 0) for _ in items]


async def test_those_that_share_a_transaction_are_kept_though_one_of_them_fails(
    database: Database,
) -> None:
    database.now(lambda tx: tx.execute(text("CREATE TABLE kept (item INTEGER)")))
    add = database.together(_add)
    assert [*await asyncio.gather(add(1), add(2))] == [2, 2]
    outcomes = await asyncio.gather(add(3), add(0), add(4), return_exceptions=True)
    assert [outcomes[0], outcomes[2]] == [3, 4]
    assert isinstance(outcomes[1], Wrong)
    rows = database.now(lambda tx: tx.scalars(text("SELECT item FROM kept ORDER BY item")).all())
    assert rows == [1, 2, 3, 4]


def test_a_commit_on_sqlite_is_on_the_disk(sqlite_url: str) -> None:
    db = Database(sqlite_url)
    assert db.now(lambda tx: tx.scalar(text("PRAGMA synchronous"))) == 2
    db.close()
