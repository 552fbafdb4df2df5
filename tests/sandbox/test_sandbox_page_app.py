"""What the app offers on the page: buttons, commands, shortcuts and its Home tab."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Page, expect
from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from tests.sandbox.workbench import ANA, TEAM, Bench
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


async def test_somebody_presses_a_button_and_the_message_changes_under_it(
    desk: Desk, live: Bench
) -> None:
    @live.app.action("yes")
    async def _yes(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        await respond(text="Noted, thank you", replace_original=True)

    blocks = [{"type": "actions", "elements": [button("yes", "Yes, please", style="primary")]}]
    await live.client.chat_postMessage(channel=TEAM, text="A break?", blocks=blocks)
    await desk.open(ANA, TEAM)
    await desk.button("Yes, please").click()
    await expect(desk.message("Noted, thank you")).to_be_visible()
    await expect(desk.message("Noted, thank you")).to_contain_text("(edited)")
    await expect(desk.button("Yes, please")).to_have_count(0)


async def test_a_declined_confirmation_sends_nothing_and_a_given_one_does(
    desk: Desk, live: Bench
) -> None:
    pressed: list[str] = []

    @live.app.action("stop")
    async def _stop(ack: AsyncAck, body: Json) -> None:
        await ack()
        pressed.append(body["user"]["id"])

    confirm = {"title": plain("Stop them?"), "text": plain("You can start again."),
               "confirm": plain("Stop"), "deny": plain("Keep")}  # fmt: skip
    danger = button("stop", "Stop prompts", style="danger", confirm=confirm)
    blocks = [{"type": "actions", "elements": [danger]}]
    await live.client.chat_postMessage(channel=TEAM, text="Prompts", blocks=blocks)
    await desk.open(ANA, TEAM)
    for answer in ("Keep", "Stop"):
        await desk.button("Stop prompts").click()
        asked = desk.page.get_by_role("alertdialog", name="Stop them?")
        await asked.get_by_role("button", name=answer, exact=True).click()
        await expect(asked).to_have_count(0)
        await expect(desk.button("Stop prompts")).not_to_have_attribute("aria-busy", "true")
        assert pressed == ([] if answer == "Keep" else [ANA])


async def test_a_command_answers_one_person_only_and_an_unknown_one_is_explained(
    desk: Desk, live: Bench
) -> None:
    @live.app.command("/bare")
    async def _bare(ack: AsyncAck, command: Json) -> None:
        await ack(f"You asked for {command['text']}")

    await desk.open(ANA, TEAM)
    box = desk.page.get_by_role("textbox", name="Message #peer-team")
    await box.press_sequentially("/b")
    await expect(desk.page.get_by_role("option", name="/bare")).to_be_visible()
    await box.press("Tab")
    await expect(box).to_have_value("/bare ")
    await desk.write("tea")
    await expect(desk.message("You asked for tea")).to_contain_text("Only visible to you")
    await desk.write("/nothing here")
    note = desk.page.get_by_text("/nothing is not a command in this workspace.")
    await expect(note).to_be_visible()
    await expect(box).to_have_value("/nothing here")
    await desk.act_as("Ben Osei")
    await expect(desk.page.get_by_text("You are acting as Ben Osei.")).to_be_visible()
    await expect(desk.message("You asked for tea")).to_have_count(0)


async def test_the_app_draws_its_home_for_whoever_opens_it(desk: Desk, live: Bench) -> None:
    @live.app.event("app_home_opened")
    async def _home(event: Json, client: AsyncWebClient) -> None:
        section = {
            "type": "section",
            "text": {"type": "mrkdwn", "text": f"Hello <@{event['user']}>"},
        }
        actions = {"type": "actions", "elements": [button("again", "Again")]}
        view = {"type": "home", "blocks": [section, actions]}
        await client.views_publish(user_id=event["user"], view=view)

    @live.app.action("again")
    async def _again(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        view = {"type": "home", "blocks": [{"type": "header", "text": plain("Welcome back")}]}
        await client.views_publish(user_id=body["user"]["id"], view=view)

    await desk.open(ANA, TEAM)
    await desk.page.get_by_role("link", name="Bare").click()
    await desk.page.get_by_role("link", name="Home", exact=True).click()
    await expect(desk.page.locator("#main")).to_contain_text("Hello @Ana Duarte")
    await desk.button("Again").click()
    await expect(desk.page.get_by_role("heading", name="Welcome back")).to_be_visible()


async def test_shortcuts_reach_the_app_from_anywhere_and_from_a_message(
    desk: Desk, live: Bench
) -> None:
    @live.app.shortcut("any")
    async def _any(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.chat_postMessage(channel=TEAM, text=f"Anywhere, by <@{body['user']['id']}>")

    @live.app.shortcut("on")
    async def _on(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.chat_postMessage(channel=TEAM, text=f"About: {body['message']['text']}")

    await desk.open(ANA, TEAM)
    await desk.button("Shortcuts").click()
    await desk.page.get_by_role("menuitem", name="Any").click()
    said = desk.message("Anywhere, by @Ana Duarte")
    await said.hover()
    await said.get_by_role("button", name="More actions").click()
    await said.get_by_role("menuitem", name="On it").click()
    await expect(desk.message("About: Anywhere, by")).to_be_visible()
