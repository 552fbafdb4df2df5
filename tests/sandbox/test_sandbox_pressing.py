import pytest
from slack_bolt.async_app import AsyncAck

from tests.sandbox.workbench import ANA, BEN, BUTTON, BUTTONS, TEAM, Bench, Json

OPTIONS = [{"text": {"type": "plain_text", "text": t}, "value": t} for t in ("yes", "no")]
MENU = {"type": "static_select", "action_id": "menu", "options": OPTIONS}
DAY = {"type": "datepicker", "action_id": "day"}


@pytest.fixture(autouse=True)
def _acked(live: Bench) -> None:
    @live.app.action("open")
    @live.app.action("menu")
    @live.app.action("day")
    async def _ack(ack: AsyncAck) -> None:
        await ack()


async def post(bench: Bench, blocks: list[Json], **more: object) -> Json:
    sent = {"channel": TEAM, "text": "x", "blocks": blocks} | more
    posted = await bench.raw("chat.postMessage", sent)
    return {"channel": TEAM, "ts": posted["ts"]}


async def test_a_pressed_button_tells_where_and_by_whom(live: Bench) -> None:
    place = await post(live, [{**BUTTONS[0], "elements": [{**BUTTON, "value": "v1"}]}])
    assert await live.act(BEN, "press", {"message": place, "action_id": "open"}) == {"ok": True}
    sent = (await live.record("interactive"))[0]["request"]
    assert (sent["type"], sent["user"]["id"], sent["channel"]["id"]) == ("block_actions", BEN, TEAM)
    assert sent["message"]["ts"] == sent["container"]["message_ts"] == place["ts"]
    assert sent["actions"][0]["value"] == "v1"
    assert sent["trigger_id"]
    assert sent["response_url"].startswith(live.sandbox.url)


async def test_what_one_person_chooses_in_a_message_is_theirs(live: Bench) -> None:
    place = await post(live, [{"type": "actions", "block_id": "b", "elements": [MENU, DAY]}])
    await live.act(ANA, "press", {"message": place, "action_id": "menu", "value": "yes"})
    await live.act(ANA, "press", {"message": place, "action_id": "day", "value": "2026-12-01"})
    await live.act(BEN, "press", {"message": place, "action_id": "day", "value": "2026-12-24"})
    ana, ben = [call["request"] for call in await live.record("interactive")][1:]
    assert ana["actions"][0]["selected_date"] == "2026-12-01"
    assert ana["state"]["values"]["b"]["menu"]["selected_option"] == OPTIONS[0]
    assert ben["state"]["values"]["b"]["menu"]["selected_option"] is None


async def test_the_same_action_in_two_blocks_needs_the_block_named(live: Bench) -> None:
    place = await post(live, [*BUTTONS, {**BUTTONS[0], "block_id": "other"}])
    press = {"message": place, "action_id": "open"}
    status, answer = await live.control_status("POST", f"people/{ANA}/press", press)
    assert (status, answer["error"]) == (
        400,
        "There are 2 times 'open' here; name the block_id too.",
    )
    assert await live.act(ANA, "press", press | {"block_id": "other"}) == {"ok": True}


async def test_a_press_that_the_app_does_not_ack_is_not_ok(live: Bench) -> None:
    quiet = {**BUTTON, "action_id": "nobody_listens"}
    place = await post(live, [{"type": "actions", "elements": [quiet]}])
    pressed = await live.act(ANA, "press", {"message": place, "action_id": "nobody_listens"})
    assert pressed == {"ok": False}


async def test_an_ephemeral_message_is_pressed_without_its_text_going_along(live: Bench) -> None:
    body = {"channel": TEAM, "user": ANA, "text": "x", "blocks": BUTTONS}
    sent = await live.raw("chat.postEphemeral", body)
    press = {"message": {"channel": TEAM, "ts": sent["message_ts"]}, "action_id": "open"}
    assert await live.act(ANA, "press", press) == {"ok": True}
    payload = (await live.record("interactive"))[0]["request"]
    assert payload["container"]["is_ephemeral"] is True
    assert "message" not in payload
    status, _ = await live.control_status("POST", f"people/{BEN}/press", press)
    assert status == 404


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"action_id": "close"}, 404, "There is no 'close' to use here; there is open."),
        ({"message": {"channel": TEAM, "ts": "1.000000"}}, 404, "There is no message"),
        ({"message": None}, 400, "name either the message or the view_id"),
        ({"view_id": "V1"}, 400, "name either the message or the view_id"),
        ({"colour": "red"}, 400, "colour: Extra inputs are not permitted."),
    ],
)
async def test_a_press_on_nothing_is_explained(
    live: Bench, change: Json, status: int, words: str
) -> None:
    press = {"message": await post(live, BUTTONS), "action_id": "open"} | change
    got, answer = await live.control_status("POST", f"people/{ANA}/press", press)
    assert got == status
    assert words in answer["error"]
    assert await live.record("interactive") == []
