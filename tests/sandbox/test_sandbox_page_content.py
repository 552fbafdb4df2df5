"""How messages look on the page: formatting, dates, images, and nothing that turns into markup."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from tests.sandbox.workbench import ANA, NOON, TEAM, Bench
from tests.support.browser import Desk, desk_at

pytestmark = pytest.mark.browser
Json = dict[str, Any]
NOON_S = int(NOON.timestamp())
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture
async def desk(bench: Bench, page: Page) -> AsyncIterator[Desk]:
    async with desk_at(page, bench.sandbox.url) as desk:
        yield desk


def mrkdwn(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


async def shown(desk: Desk, bench: Bench, *blocks: Json) -> Locator:
    """Post these blocks, and give the message as Ana sees it."""
    await bench.client.chat_postMessage(channel=TEAM, text="Blocks", blocks=blocks)
    await desk.open(ANA, TEAM)
    return desk.message("Bare").locator(".blocks")


async def test_mrkdwn_is_formatted_and_unescaped_exactly_once(desk: Desk, bench: Bench) -> None:
    text = "*bold* _slanted_ ~gone~ `a &lt; b` 2*3*4 snake_case_name &amp;lt; &lt;b&gt;"
    message = await shown(desk, bench, mrkdwn(text))
    expected = "bold slanted gone a < b 2*3*4 snake_case_name &lt; <b>"
    await expect(message).to_have_text(expected)
    for tag, marked in [("strong", "bold"), ("em", "slanted"), ("s", "gone"), ("code", "a < b")]:
        await expect(message.locator(tag)).to_have_text(marked)


async def test_quotes_lists_code_and_mentions_are_drawn(desk: Desk, bench: Bench) -> None:
    text = (
        f"&gt; said *so*\n• one\n• two\n```\n*not* bold\n```\n"
        f"<@{ANA}> in <#{TEAM}> and <!here>, <https://example.org|the *site*>"
    )
    message = await shown(desk, bench, mrkdwn(text))
    await expect(message.locator("blockquote")).to_have_text("said so")
    await expect(message.get_by_role("listitem")).to_have_text(["one", "two"])
    await expect(message.locator("pre")).to_have_text("*not* bold")
    await expect(message).to_contain_text("@Ana Duarte in #peer-team and @here, the site")
    link = message.get_by_role("link", name="the site")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")


async def test_dates_are_told_in_the_acting_persons_time_zone(desk: Desk, bench: Bench) -> None:
    pattern = "{date_long_pretty} at {time}"
    later = NOON_S + 3 * 86_400
    text = f"<!date^{NOON_S}^{pattern}|noon> or <!date^{later}^{{date_num}} {{time}}|later>"
    await shown(desk, bench, mrkdwn(text))
    await expect(desk.message("Bare")).to_contain_text("Today at 07:00 or 2026-11-05 07:00")
    await desk.act_as("Ben Osei")
    await expect(desk.message("Bare")).to_contain_text("Today at 12:00 or 2026-11-05 12:00")
    await desk.button("+1 day").click()
    await expect(desk.message("Bare")).to_contain_text("Yesterday at 12:00")


async def test_content_never_becomes_markup_or_a_script_address(desk: Desk, bench: Bench) -> None:
    text = "<img src=x onerror=alert(1)> <javascript:alert(1)|press> &lt;script&gt;1&lt;/script&gt;"
    message = await shown(desk, bench, mrkdwn(text))
    await expect(message).to_contain_text("<script>1</script>")
    await expect(message.locator("img, script, a")).to_have_count(0)


async def test_every_other_block_is_drawn_with_its_meaning(desk: Desk, bench: Bench) -> None:
    cells = [["Day", "Hours"], ["Monday", "7"]]
    rows = [[{"type": "raw_text", "text": cell} for cell in row] for row in cells]
    points = [{"label": "May", "value": 3}, {"label": "June", "value": 5}]
    chart = {
        "type": "bar",
        "series": [{"name": "Clear", "data": points}],
        "axis_config": {"categories": ["May", "June"]},
    }
    ordered = {
        "type": "rich_text_list",
        "style": "ordered",
        "elements": [
            {"type": "rich_text_section", "elements": [{"type": "text", "text": "First"}]}
        ],
    }
    message = await shown(
        desk,
        bench,
        {"type": "header", "text": {"type": "plain_text", "text": "A *plain* title"}},
        {"type": "table", "rows": rows},
        {"type": "data_visualization", "title": "Role clarity", "chart": chart},
        {"type": "rich_text", "elements": [ordered]},
        {"type": "markdown", "text": "## Said\n\n1. **done** and *seen*"},
    )
    await expect(message.get_by_role("heading", name="A *plain* title")).to_be_visible()
    await expect(message.get_by_role("columnheader", name="Hours")).to_be_visible()
    figures = message.get_by_role("table", name="Role clarity")
    await expect(figures.get_by_role("row", name="June 5")).to_be_visible()
    await expect(message.get_by_role("listitem")).to_have_text(["First", "done and seen"])
    await expect(message.get_by_role("heading", name="Said")).to_be_visible()


async def test_an_uploaded_image_is_shown_and_one_on_another_host_is_only_described(
    desk: Desk, bench: Bench
) -> None:
    await bench.client.files_upload_v2(
        channel=TEAM, filename="week.png", title="The week", content=PIXEL, alt_txt="Five bars"
    )
    far = {"type": "image", "image_url": "https://far.example/a.png", "alt_text": "A far harbour"}
    await bench.client.chat_postMessage(channel=TEAM, text="Far", blocks=[far])
    await desk.open(ANA, TEAM)
    image = desk.page.get_by_role("img", name="Five bars")
    await expect(image).to_have_js_property("naturalWidth", 1)
    await expect(desk.message("A far harbour")).to_contain_text("another host")


async def test_everything_that_can_be_used_has_a_name(desk: Desk, bench: Bench) -> None:
    await shown(desk, bench, mrkdwn("Hello"))
    nameless = await desk.page.evaluate(
        """() => [...document.querySelectorAll('button, a, input, select, textarea, article')]
          .filter((one) => one.checkVisibility())
          .filter((one) => !(one.ariaLabel || one.textContent.trim() || one.labels?.length))
          .map((one) => one.outerHTML)"""
    )
    assert nameless == []


async def test_a_narrow_screen_has_everything_without_scrolling_sideways(
    desk: Desk, bench: Bench
) -> None:
    await desk.page.set_viewport_size({"width": 390, "height": 844})
    wide = "An unbroken_" + "long_" * 40 + "word"
    await shown(desk, bench, mrkdwn(wide))
    assert await desk.page.evaluate("document.documentElement.scrollWidth") == 390
    await expect(desk.page.locator("#sidebar")).not_to_be_visible()
    await desk.button("Conversations").click()
    await desk.page.get_by_role("link", name="quiet").click()
    await expect(desk.page.get_by_role("heading", level=1)).to_have_text("#quiet")
    await expect(desk.page.locator("#sidebar")).not_to_be_visible()
    await desk.button("+1 hour").click()
    await expect(desk.page.get_by_role("group", name="Workspace clock")).to_contain_text("08:00")
