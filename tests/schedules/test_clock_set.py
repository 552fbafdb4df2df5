"""A clock that is set while messages are on their way, in the running dispatcher."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from bot.domain.attempt import LEASE
from bot.domain.prompts import Kind, Prompt
from bot.store import deliveries
from schedules.dispatcher import Dispatcher
from tests.support.practice import Stage

POST = "chat.postMessage"
LOOKING = ("conversations.list", "conversations.history")
SLOW = 1.5
"""Seconds; far more than a look and another post would take."""


@dataclass
class Wall:
    """A clock on the wall of another machine: the workspace's, but for what it was set by."""

    stage: Stage
    dispatcher: Dispatcher = field(init=False)
    set_by: timedelta = timedelta(0)

    def __post_init__(self) -> None:
        its = replace(self.stage.practice.app.services, clock=self.now, woken=asyncio.Event())
        self.dispatcher = Dispatcher(its, self.stage.practice.app.client)

    def now(self) -> datetime:
        return self.stage.clock.now() + self.set_by

    def state(self) -> str:
        return str(self.stage.deliveries("company reply")[0]["state"])


@pytest.fixture
async def wall(hill: Stage) -> AsyncIterator[Wall]:
    """A message is to be sent, and a dispatcher goes by a clock of its own."""
    made, now = Wall(hill), hill.clock.now()
    about = {"from": "U0BEN", "answer": "yes"}
    due = Prompt(Kind.COMPANY_REPLY, "U0ADA", now, now + timedelta(hours=2), None, about)
    hill.db.now(deliveries.plan, [due])
    async with made.dispatcher.open():
        yield made


async def _until(wall: Wall, state: str) -> None:
    async with asyncio.timeout(20):
        while wall.state() != state:  # noqa: ASYNC110 - the app's own doing
            await asyncio.sleep(0.02)


async def test_a_message_that_is_on_its_way_while_the_clock_is_set_ahead_arrives_once(
    wall: Wall, hill: Stage
) -> None:
    await hill.fault("slow", POST, seconds=SLOW)
    wall.dispatcher.wake()
    await _until(wall, "claimed")
    wall.set_by = LEASE + timedelta(minutes=1)
    wall.dispatcher.wake()
    await _until(wall, "sent")
    assert len(hill.calls(POST)) == 1
    assert len(await hill.person("U0ADA").inbox()) == 1


async def test_what_nobody_answered_for_is_not_looked_for_too_early_where_the_clock_is_set_ahead(
    wall: Wall, hill: Stage
) -> None:
    await hill.fault("drop_before", POST)
    wall.dispatcher.wake()
    await _until(wall, "doubtful")
    wall.set_by = LEASE
    assert await wall.dispatcher.run_once() == 0
    assert [hill.calls(method) for method in LOOKING] == [[], []]
    await hill.set_clock((hill.clock.now() + LEASE).isoformat())
    while await wall.dispatcher.run_once():
        pass
    assert wall.state() == "sent"
    assert len(await hill.person("U0ADA").inbox()) == 1
