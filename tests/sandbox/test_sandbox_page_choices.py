"""Menus, boxes and dates in a message: each choice reaches the app once it has been made."""

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Page
from slack_bolt.async_app import AsyncAck

from tests.sandbox.workbench import ANA, BEN, TEAM, Bench
from tests.support.browser import Desk, desk_at

pytestmark = pytest.mark.browser
Json = dict[str, Any]


@pytest.fixture
async def desk(live: Bench, page: Page) -> AsyncIterator[Desk]:
    async with desk_at(page, live.sandbox.url) as desk:
        yield desk


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(value: str) -> Json:
    return {"text": plain(value.title()), "value": value}


DAYS = [option("early"), option("late")]


async def test_choices_in_a_message_are_sent_as_they_are_made(desk: Desk, live: Bench) -> None:
    chosen: asyncio.Queue[Json] = asyncio.Queue()

    @live.app.action(re.compile("^pick_"))
    async def _pick(ack: AsyncAck, action: Json) -> None:
        await ack()
        await chosen.put(action)

    kinds: dict[str, Json] = {
        "select": {"type": "static_select", "options": DAYS, "placeholder": plain("When?")},
        "user": {"type": "users_select", "placeholder": plain("Who?")},
        "boxes": {"type": "checkboxes", "options": DAYS},
        "radio": {"type": "radio_buttons", "options": DAYS},
        "date": {"type": "datepicker", "placeholder": plain("Which day?")},
        "time": {"type": "timepicker", "placeholder": plain("What time?")},
        "more": {"type": "overflow", "options": DAYS},
    }
    elements = [item | {"action_id": f"pick_{name}"} for name, item in kinds.items()]
    blocks = [{"type": "actions", "elements": elements}]
    await live.client.chat_postMessage(channel=TEAM, text="Choose", blocks=blocks)
    await desk.open(ANA, TEAM)
    message = desk.message("Bare")

    async def sent() -> Json:
        return await asyncio.wait_for(chosen.get(), timeout=8)

    await message.get_by_label("When?").select_option("late")
    assert (await sent())["selected_option"]["value"] == "late"
    await message.get_by_label("Who?").select_option(BEN)
    assert (await sent())["selected_user"] == BEN
    await message.get_by_role("checkbox", name="Early").check()
    assert [each["value"] for each in (await sent())["selected_options"]] == ["early"]
    await message.get_by_role("radio", name="Late").check()
    assert (await sent())["selected_option"]["value"] == "late"
    await message.get_by_label("Which day?").fill("2026-12-24")
    assert (await sent())["selected_date"] == "2026-12-24"
    await message.get_by_label("What time?").fill("16:45")
    assert (await sent())["selected_time"] == "16:45"
    await message.get_by_role("button", name="More options").click()
    await message.get_by_role("menuitem", name="Early").click()
    assert (await sent())["selected_option"]["value"] == "early"


async def test_arrow_keys_pass_over_choices_and_send_only_the_one_they_stop_at(
    desk: Desk, live: Bench
) -> None:
    chosen: asyncio.Queue[str] = asyncio.Queue()

    @live.app.action("pick")
    async def _pick(ack: AsyncAck, action: Json) -> None:
        await ack()
        await chosen.put(action["selected_option"]["value"])

    options = [option(value) for value in ("one", "two", "three")]
    radio = {"type": "radio_buttons", "action_id": "pick", "options": options}
    blocks = [{"type": "actions", "elements": [radio]}]
    await live.client.chat_postMessage(channel=TEAM, text="Choose", blocks=blocks)
    await desk.open(ANA, TEAM)
    await desk.page.get_by_role("radio", name="One").focus()
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        await desk.page.keyboard.press(key)
    assert await asyncio.wait_for(chosen.get(), timeout=8) == "three"
    await live.sandbox.settled()
    assert chosen.empty()
