"""Asked to stop (SIGTERM), `holdspace run` ends within seconds, whatever else does not answer."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from sandbox.faults import Fault
from tests.support.running import ended, house, until

AN_HOUR = 3600.0
WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")


@pytest.mark.parametrize("method", ["auth.test", "apps.connections.open"])
async def test_who_starts_it_while_slack_does_not_answer_can_stop_it_again(
    method: str, sqlite_url: str, tmp_path: Path
) -> None:
    async with house(sqlite_url, tmp_path, people=1) as here:
        here.sandbox.slack.faults.plan(Fault("slow", method, seconds=AN_HOUR))
        process = await here.start()
        await until(lambda: here.asked(method) == 1)
        process.terminate()
        assert await ended(process) == 0


@pytest.mark.parametrize("when", ["starts", "works"])
async def test_it_stops_although_the_database_does_not_answer(
    when: str, postgres_url: str, tmp_path: Path
) -> None:
    engine = create_engine(postgres_url)
    async with house(postgres_url, tmp_path, people=1) as here:
        process = await here.start()
        await until(lambda: here.asked("apps.connections.open") == 1)
        if when == "starts":
            process.terminate()
            assert await ended(process) == 0
        with engine.begin() as tx:
            tx.execute(text("LOCK TABLE delivery, alembic_version IN ACCESS EXCLUSIVE MODE"))
            if when == "starts":
                process = await here.start()
            await until(lambda: bool(tx.scalar(WAITING)))
            process.terminate()
            assert await ended(process) == 1
    engine.dispose()
