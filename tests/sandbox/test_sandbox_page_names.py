"""Long pages, long names, and names that are written from right to left."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect
from slack_bolt.async_app import AsyncAck

from tests.sandbox.test_sandbox_page_forms import field, modal, offer, plain
from tests.sandbox.workbench import ANA, BEN, CY, TEAM, Bench
from tests.support.browser import Desk, desk_at

pytestmark = pytest.mark.browser
Json = dict[str, Any]
ARABIC, HEBREW = "ليلى حداد", "נועה לוי"
LONG = "Maria-Magdalena_Wolkenstein-Hohenberg" * 2
EDIT = {"type": "button", "action_id": "edit", "text": plain("Edit")}
SIZES = [(1280, 860), (390, 844)]


@pytest.fixture
async def desk(live: Bench, page: Page) -> AsyncIterator[Desk]:
    for user, name in {ANA: LONG[:80], BEN: ARABIC, CY: HEBREW}.items():
        await live.act(user, "change", {"real_name": name})
    async with desk_at(page, live.sandbox.url) as desk:
        yield desk


def rows(count: int) -> list[Json]:
    names = [ARABIC, HEBREW, LONG, f"<@{BEN}> and <@{ANA}>"]
    return [
        {
            "type": "section",
            "block_id": f"row{n}",
            "text": {"type": "mrkdwn", "text": f"{names[n % 4]} · {n}"},
            "accessory": EDIT,
        }
        for n in range(count)
    ]


async def direction(one: Locator) -> str:
    return str(await one.evaluate("one => getComputedStyle(one).direction"))


async def standing_out(desk: Desk, inside: str) -> list[str]:
    """What stands out of this part of the page, or of the page itself."""
    found: list[str] = await desk.page.evaluate(
        """(inside) => {
          const root = document.querySelector(inside), edge = root.getBoundingClientRect();
          const out = [...root.querySelectorAll("*")].filter((one) => one.checkVisibility())
            .filter((one) => {
              const box = one.getBoundingClientRect();
              return box.right > edge.right + 1 || box.left < edge.left - 1;
            });
          if (document.documentElement.scrollWidth > innerWidth) out.push(document.body);
          return out.map((one) => one.cloneNode().outerHTML).slice(0, 3);
        }""",
        inside,
    )
    return found


@pytest.mark.parametrize(("width", "height"), SIZES)
async def test_a_home_of_a_hundred_blocks_is_drawn_whole_and_within_its_edges(
    desk: Desk, live: Bench, width: int, height: int
) -> None:
    await desk.page.set_viewport_size({"width": width, "height": height})
    await live.client.views_publish(user_id=ANA, view={"type": "home", "blocks": rows(100)})
    await desk.open(ANA, "home")
    blocks = desk.page.locator(".home-view > .block")
    await expect(blocks).to_have_count(100)
    await expect(desk.page.get_by_role("button", name="Edit")).to_have_count(100)
    assert await standing_out(desk, ".home-view") == []
    await blocks.last.scroll_into_view_if_needed()
    await expect(blocks.last).to_be_in_viewport()
    assert [await direction(blocks.nth(n).locator(".rich")) for n in range(4)] == [
        *("rtl", "rtl", "ltr"),
        "ltr",
    ]


@pytest.mark.parametrize(("width", "height"), SIZES)
async def test_a_form_of_a_hundred_blocks_keeps_its_buttons_in_sight(
    desk: Desk, live: Bench, width: int, height: int
) -> None:
    await desk.page.set_viewport_size({"width": width, "height": height})
    person = field("who", f"{HEBREW} {LONG}", {"type": "users_select"})
    await offer(live, modal("Everybody", [*rows(98), person, field("more", "More", people())]))
    await desk.open(ANA, TEAM)
    await desk.button("Open it").click()
    form = desk.dialog("Everybody")
    await expect(form.locator(".dialog-body > .block")).to_have_count(100)
    assert await standing_out(desk, "dialog[open] .dialog-body") == []
    await expect(form.get_by_role("button", name="Send it")).to_be_in_viewport()
    menu = form.get_by_label(f"{HEBREW} {LONG}")
    await menu.select_option(label=ARABIC)
    await expect(menu).to_have_value(BEN)
    choice = form.get_by_role("group", name="More").get_by_text(HEBREW)
    assert await direction(choice) == "rtl"


def people() -> Json:
    return {"type": "multi_users_select"}


async def test_a_name_from_right_to_left_leaves_what_stands_beside_it_where_it_is(
    desk: Desk, live: Bench
) -> None:
    @live.app.action("edit")
    async def _edit(ack: AsyncAck) -> None:
        await ack()

    await live.act(BEN, "say", {"channel": TEAM, "text": "Good morning"})
    await live.client.chat_postMessage(channel=TEAM, text=f"With <@{BEN}>: 3 of 4")
    await desk.open(CY, "app")
    await desk.open(ANA, TEAM)
    byline = desk.message("Good morning").locator(".byline")
    name = await byline.locator(".author").bounding_box()
    time = await byline.locator("time").bounding_box()
    assert name
    assert time
    assert name["x"] + name["width"] <= time["x"]
    assert await direction(byline.locator(".author")) == "rtl"
    said = desk.message("With").locator(".rich")
    assert await direction(said) == "ltr"
    assert await direction(said.locator(".mention")) == "rtl"
    await expect(said).to_have_text(f"With @{ARABIC}: 3 of 4")
    await desk.act_as(ARABIC)
    await expect(desk.page.locator("#intro")).to_contain_text(f"You are acting as {ARABIC}.")
