import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from slack_bolt.async_app import AsyncAck

from tests.sandbox.workbench import ANA, Bench, Json, field, modal

OPTIONS = [
    {"text": {"type": "plain_text", "text": t}, "value": t} for t in ("red", "green", "blue")
]
Show = Callable[[Json], Awaitable[str]]


@pytest.fixture
def show(live: Bench) -> Show:
    """Shows Ana a modal and gives its id."""
    live_views: list[Json] = []

    @live.app.shortcut("any")
    async def _any(ack: AsyncAck, shortcut: Json) -> None:
        await ack()
        body = {"trigger_id": shortcut["trigger_id"], "view": live_views[-1]}
        answer = await live.raw("views.open", body)
        assert answer["ok"], answer

    async def show(view: Json) -> str:
        live_views.append(view)
        await live.act(ANA, "shortcut", {"callback_id": "any"})
        await live.sandbox.settled()
        return str((await live.stack(ANA))[-1]["id"])

    return show


def answers(bench: Bench, **answer: Any) -> None:  # noqa: ANN401 - whatever an ack takes
    @bench.app.view("form")
    async def _form(ack: AsyncAck) -> None:
        await ack(**answer)


async def submit(bench: Bench, view_id: str, values: Json | None = None) -> Json:
    return await bench.act(ANA, "submit", {"view_id": view_id, "values": values or {}})


async def test_the_app_finds_a_mistake_and_the_modal_shows_it(live: Bench, show: Show) -> None:
    answers(live, response_action="errors", errors={"note_block": "Say a little more"})
    view_id = await show(modal())
    outcome = await submit(live, view_id, {"note": "Hm"})
    assert outcome == {"result": "errors", "errors": {"note_block": "Say a little more"}}
    (view,) = await live.stack(ANA)
    assert view["errors"] == {"note_block": "Say a little more"}
    assert view["state"]["values"]["note_block"]["note"]["value"] == "Hm"


async def test_the_app_updates_the_modal(live: Bench, show: Show) -> None:
    answers(live, response_action="update", view=modal(field("next")))
    view_id = await show(modal())
    assert await submit(live, view_id, {"note": "x"}) == {"result": "updated"}
    (view,) = await live.stack(ANA)
    assert (view["id"], view["blocks"][0]["block_id"]) == (view_id, "next_block")


async def test_the_app_pushes_another_modal_on_top(live: Bench, show: Show) -> None:
    answers(live, response_action="push", view=modal(field("more")))
    view_id = await show(modal())
    assert await submit(live, view_id, {"note": "x"}) == {"result": "pushed"}
    below, top = await live.stack(ANA)
    assert (below["id"], top["previous_view_id"]) == (view_id, view_id)
    await live.act(ANA, "close", {"view_id": top["id"]})
    assert [view["id"] for view in await live.stack(ANA)] == [view_id]


async def test_the_app_clears_every_modal(live: Bench, show: Show) -> None:
    answers(live, response_action="clear")
    view_id = await show(modal())
    assert await submit(live, view_id, {"note": "x"}) == {"result": "cleared"}
    assert await live.stack(ANA) == []


async def test_a_submission_that_nobody_acks_leaves_the_modal_open(live: Bench, show: Show) -> None:
    view_id = await show(modal())
    outcome = await submit(live, view_id, {"note": "Precious"})
    assert outcome == {"result": "timeout", "problem": "The app did not answer in time."}
    (view,) = await live.stack(ANA)
    assert view["state"]["values"]["note_block"]["note"]["value"] == "Precious"


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ({"response_action": "errors", "errors": {"nowhere": "x"}}, "invalid_errors"),
        ({"response_action": "update", "view": {"type": "modal"}}, "invalid_arguments: [ERROR]"),
        ({"response_action": "dance"}, "invalid_response_action"),
    ],
)
async def test_an_answer_that_slack_would_not_understand_is_explained(
    live: Bench, show: Show, answer: Json, problem: str
) -> None:
    @live.app.view("form")
    async def _form() -> None: ...

    live.app.middleware(_raw_ack(answer))
    view_id = await show(modal())
    outcome = await submit(live, view_id, {"note": "x"})
    assert outcome["result"] == "timeout"
    assert outcome["problem"].startswith(problem)


def _raw_ack(answer: Json) -> Callable[..., Awaitable[Any]]:
    async def acked(body: Json, ack: AsyncAck, next: Callable[[], Awaitable[Any]]) -> Any:  # noqa: A002, ANN401 - Bolt's own names
        if body["type"] != "view_submission":
            return await next()
        response = await ack()
        response.body = json.dumps(answer)
        response.headers["content-type"] = ["application/json;charset=utf-8"]
        return response

    return acked


