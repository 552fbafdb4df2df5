"""What a person does in the conversations of the page, with a real app at the other end."""

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Page, expect
from slack_bolt.async_app import AsyncSay

from tests.sandbox.workbench import ANA, BEN, QUIET, TEAM, Bench
from tests.support.browser import Desk, desk_at

pytestmark = pytest.mark.browser
Json = dict[str, Any]


@pytest.fixture
async def desk(live: Bench, page: Page) -> AsyncIterator[Desk]:
    async with desk_at(page, live.sandbox.url) as desk:
        yield desk


def button(action_id: str, text: str, **more: object) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain(text), **more}


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


async def test_a_first_visitor_learns_what_this_is_and_whom_they_act_as(desk: Desk) -> None:
    await desk.page.goto(desk.url)
    await expect(desk.page.locator("#intro")).to_have_text(
        "A practice workspace on this machine. Nothing leaves it. You are acting as Ana Duarte."
    )
    await expect(desk.page.get_by_label("Act as")).to_have_value(ANA)
    await expect(desk.page).to_have_url(re.compile(f"#/{ANA}/{TEAM}$"))


async def test_somebody_says_something_and_the_apps_answer_appears_by_itself(
    desk: Desk, live: Bench
) -> None:
    @live.app.event("message")
    async def _answer(event: Json, say: AsyncSay) -> None:
        if "bot_id" not in event:
            await say(f"*Heard*: {event['text']}")

    await desk.open(ANA, TEAM)
    await desk.write("5 < 6 & so on")
    await expect(desk.message("Ana Duarte").first).to_contain_text("5 < 6 & so on")
    answer = desk.message("Heard: ")
    await expect(answer).to_contain_text("Heard: 5 < 6 & so on")
    await expect(answer.locator("strong")).to_have_text("Heard")
    await expect(desk.page.locator("#announcer")).to_contain_text("Bare: Heard: 5 < 6")


async def test_a_thread_opens_beside_the_conversation_and_takes_a_reply(
    desk: Desk, live: Bench
) -> None:
    await live.client.chat_postMessage(channel=TEAM, text="Who brings tea?")
    await desk.open(ANA, TEAM)
    await desk.message("Who brings tea?").hover()
    await desk.page.get_by_role("link", name="Reply in thread").click()
    thread = desk.page.get_by_role("complementary", name="Thread")
    box = thread.get_by_role("textbox", name="Reply")
    await expect(box).to_be_focused()
    await box.press_sequentially("I do")
    await box.press("Enter")
    await expect(thread.get_by_role("article")).to_have_count(2)
    await expect(desk.page.get_by_role("link", name="1 reply")).to_be_visible()
    await expect(desk.message("I do")).to_have_count(0)
    await desk.page.reload()
    await expect(thread.get_by_role("article")).to_have_count(2)
    await thread.get_by_role("link", name="Close thread").click()
    await expect(thread).to_be_hidden()


async def test_unread_messages_are_counted_until_the_channel_is_opened(
    desk: Desk, live: Bench
) -> None:
    await desk.open(ANA, QUIET)
    await live.client.chat_postMessage(channel=TEAM, text="Good morning")
    channel = desk.page.locator(f"[data-channel={TEAM}]")
    await expect(channel).to_contain_text("1 unread")
    await channel.click()
    await expect(desk.message("Good morning")).to_be_visible()
    await expect(channel).not_to_contain_text("unread")


async def test_whom_and_where_survive_reload_and_the_back_button(desk: Desk) -> None:
    await desk.open(ANA, TEAM)
    await desk.page.locator(f"[data-channel={QUIET}]").click()
    await expect(desk.page.get_by_role("heading", level=1)).to_have_text("#quiet")
    await desk.act_as("Ben Osei")
    await expect(desk.page).to_have_url(re.compile(f"#/{BEN}/{QUIET}$"))
    await desk.page.reload()
    await expect(desk.page.get_by_label("Act as")).to_have_value(BEN)
    await expect(desk.page.get_by_role("heading", level=1)).to_have_text("#quiet")
    await desk.page.go_back()
    await expect(desk.page.get_by_label("Act as")).to_have_value(ANA)
    await desk.page.go_back()
    await expect(desk.page.get_by_role("heading", level=1)).to_have_text("#peer-team")
