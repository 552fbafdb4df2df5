"""What somebody is sent is found in SQLite without reading what everybody is sent."""

from typing import Any

import pytest
from sqlalchemy import Connection, event

from tests.support.practice import Stage

EVERYBODYS = ("SCAN delivery", "USING INDEX ix_delivery_open (state=?)")


@pytest.fixture
def plans(harbour: Stage) -> dict[str, str]:
    """How SQLite goes about each statement that is run from now on."""
    found: dict[str, str] = {}

    def explain(tx: Connection, _: Any, said: str, values: Any, *more: Any) -> None:  # noqa: ANN401 - the driver's
        if "delivery" in said and not more[-1]:
            raw: Any = tx.connection.driver_connection
            steps = raw.execute(f"EXPLAIN QUERY PLAN {said}", values).fetchall()
            found[said] = " / ".join(str(step[3]) for step in steps)

    event.listen(harbour.db.engine, "after_cursor_execute", explain)
    return found


async def test_a_working_day_and_a_look_at_home_read_nobody_elses_deliveries(
    harbour: Stage, plans: dict[str, str]
) -> None:
    await harbour.at("2026-11-23T17:30:00-05:00")
    for user in ("U0ANA", "U0NIKO"):
        await harbour.person(user).home()
    await harbour.person("U0ANA").command("C0TEAM", "/five")
    wide = {said: plan for said, plan in plans.items() if any(step in plan for step in EVERYBODYS)}
    assert wide == {}
    assert len(plans) > 20
