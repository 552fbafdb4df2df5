"""The real process: stopped while it posts, killed while it posts, and two of them at once."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection

from bot.store.tables import delivery
from sandbox.faults import Fault
from tests.support.running import POST, House, ended, house, person, replies, until

PEOPLE = 60
NOT_BEFORE = timedelta(seconds=1)
EACH_ONCE = Counter({person(number): 1 for number in range(PEOPLE)})


def _now() -> datetime:
    return datetime.now(UTC) - NOT_BEFORE


def _leases_over(tx: Connection) -> None:
    """As if so much time had passed that what was claimed or in doubt is looked at again."""
    open_ones = delivery.c.state.in_(["claimed", "doubtful"])
    tx.execute(delivery.update().where(open_ones).values(next_try_at=_now()))


async def _finish(here: House) -> None:
    """Start the app again, and have it do what is left to do."""
    with here.database() as db:
        db.now(_leases_over)
    process = await here.start()
    await until(lambda: here.states() == {"sent": PEOPLE})
    process.terminate()
    assert await ended(process) == 0


async def test_stopped_during_a_slow_answer_it_waits_for_it_and_leaves_nothing_half_done(
    database_url: str, tmp_path: Path
) -> None:
    async with house(database_url, tmp_path, PEOPLE) as here:
        here.sandbox.slack.faults.plan(Fault("slow", POST, times=20, seconds=1.5))
        here.plan(replies(PEOPLE, _now()))
        process = await here.start()
        await until(lambda: here.asked() > 0)
        process.terminate()
        assert await ended(process) == 0
        states = here.states()
        assert states["sent"] == here.arrived().total() == here.asked() < PEOPLE
        assert states["planned"] == PEOPLE - states["sent"]
        await _finish(here)
        assert here.arrived() == EACH_ONCE


async def test_stopped_during_an_answer_that_takes_too_long_it_leaves_a_doubt_and_no_double(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with house(sqlite_url, tmp_path, PEOPLE) as here:
        here.sandbox.slack.faults.plan(Fault("slow", POST, seconds=9))
        here.plan(replies(PEOPLE, _now()))
        process = await here.start()
        await until(lambda: here.states().get("sent") == PEOPLE - 1)
        process.terminate()
        assert await ended(process) == 0
        assert here.states() == {"sent": PEOPLE - 1, "doubtful": 1}
        await until(lambda: here.arrived() == EACH_ONCE)
        await _finish(here)
        assert here.arrived() == EACH_ONCE
        assert here.asked() == PEOPLE


async def test_killed_while_it_posts_and_started_again_everybody_has_their_prompt_once(
    postgres_url: str, tmp_path: Path
) -> None:
    async with house(postgres_url, tmp_path, PEOPLE) as here:
        here.plan(replies(PEOPLE, _now()))
        process = await here.start()
        await until(lambda: here.asked() > PEOPLE // 3)
        process.kill()
        await ended(process)
        await _finish(here)
        assert here.arrived() == EACH_ONCE


async def test_two_processes_on_one_database_send_each_prompt_once(
    postgres_url: str, tmp_path: Path
) -> None:
    many = 450  # more than one process claims at once
    async with house(postgres_url, tmp_path, many) as here:
        both = [await here.start() for _ in range(2)]
        await until(lambda: here.asked("apps.connections.open") == len(both))
        here.plan(replies(many, _now()))
        await until(lambda: here.states() == {"sent": many})
        for process in both:
            process.terminate()
        assert [await ended(process) for process in both] == [0, 0]
        assert set(here.arrived().values()) == {1}
        assert len(here.arrived()) == here.asked() == many
