"""Privacy in the browser: what is promised, what is stored, taking it along, being forgotten."""

import json
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.support.browser import Desk
from tests.support.practice import Stage

pytestmark = pytest.mark.browser


async def test_the_privacy_page_says_what_is_promised_and_where_that_ends(desk: Desk) -> None:
    await desk.open("U0ADA", "home")
    home = desk.page.locator("#main")
    await expect(home).to_contain_text("Stored about you right now: teams you are in: 1")
    await desk.button("Privacy, in plain words").click()
    page = desk.dialog("Privacy, in plain words")
    for heading in ("What we promise", "What we cannot promise", "Who can see what"):
        await expect(page.get_by_role("heading", name=heading)).to_be_visible()
    await expect(page).to_contain_text("anonymous to your supervisors")
    await expect(page).to_contain_text("If someone may be in danger")


async def test_all_that_is_stored_comes_as_one_file_that_can_be_opened(
    desk: Desk, tmp_path: Path
) -> None:
    await desk.open("U0ADA", "home")
    await desk.button("Give me all of it").click()
    await desk.open("U0ADA", "app")
    link = desk.page.locator("#main").get_by_role("link", name="holdspace-about-you.json")
    async with desk.page.expect_download() as started:
        await link.click()
    file = tmp_path / "mine.json"
    await (await started.value).save_as(file)
    assert json.loads(file.read_text(encoding="utf-8"))["person"] == "U0ADA"


async def test_being_forgotten_asks_first_and_then_nothing_is_left(desk: Desk, hill: Stage) -> None:
    await desk.open("U0ADA", "home")
    await desk.button("Forget me").click()
    form = desk.dialog("Forget me")
    await expect(form).to_contain_text("That cannot be taken back")
    await form.get_by_role("button", name="Leave it").click()
    await expect(desk.page.locator("#main")).to_contain_text("teams you are in: 1")
    await desk.button("Forget me").click()
    await form.get_by_role("button", name="Forget me").click()
    await expect(form).to_contain_text("It is done.")
    await form.get_by_role("button", name="Close").click()
    home = desk.page.locator("#main")
    await expect(home).to_contain_text("Nothing is stored about you right now.")
    assert b"U0ADA" not in hill.stored()
