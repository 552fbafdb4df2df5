"""A file in the DM on the page: its name, and a link that gives its bytes."""

import pytest
from playwright.async_api import Page, expect

from tests.sandbox.workbench import ANA, Bench
from tests.support.browser import desk_at

pytestmark = pytest.mark.browser
CSV = b"person,start,end\n"


async def test_a_file_in_the_dm_can_be_saved(bench: Bench, page: Page) -> None:
    dm = (await bench.client.conversations_open(users=[ANA]))["channel"]["id"]
    await bench.client.files_upload_v2(
        channel=dm, filename="roster.csv", title="Your roster", content=CSV, initial_comment="Here"
    )
    async with desk_at(page, bench.sandbox.url) as desk:
        await desk.open(ANA, "app")
        await expect(desk.message("Here")).to_contain_text("17 bytes")
        async with desk.page.expect_download() as saving:
            await desk.message("Here").get_by_role("link", name="Your roster").click()
        saved = await saving.value
        assert saved.suggested_filename == "roster.csv"
        assert (await saved.path()).read_bytes() == CSV
