"""Modals on the page: what is filled in reaches the app, and errors reach the field."""

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Page, expect
from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

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


def field(block_id: str, label: str, element: Json, **more: object) -> Json:
    element = element | {"action_id": f"{block_id}_in"}
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": element,
        **more,
    }


def modal(title: str, blocks: list[Json], callback_id: str = "form") -> Json:
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title),
        "submit": plain("Send it"),
        "close": plain("Not now"),
        "blocks": blocks,
    }


DAYS = [option("early"), option("late")]
NOTE = field(
    "note",
    "A note",
    {"type": "plain_text_input", "multiline": True, "max_length": 40},
    hint=plain("Leave out names"),
)


async def offer(live: Bench, view: Json) -> None:
    """Post a message whose button opens this modal."""

    @live.app.action("open")
    async def _open(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    button = {"type": "button", "action_id": "open", "text": plain("Open it")}
    blocks = [{"type": "actions", "elements": [button]}]
    await live.client.chat_postMessage(channel=TEAM, text="A form", blocks=blocks)


async def test_a_form_says_what_is_wrong_at_the_field_and_then_goes_through(
    desk: Desk, live: Bench
) -> None:
    notes: list[str] = []

    @live.app.view("form")
    async def _form(ack: AsyncAck, view: Json) -> None:
        note = view["state"]["values"]["note"]["note_in"]["value"]
        if "Ben" in note:
            await ack(response_action="errors", errors={"note": "Please leave Ben out."})
            return
        notes.append(note)
        await ack()

    await offer(live, modal("A form", [NOTE]))
    await desk.open(ANA, TEAM)
    await desk.button("Open it").click()
    form = desk.dialog("A form")
    box = form.get_by_role("textbox", name="A note", exact=True)
    await expect(box).to_be_focused()
    await expect(box).to_have_accessible_description(re.compile("Leave out names 0 of 40"))
    for text, wrong in [("", "Please complete this required field."), ("Ben", "leave Ben out")]:
        await box.fill(text)
        await form.get_by_role("button", name="Send it").click()
        await expect(box).to_have_accessible_description(re.compile(wrong))
        await expect(box).to_have_attribute("aria-invalid", "true")
        await expect(box).to_be_focused()
        await expect(form.get_by_role("alert")).to_have_text("One answer needs another look.")
    await box.fill("All well")
    await form.get_by_role("button", name="Send it").click()
    await expect(form).to_have_count(0)
    assert notes == ["All well"]
    await expect(desk.button("Open it")).to_be_focused()


async def test_every_kind_of_input_sends_what_was_chosen(desk: Desk, live: Bench) -> None:
    sent: list[Json] = []

    @live.app.view("form")
    async def _form(ack: AsyncAck, view: Json) -> None:
        await ack()
        sent.append({key: next(iter(one.values())) for key, one in view["state"]["values"].items()})

    kinds: dict[str, Json] = {
        "line": {"type": "plain_text_input"}, "one": {"type": "static_select", "options": DAYS},
        "who": {"type": "users_select"}, "day": {"type": "datepicker"},
        "time": {"type": "timepicker"}, "some": {"type": "checkboxes", "options": DAYS},
        "which": {"type": "radio_buttons", "options": DAYS},
        "many": {"type": "multi_static_select", "options": DAYS},
    }  # fmt: skip
    blocks = [field(name, f"Field {name}", element) for name, element in kinds.items()]
    extra = field("extra", "Field extra", {"type": "plain_text_input"}, optional=True)
    await offer(live, modal("All kinds", [*blocks, extra]))
    await desk.open(ANA, TEAM)
    await desk.button("Open it").click()
    form = desk.dialog("All kinds")
    await form.get_by_label("Field line").fill("Hello")
    await form.get_by_label("Field one").select_option("late")
    await form.get_by_label("Field who").select_option(label="Ben Osei")
    await form.get_by_label("Field day").fill("2026-11-05")
    await form.get_by_label("Field time").fill("09:30")
    for group in ("Field some", "Field many"):
        await form.get_by_role("group", name=group).get_by_label("Late").check()
    await form.get_by_role("radiogroup", name="Field which").get_by_label("Early").check()
    await form.get_by_role("button", name="Send it").click()
    await expect(form).to_have_count(0)
    (values,) = sent
    assert values["line"]["value"] == "Hello"
    assert values["one"]["selected_option"]["value"] == "late"
    assert values["who"]["selected_user"] == BEN
    assert (values["day"]["selected_date"], values["time"]["selected_time"]) == (
        "2026-11-05",
        "09:30",
    )
    assert [each["value"] for each in values["some"]["selected_options"]] == ["late"]
    assert [each["value"] for each in values["many"]["selected_options"]] == ["late"]
    assert values["which"]["selected_option"]["value"] == "early"
    assert values["extra"]["value"] is None


async def test_modals_stack_and_escape_takes_the_top_one_off(desk: Desk, live: Bench) -> None:
    @live.app.view("form")
    async def _push(ack: AsyncAck) -> None:
        await ack(response_action="push", view=modal("Step two", [NOTE], "second"))

    @live.app.view("second")
    async def _push_again(ack: AsyncAck) -> None:
        await ack(response_action="push", view=modal("Step three", [NOTE], "third"))

    await offer(live, modal("Step one", [field("a", "First", {"type": "plain_text_input"})]))
    await desk.open(ANA, TEAM)
    await desk.button("Open it").click()
    for title, label in [("Step one", "First"), ("Step two", "A note")]:
        await desk.dialog(title).get_by_role("textbox", name=label).fill("Some words")
        await desk.dialog(title).get_by_role("button", name="Send it").click()
    await expect(desk.dialog("Step three")).to_be_visible()
    await desk.page.keyboard.press("Escape")
    await expect(desk.dialog("Step three")).to_have_count(0)
    await desk.dialog("Step two").get_by_role("button", name="Not now").click()
    await expect(desk.dialog("Step two")).to_have_count(0)
    await expect(desk.dialog("Step one").get_by_role("textbox")).to_have_value("Some words")


async def test_a_form_can_be_opened_filled_and_sent_by_keyboard_alone(
    desk: Desk, live: Bench
) -> None:
    notes: list[str] = []

    @live.app.view("form")
    async def _form(ack: AsyncAck, view: Json) -> None:
        await ack()
        notes.append(view["state"]["values"]["note"]["note_in"]["value"])

    await offer(live, modal("A form", [NOTE]))
    await desk.open(ANA, TEAM)
    await expect(desk.button("Open it")).to_be_visible()
    keyboard = desk.page.keyboard
    await keyboard.press("Tab")
    await expect(desk.page.get_by_role("link", name="Skip to the conversation")).to_be_focused()
    await keyboard.press("Enter")
    await keyboard.press("Tab")
    await expect(desk.message("Bare")).to_be_focused()
    await keyboard.press("Tab")
    await expect(desk.button("Open it")).to_be_focused()
    await keyboard.press("Enter")
    box = desk.dialog("A form").get_by_role("textbox", name="A note")
    await expect(box).to_be_focused()
    await keyboard.type("By keyboard")
    for name in ("Not now", "Send it", "Exit"):
        await keyboard.press("Tab")
        await expect(desk.button(name)).to_be_focused()
    await keyboard.press("Shift+Tab")
    await keyboard.press("Enter")
    await expect(desk.dialog("A form")).to_have_count(0)
    assert notes == ["By keyboard"]


async def test_the_focus_finds_its_way_back_to_a_button_that_was_redrawn_meanwhile(
    desk: Desk, live: Bench
) -> None:
    @live.app.view("form")
    async def _form(ack: AsyncAck, client: AsyncWebClient) -> None:
        message = (await live.seen(ANA, TEAM))[0]
        blocks = [*message["blocks"], {"type": "section", "text": plain("One answer so far")}]
        await client.chat_update(channel=TEAM, ts=message["ts"], text="A form", blocks=blocks)
        await ack()

    await offer(live, modal("A form", [NOTE]))
    await desk.open(ANA, TEAM)
    await desk.button("Open it").click()
    form = desk.dialog("A form")
    await form.get_by_role("textbox", name="A note").fill("Well")
    await form.get_by_role("button", name="Send it").click()
    await expect(form).to_have_count(0)
    await expect(desk.message("One answer so far")).to_be_visible()
    await expect(desk.button("Open it")).to_be_focused()
