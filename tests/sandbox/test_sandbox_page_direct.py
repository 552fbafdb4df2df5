"""The DM with the app on the page: a box to write in, or none, and one's own words changed."""

import pytest
from playwright.async_api import Page, expect

from tests.sandbox.conftest import OpenBench
from tests.sandbox.workbench import ANA, Bench, make_manifest
from tests.support.browser import desk_at

pytestmark = pytest.mark.browser


async def test_somebody_writes_to_the_app_and_changes_and_takes_back_their_words(
    bench: Bench, page: Page
) -> None:
    async with desk_at(page, bench.sandbox.url) as desk:
        await desk.open(ANA, "app")
        await desk.write("Tea & cake <3")
        mine = desk.message("Tea & cake <3")
        await mine.hover()
        await mine.get_by_role("button", name="More actions").click()
        await mine.get_by_role("menuitem", name="Edit message").click()
        box = desk.dialog("Edit message").get_by_role("textbox")
        await expect(box).to_have_value("Tea & cake <3")
        await box.fill("Coffee")
        await desk.dialog("Edit message").get_by_role("button", name="Save").click()
        changed = desk.message("Coffee")
        await expect(changed).to_contain_text("(edited)")
        await changed.hover()
        await changed.get_by_role("button", name="More actions").click()
        await changed.get_by_role("menuitem", name="Delete message").click()
        await expect(changed).to_have_count(0)


async def test_a_read_only_app_offers_no_box_and_one_without_messages_no_tab(
    open_bench: OpenBench, page: Page
) -> None:
    for tab, shown in [("messages_tab_read_only_enabled", True), ("messages_tab_enabled", False)]:
        manifest = make_manifest(events=[])
        manifest["features"]["app_home"][tab] = shown
        bench = await open_bench(manifest=manifest)
        async with desk_at(page, bench.sandbox.url) as desk:
            await desk.open(ANA, "app")
            await expect(desk.page.get_by_text("takes no messages here")).to_be_visible()
            await expect(desk.page.locator("#main").get_by_role("textbox")).to_have_count(0)
            tabs = desk.page.get_by_role("link", name="Messages", exact=True)
            await expect(tabs).to_have_count(1 if shown else 0)
