"""A new coordinator sets a team up in the browser, from an empty workspace to the first debrief."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, expect

from tests.support.browser import Desk, desk_at
from tests.support.practice import Stage
from tests.support.set_up import forget_all_teams

pytestmark = pytest.mark.browser


@pytest.fixture
async def desk(harbour: Stage, page: Page) -> AsyncIterator[Desk]:
    """A workspace in which the app was installed and nothing else done."""
    harbour.db.now(forget_all_teams)
    async with desk_at(page, harbour.practice.sandbox.url) as desk:
        yield desk


async def test_from_an_empty_workspace_to_the_first_debrief(desk: Desk, harbour: Stage) -> None:
    await desk.open("U0NIKO", "home")
    await expect(desk.page.locator("#main")).to_contain_text("No team is set up here yet.")
    await desk.button("New team").click()
    form = desk.dialog("New team")
    await expect(form.get_by_label("Time zone")).to_have_value("America/Toronto")
    await form.get_by_label("Name").fill("North Street")
    await form.get_by_label("Channel").select_option(label="#peer-team")
    await form.get_by_role("button", name="Make it").click()
    page = desk.dialog("Set up a team")
    await expect(page).to_contain_text("What comes next: add the people of the team.")
    await page.get_by_role("button", name="Add people").click()
    people = desk.dialog("Add people")
    for name in ("Ana Duarte", "Marcus Bell"):
        await people.get_by_label(name).check()
    await people.get_by_role("button", name="Add", exact=True).click()
    await expect(page).to_contain_text("3 in the team")
    await expect(page).to_contain_text("What comes next: say when people work")
    await page.get_by_role("button", name="Add a shift").click()
    shift = desk.dialog("One shift")
    await expect(shift.get_by_label("Starts at")).to_have_value("09:00")
    await shift.get_by_role("button", name="Save").click()
    await expect(shift).to_contain_text("Please complete this required field.")
    for name in ("Ana Duarte", "Marcus Bell"):
        await shift.get_by_label(name).check()
    await shift.get_by_role("button", name="Save").click()
    await expect(page).to_contain_text("1 that recur")
    await harbour.at("2026-11-23T16:51:00-05:00")
    await desk.open("U0ANA", "C0TEAM")
    await expect(desk.message("your shift ends at 17:00")).to_be_visible()


async def test_a_team_is_archived_only_after_a_question_and_brought_back(
    harbour: Stage, page: Page
) -> None:
    async with desk_at(page, harbour.practice.sandbox.url) as desk:
        await desk.open("U0NIKO", "home")
        await desk.button("Set up Harbour House peers").click()
        await desk.button("Archive").click()
        question = page.get_by_role("alertdialog", name="Archive this team?")
        await question.get_by_role("button", name="Keep it").click()
        await expect(desk.dialog("Set up a team")).to_contain_text("11 in the team")
        await desk.button("Archive").click()
        await question.get_by_role("button", name="Archive").click()
        away = desk.dialog("Archived")
        await expect(away).to_contain_text("Harbour House peers is archived.")
        await away.get_by_role("button", name="Close").click()
        await desk.button("All teams").click()
        await desk.button("Bring back").click()
        await expect(desk.dialog("Set up a team")).to_contain_text("11 in the team")
