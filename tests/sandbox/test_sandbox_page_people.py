"""The people on the page: renamed, moved to another time zone, deactivated and back."""

import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, expect

from tests.sandbox.workbench import ANA, BEN, TEAM, Bench
from tests.support.browser import Desk, desk_at

pytestmark = pytest.mark.browser


@pytest.fixture
async def desk(bench: Bench, page: Page) -> AsyncIterator[Desk]:
    async with desk_at(page, bench.sandbox.url) as desk:
        yield desk


async def test_somebody_is_renamed_and_everything_on_the_page_says_so(
    desk: Desk, bench: Bench
) -> None:
    await bench.act(ANA, "say", {"channel": TEAM, "text": "Good morning"})
    await bench.client.chat_postMessage(channel=TEAM, text=f"Welcome <@{ANA}>")
    await desk.open(ANA, TEAM)
    await desk.button("People").click()
    people = desk.dialog("People")
    await people.get_by_label("Name of Ana Duarte").fill("Ana Reis")
    await people.get_by_label("Time zone of Ana Duarte").fill("Europe/Lisbon")
    await people.get_by_role("button", name="Save Ana Duarte").click()
    await expect(people.get_by_label("Name of Ana Reis")).to_have_value("Ana Reis")
    await people.get_by_role("button", name="Close").click()
    await expect(desk.message("Good morning")).to_contain_text("Ana Reis")
    await expect(desk.message("Welcome")).to_contain_text("@Ana Reis")
    await expect(desk.page.locator("#intro")).to_contain_text("You are acting as Ana Reis.")
    clock = desk.page.get_by_role("group", name="Workspace clock")
    await expect(clock).to_contain_text("12:00")


async def test_whoever_is_deactivated_is_left_and_can_be_acted_as_again_once_back(
    desk: Desk,
) -> None:
    await desk.open(ANA, TEAM)
    await desk.button("People").click()
    people = desk.dialog("People")
    await people.get_by_role("button", name="Deactivate Ana Duarte").focus()
    await desk.page.keyboard.press("Enter")
    await expect(people).to_contain_text("Ana Duarte is deactivated")
    await expect(desk.page).to_have_url(re.compile(f"#/{BEN}/{TEAM}$"))
    who = desk.page.get_by_label("Act as")
    await expect(who.locator("option", has_text="Ana Duarte")).to_have_count(0)
    back = people.get_by_role("button", name="Reactivate Ana Duarte")
    await expect(back).to_be_focused()
    await back.press("Enter")
    await expect(who.locator("option", has_text="Ana Duarte")).to_have_count(1)


async def test_a_zone_that_does_not_exist_is_explained_and_changes_nothing(desk: Desk) -> None:
    await desk.open(ANA, TEAM)
    await desk.button("People").click()
    people = desk.dialog("People")
    await people.get_by_label("Time zone of Ben Osei").fill("Somewhere")
    await people.get_by_role("button", name="Save Ben Osei").click()
    await expect(people).to_contain_text("'Somewhere' is not a time zone")
    await people.get_by_role("button", name="Close").click()
    await expect(people).to_be_hidden()