@pytest.mark.parametrize(
    ("element", "value", "error"),
    [
        ({}, "", "Please complete this required field."),
        ({"min_length": 5}, "Four", "Please use at least 5 characters."),
        ({"max_length": 3}, "Four", "Please use at most 3 characters."),
        ({}, "x" * 3001, "Please use at most 3000 characters."),
        (
            {"type": "number_input", "is_decimal_allowed": False},
            "1.5",
            "Please enter a whole number.",
        ),
        ({"type": "number_input", "is_decimal_allowed": True}, "x", "Please enter a number."),
        (
            {"type": "number_input", "is_decimal_allowed": False, "min_value": "3"},
            "2",
            "Please enter a number from 3.",
        ),
        (
            {"type": "number_input", "is_decimal_allowed": False, "max_value": "3"},
            "4",
            "Please enter a number up to 3.",
        ),
        ({"type": "email_text_input"}, "ana", "Please enter an email address."),
        ({"type": "url_text_input"}, "harbour", "Please enter a URL."),
        ({"type": "checkboxes", "options": OPTIONS}, [], "Please complete this required field."),
        (
            {"type": "multi_static_select", "options": OPTIONS, "max_selected_items": 1},
            ["red", "blue"],
            "Please choose at most 1.",
        ),
    ],
)
async def test_a_form_that_is_not_right_is_not_sent(
    live: Bench, show: Show, element: Json, value: object, error: str
) -> None:
    view_id = await show(modal(field("note", element)))
    outcome = await submit(live, view_id, {"note": value})
    assert outcome == {"result": "errors", "errors": {"note_block": error}}
    kinds = [call["request"]["type"] for call in await live.record("interactive")]
    assert kinds == ["shortcut"]


@pytest.mark.parametrize(
    ("element", "value", "state"),
    [
        ({"type": "static_select", "options": OPTIONS}, "green", {"selected_option": OPTIONS[1]}),
        ({"type": "radio_buttons", "options": OPTIONS}, "red", {"selected_option": OPTIONS[0]}),
        (
            {"type": "checkboxes", "options": OPTIONS},
            ["red", "blue"],
            {"selected_options": [OPTIONS[0], OPTIONS[2]]},
        ),
        ({"type": "users_select"}, "U0BEN", {"selected_user": "U0BEN"}),
        ({"type": "multi_users_select"}, ["U0BEN"], {"selected_users": ["U0BEN"]}),
        ({"type": "datepicker"}, "2026-12-01", {"selected_date": "2026-12-01"}),
        ({"type": "timepicker"}, "08:30", {"selected_time": "08:30"}),
        ({"type": "datetimepicker"}, 1_793_620_800, {"selected_date_time": 1_793_620_800}),
        ({"type": "number_input", "is_decimal_allowed": False}, 7, {"value": "7"}),
        ({"type": "plain_text_input", "initial_value": "As before"}, None, {"value": "As before"}),
        (
            {"type": "static_select", "options": OPTIONS, "initial_option": OPTIONS[2]},
            None,
            {"selected_option": OPTIONS[2]},
        ),
    ],
)
async def test_what_is_put_in_reaches_the_app_in_slacks_shape(
    live: Bench, show: Show, element: Json, value: object, state: Json
) -> None:
    answers(live)
    view_id = await show(modal(field("note", element)))
    values = {} if value is None else {"note_block/note": value}
    assert await submit(live, view_id, values) == {"result": "closed"}
    sent = (await live.record("interactive"))[-1]["request"]["view"]["state"]["values"]
    kind = element.get("type", "plain_text_input")
    assert sent == {"note_block": {"note": {"type": kind} | state}}


async def test_an_optional_input_may_stay_empty(live: Bench, show: Show) -> None:
    answers(live)
    view_id = await show(modal(field("note", optional=True)))
    assert await submit(live, view_id) == {"result": "closed"}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"colour": "pink"}, "'pink' is not offered here; choose one of: red, green, blue."),
        ({"nothing": "x"}, "There is no 'nothing' to use here; there is colour."),
    ],
)
async def test_what_a_form_does_not_offer_cannot_be_put_in(
    live: Bench, show: Show, values: Json, sentence: str
) -> None:
    element = {"type": "static_select", "options": OPTIONS}
    view_id = await show(modal(field("colour", element)))
    _, answer = await live.control_status(
        "POST", f"people/{ANA}/fill", {"view_id": view_id, "values": values}
    )
    assert answer == {"error": sentence}


async def test_an_input_that_asks_to_be_told_tells_the_app_at_once(live: Bench, show: Show) -> None:
    @live.app.action("note")
    async def _note(ack: AsyncAck) -> None:
        await ack()

    view_id = await show(modal(field("note", dispatch_action=True)))
    await live.act(ANA, "fill", {"view_id": view_id, "values": {"note": "Telling"}})
    sent = (await live.record("interactive"))[-1]["request"]
    assert sent["actions"][0]["value"] == "Telling"
    assert sent["view"]["state"]["values"]["note_block"]["note"]["value"] == "Telling"


@pytest.mark.parametrize("asked", [True, False])
async def test_the_app_hears_of_a_closed_modal_only_if_it_asked_to(
    live: Bench, show: Show, *, asked: bool
) -> None:
    closed: list[bool] = []

    @live.app.view_closed("form")
    async def _closed(ack: AsyncAck, body: Json) -> None:
        closed.append(body["is_cleared"])
        await ack()

    view_id = await show(modal(notify_on_close=asked))
    await live.act(ANA, "close", {"view_id": view_id})
    assert closed == [False] * asked
    assert await live.stack(ANA) == []


async def test_only_the_modal_on_top_can_be_submitted(live: Bench, show: Show) -> None:
    answers(live, response_action="push", view=modal(field("more")))
    below = await show(modal())
    await submit(live, below, {"note": "x"})
    status, answer = await live.control_status("POST", f"people/{ANA}/submit", {"view_id": below})
    assert (status, answer) == (400, {"error": "Only the modal on top can be submitted."})
