"""Menus and choices of a modal on the page, by keyboard, and what is kept when it changes."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Page, Route, expect
from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from tests.sandbox.test_sandbox_page_forms import field, modal, offer, option, plain
from tests.sandbox.workbench import ANA, BEN, QUIET, TEAM, Bench
from tests.support.browser import Desk, desk_at

pytestmark = pytest.mark.browser
Json = dict[str, Any]
GROUPS = [
    {"label": plain("Warm"), "options": [option("red"), option("orange")]},
    {"label": plain("Cold"), "options": [option("blue")]},
]
TEXT = {"type": "plain_text_input"}
MORE = {"type": "button", "action_id": "more", "text": plain("More")}


@pytest.fixture
async def desk(live: Bench, page: Page) -> AsyncIterator[Desk]:
    async with desk_at(page, live.sandbox.url) as desk:
        yield desk


async def test_every_menu_of_a_form_is_filled_in_by_keyboard_alone(desk: Desk, live: Bench) -> None:
    sent: list[Json] = []

    @live.app.view("form")
    async def _form(ack: AsyncAck, view: Json) -> None:
        await ack()
        sent.append({key: next(iter(one.values())) for key, one in view["state"]["values"].items()})

    public = {"include": ["public"]}
    kinds: dict[str, tuple[Json, list[str]]] = {
        "colour": ({"type": "static_select", "option_groups": GROUPS}, ["Blue"]),
        "colours": ({"type": "multi_static_select", "option_groups": GROUPS}, [" ", "Tab", "Tab"]),
        "person": ({"type": "users_select"}, ["Ben"]),
        "people": ({"type": "multi_users_select"}, ["Tab", " ", "Tab", "Tab"]),
        "place": ({"type": "conversations_select", "filter": public}, ["#quiet"]),
        "here": (
            {"type": "conversations_select", "default_to_current_conversation": True},
            [],
        ),
        "count": ({"type": "number_input", "is_decimal_allowed": False}, ["12"]),
        "some": (
            {"type": "checkboxes", "options": [option("early"), option("late")]},
            [" ", "Tab"],
        ),
        "day": ({"type": "datepicker"}, ["11052026", "Tab"]),
        "time": ({"type": "timepicker"}, ["0930AM", "Tab"]),
    }
    blocks = [field(name, f"The {name}", element) for name, (element, _) in kinds.items()]
    await offer(live, modal("Menus", blocks))
    await desk.open(ANA, TEAM)
    await desk.button("Open it").click()
    form = desk.dialog("Menus")
    keyboard = desk.page.keyboard
    await expect(form.get_by_label("The colour", exact=True)).to_be_focused()
    for _, keys in kinds.values():
        for key in keys:
            await (keyboard.press(key) if key == "Tab" else keyboard.type(key))
        await keyboard.press("Tab")
    await form.get_by_role("button", name="Send it").press("Enter")
    await expect(form).to_have_count(0)
    (values,) = sent
    assert values["colour"]["selected_option"]["value"] == "blue"
    assert [one["value"] for one in values["colours"]["selected_options"]] == ["red"]
    assert values["person"]["selected_user"] == BEN
    assert values["people"]["selected_users"] == [BEN]
    assert values["place"]["selected_conversation"] == QUIET
    assert values["here"]["selected_conversation"] == TEAM
    assert values["count"]["value"] == "12"
    assert [one["value"] for one in values["some"]["selected_options"]] == ["early"]
    assert values["day"]["selected_date"] == "2026-11-05"
    assert values["time"]["selected_time"] == "09:30"


async def test_a_menu_of_places_offers_what_its_filter_lets_through(
    desk: Desk, live: Bench
) -> None:
    menu = {"type": "conversations_select", "filter": {"include": ["private"]}}
    await offer(live, modal("Places", [field("place", "The place", menu)]))
    await desk.open(BEN, TEAM)
    await desk.button("Open it").click()
    options = desk.dialog("Places").get_by_label("The place").locator("option")
    await expect(options).to_have_text(["Choose", "#staff", "#hidden"])


async def hold_the_first_fill(page: Page) -> None:
    """Let what leaving a field sends lag behind what the press itself sends along."""
    seen: list[Route] = []
    overtaken = asyncio.Event()

    async def handle(route: Route) -> None:
        seen.append(route)
        if len(seen) == 1:
            await overtaken.wait()
        overtaken.set()
        await route.continue_()

    await page.route("**/fill", handle)


async def test_what_is_typed_goes_with_a_press_and_stays_when_the_app_changes_the_form(
    desk: Desk, live: Bench
) -> None:
    known: list[Json] = []

    @live.app.action("more")
    async def _more(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        known.append(body["view"]["state"]["values"])
        view, count = body["view"], len(known)
        extra = [field(f"extra{n}", f"Extra {n}", TEXT) for n in range(1, count + 1)]
        await client.views_update(
            view_id=view["id"], hash=view["hash"], view=modal("A form", [*blocks, *extra])
        )

    @live.app.action("shade")
    async def _shade(ack: AsyncAck) -> None:
        await ack()

    shade = {"type": "static_select", "action_id": "shade", "placeholder": plain("Which shade?"),
             "options": [option("light"), option("dark")]}  # fmt: skip
    row = {"type": "actions", "block_id": "row", "elements": [MORE, shade]}
    blocks = [field("note", "A note", TEXT), row]
    await offer(live, modal("A form", blocks))
    await desk.open(ANA, TEAM)
    await desk.button("Open it").click()
    form = desk.dialog("A form")
    keyboard = desk.page.keyboard
    await form.get_by_label("Which shade?").select_option("dark")
    await hold_the_first_fill(desk.page)
    await form.get_by_role("textbox", name="A note").focus()
    await keyboard.type("Half a sentence")
    await keyboard.press("Tab")
    await keyboard.press("Enter")
    await expect(form.get_by_role("textbox", name="Extra 1")).to_be_visible()
    await expect(form.get_by_role("button", name="More", exact=True)).to_be_focused()
    await expect(form.get_by_role("textbox", name="A note")).to_have_value("Half a sentence")
    await expect(form.get_by_label("Which shade?")).to_have_value("dark")
    await form.get_by_role("textbox", name="Extra 1").fill("Another")
    await form.get_by_role("button", name="More", exact=True).click()
    await expect(form.get_by_role("textbox", name="Extra 2")).to_be_visible()
    await expect(form.get_by_role("textbox", name="Extra 1")).to_have_value("Another")
    assert known[0]["note"]["note_in"]["value"] == "Half a sentence"
    assert known[1]["extra1"]["extra1_in"]["value"] == "Another"
    assert known[0]["row"]["shade"]["selected_option"]["value"] == "dark"


async def test_the_menu_beside_a_section_is_opened_and_used_by_keyboard(
    desk: Desk, live: Bench
) -> None:
    chosen: list[str] = []

    @live.app.action("more")
    async def _more(ack: AsyncAck, action: Json) -> None:
        await ack()
        chosen.append(action["selected_option"]["value"])

    menu = {"type": "overflow", "action_id": "more", "options": [option("edit"), option("remove")]}
    row = {"type": "section", "text": plain("Day shift"), "accessory": menu}
    await live.client.chat_postMessage(channel=TEAM, text="Shifts", blocks=[row])
    await offer(live, modal("Shifts", [row]))
    await desk.open(ANA, TEAM)
    for place in (desk.message("Day shift"), desk.dialog("Shifts")):
        await place.get_by_role("button", name="More options").focus()
        await desk.page.keyboard.press("Enter")
        await expect(place.get_by_role("menuitem").first).to_be_focused()
        await desk.page.keyboard.press("ArrowDown")
        await expect(place.get_by_role("menuitem", name="Remove")).to_be_focused()
        await desk.page.keyboard.press("Enter")
        await expect(place.get_by_role("button", name="More options")).to_be_focused()
        await live.sandbox.settled()
        if not await desk.dialog("Shifts").count():
            await desk.button("Open it").click()
    assert chosen == ["remove", "remove"]


async def test_each_error_stands_beside_its_own_input(desk: Desk, live: Bench) -> None:
    @live.app.view("form")
    async def _form(ack: AsyncAck) -> None:
        errors = {"who": "Choose somebody else.", "day": "This day is over."}
        await ack(response_action="errors", errors=errors)

    blocks = [
        field("who", "Who", {"type": "multi_users_select"}),
        field("note", "A note", TEXT, optional=True),
        field("day", "Which day", {"type": "datepicker"}),
    ]
    await offer(live, modal("A form", blocks))
    await desk.open(ANA, TEAM)
    await desk.button("Open it").click()
    form = desk.dialog("A form")
    await form.get_by_role("group", name="Who").get_by_label("Ben Osei").check()
    await form.get_by_label("Which day").fill("2026-11-01")
    await form.get_by_role("button", name="Send it").click()
    await expect(form.get_by_role("group", name="Who")).to_have_accessible_description(
        "Choose somebody else."
    )
    await expect(form.get_by_label("Which day")).to_have_accessible_description("This day is over.")
    await expect(form.get_by_role("textbox", name="A note")).not_to_have_attribute(
        "aria-invalid", "true"
    )
    await expect(form.get_by_role("alert")).to_have_text("2 answers need another look.")
