"""The workspace's clock in the page's header."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
from playwright.async_api import Page, expect

from tests.sandbox.workbench import ANA, BEN, NOON, TEAM, Bench
from tests.support.browser import Desk, desk_at

pytestmark = pytest.mark.browser


@pytest.fixture
async def desk(bench: Bench, page: Page) -> AsyncIterator[Desk]:
    async with desk_at(page, bench.sandbox.url) as desk:
        yield desk


async def test_the_clock_is_on_the_acting_persons_wall_and_jumps_ahead(desk: Desk) -> None:
    clock = desk.page.get_by_role("group", name="Workspace clock")
    await desk.open(ANA, TEAM)
    await expect(clock).to_contain_text("Monday 2 November 07:00")
    await expect(clock).to_contain_text("Eastern Standard Time")
    await desk.button("+1 hour").click()
    await expect(clock).to_contain_text("Monday 2 November 08:00")
    await desk.button("+1 day").click()
    await expect(clock).to_contain_text("Tuesday 3 November 08:00")
    await desk.act_as("Ben Osei")
    await expect(clock).to_contain_text("Tuesday 3 November 13:00")


async def test_the_next_prompt_can_be_reached_only_where_the_app_tells_of_it(
    desk: Desk, bench: Bench
) -> None:
    await desk.open(BEN, TEAM)
    await expect(desk.button("Next prompt")).to_be_disabled()

    async def upcoming() -> datetime:
        return NOON + timedelta(hours=3, minutes=50)

    bench.sandbox.upcoming = upcoming
    await desk.page.reload()
    await desk.button("Next prompt").click()
    await expect(desk.page.get_by_role("group", name="Workspace clock")).to_contain_text("15:50")


async def test_a_jump_under_way_is_shown_until_everybody_has_reacted(
    desk: Desk, bench: Bench
) -> None:
    done = asyncio.Event()

    async def react() -> None:
        await done.wait()
        await bench.client.chat_postMessage(channel=TEAM, text="An hour has passed")

    bench.sandbox.clock.on_jump.append(react)
    await desk.open(ANA, TEAM)
    clock = desk.page.get_by_role("group", name="Workspace clock")
    await desk.button("+1 hour").click()
    await expect(clock).to_have_attribute("aria-busy", "true")
    await expect(clock).to_contain_text("Going on by an hour")
    done.set()
    await expect(clock).to_have_attribute("aria-busy", "false")
    await expect(desk.message("An hour has passed")).to_be_visible()


async def test_the_clock_runs_and_pauses(desk: Desk, bench: Bench) -> None:
    await desk.open(ANA, TEAM)
    await desk.button("Run").click()
    await expect(desk.button("Pause")).to_be_visible()
    assert bench.sandbox.clock.running
    await desk.button("Pause").click()
    await expect(desk.button("Run")).to_be_visible()
    assert not bench.sandbox.clock.running


async def test_after_a_jump_it_is_said_who_else_was_written_to_and_never_the_app_itself(
    desk: Desk, bench: Bench
) -> None:
    async def write() -> None:
        await bench.client.chat_postMessage(channel=BEN, text="For you alone")

    bench.sandbox.clock.on_jump.append(write)
    await desk.open(ANA, TEAM)
    await desk.button("+1 hour").click()
    told = desk.page.get_by_text("Act as them to read along.")
    await expect(told).to_have_text("New messages for Ben Osei. Act as them to read along.")
