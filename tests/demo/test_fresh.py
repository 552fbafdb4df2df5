"""The practice workspace in which no team is set up: the app is there, and knows nobody yet."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from playwright.async_api import Page, expect
from sqlalchemy import Connection, func, select

from bot.cli.demo import EMPTY
from bot.demo.person import Person
from bot.demo.practice import Running, fresh
from bot.store.tables import team
from sandbox import Clock, load_workspace
from tests.support.browser import desk_at

MONDAY = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
GENERAL, PEERS, OWNER = "C0GENERAL", "C0PEERS", "U0IMANI"
Json = dict[str, Any]


@pytest.fixture
async def running() -> AsyncIterator[Running]:
    async with fresh(load_workspace(EMPTY), Clock(MONDAY, running=False)) as both:
        yield both


async def control(running: Running, path: str, body: Json | None = None) -> tuple[int, Json]:
    url, verb = f"{running.sandbox.url}/control/{path}", "GET" if body is None else "POST"
    async with aiohttp.ClientSession() as session, session.request(verb, url, json=body) as answer:
        return answer.status, await answer.json()


async def test_there_are_a_dozen_people_an_owner_and_two_channels_without_the_app(
    running: Running,
) -> None:
    listed = (await running.app.client.users_list())["members"]
    people = [one for one in listed if not one["is_bot"]]
    assert len(people) == 12
    assert [one["id"] for one in people if one["is_owner"]] == [OWNER]
    assert len({one["tz"] for one in people}) > 3
    channels = (await running.app.client.conversations_list())["channels"]
    assert [(one["name"], one["is_member"]) for one in channels] == [
        *(("general", False), ("peer-team", False)),
    ]


async def test_no_team_is_applied_and_time_goes_on_without_anything_planned(
    running: Running,
) -> None:
    assert running.app.services.db.now(_teams) == 0
    assert await running.app.upcoming() is None
    status, answer = await control(running, "clock", {"to": "next"})
    assert (status, answer["error"]) == (
        400,
        "Nothing is planned, so there is no next prompt to jump to.",
    )
    for step in ("hour", "day"):
        assert (await control(running, "clock", {"to": step}))[0] == 200


def _teams(tx: Connection) -> int:
    return int(tx.execute(select(func.count()).select_from(team)).scalar_one())


async def test_a_stranger_to_every_team_finds_a_home_and_can_bring_the_app_into_a_channel(
    running: Running,
) -> None:
    async with aiohttp.ClientSession() as session:
        owner = Person(session, running.sandbox.url, OWNER)
        assert (await control(running, f"people/{OWNER}/home", {}))[0] == 200
        await running.sandbox.settled()
        status, shown = await control(running, f"people/{OWNER}/home")
        assert (status, shown["view"]["type"]) == (200, "home")
        line = {"channel": PEERS, "text": "/invite @Holdspace"}
        assert (await control(running, f"people/{OWNER}/command", line))[1] == {"result": "ok"}
        assert PEERS in [channel["id"] for channel in await owner.sidebar()]
    listed = (await running.app.client.conversations_list())["channels"]
    assert [one["id"] for one in listed if one["is_member"]] == [PEERS]


@pytest.mark.browser
async def test_next_prompt_says_that_nothing_is_planned(running: Running, page: Page) -> None:
    async with desk_at(page, running.sandbox.url) as desk:
        await desk.open(OWNER, GENERAL)
        await desk.button("Next prompt").click()
        await expect(desk.page.locator("#toasts")).to_contain_text("Nothing is planned")
        await desk.button("+1 hour").click()
        clock = desk.page.get_by_role("group", name="Workspace clock")
        await expect(clock).to_contain_text("07:00")
