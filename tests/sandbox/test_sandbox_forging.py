"""What an attacker could bring on its way to the app: forged, in another's name, or repeated."""

import pytest
from slack_bolt.async_app import AsyncAck

from tests.sandbox.workbench import ANA, BEN, BUTTONS, CY, TEAM, Bench, Json, modal

VIEW = {
    "id": "V0FORGED",
    "type": "modal",
    "callback_id": "form",
    "private_metadata": "another team",
    "blocks": [],
    "state": {"values": {}},
}


def interaction(kind: str, user: str, **more: object) -> Json:
    team = {"id": "T0HARBOUR", "domain": "harbour-house"}
    return {"type": kind, "user": {"id": user}, "team": team, "api_app_id": "A0BARE", **more}


async def forge(bench: Bench, **body: object) -> Json:
    return await bench.control("POST", "forge", dict(body))


async def test_a_forged_press_reaches_the_app_as_whoever_it_names(live: Bench) -> None:
    pressed: list[tuple[str, str]] = []

    @live.app.action("results.open")
    async def _open(ack: AsyncAck, body: Json, action: Json) -> None:
        await ack()
        pressed.append((body["user"]["id"], action["value"]))

    action = {"type": "button", "action_id": "results.open", "block_id": "b", "value": "round-1"}
    payload = interaction("block_actions", CY, actions=[action], trigger_id="1.2.3")
    answer = await forge(live, type="interactive", payload=payload)
    assert answer == {"acked": True, "response": None}
    assert pressed == [(CY, "round-1")]


async def test_a_forged_form_is_answered_as_a_real_one(live: Bench) -> None:
    @live.app.view("form")
    async def _form(ack: AsyncAck, body: Json, view: Json) -> None:
        errors = {"note": f"{body['user']['id']} is not in {view['private_metadata']}"}
        await ack(response_action="errors", errors=errors)

    payload = interaction("view_submission", CY, view=VIEW)
    answer = await forge(live, type="interactive", payload=payload)
    assert answer["response"] == {
        "response_action": "errors",
        "errors": {"note": f"{CY} is not in another team"},
    }


async def test_commands_and_events_are_forged_too(live: Bench) -> None:
    heard: list[str] = []

    @live.app.command("/bare")
    async def _bare(ack: AsyncAck, command: Json) -> None:
        heard.append(f"{command['user_id']} {command['text']}")
        await ack("Done")

    @live.app.event("app_home_opened")
    async def _home(event: Json) -> None:
        heard.append(f"{event['user']} {event['tab']}")

    command = {"command": "/bare", "text": "secrets", "user_id": BEN, "team_id": "T0HARBOUR"}
    answer = await forge(live, type="slash_commands", payload=command)
    assert answer["response"]["text"] == "Done"
    event = {"type": "app_home_opened", "user": CY, "tab": "home", "channel": "D1"}
    callback = {"type": "event_callback", "team_id": "T0HARBOUR", "event": event}
    assert (await forge(live, type="events_api", payload=callback))["acked"] is True
    await live.sandbox.settled()
    assert heard == [f"{BEN} secrets", f"{CY} home"]


async def test_what_was_sent_once_comes_again_as_it_was_or_in_anothers_name(live: Bench) -> None:
    opened: list[tuple[str, str]] = []

    @live.app.action("open")
    async def _open(ack: AsyncAck, body: Json) -> None:
        await ack()
        answer = await live.raw("views.open", {"trigger_id": body["trigger_id"], "view": modal()})
        opened.append((body["user"]["id"], answer.get("error", "opened")))

    sent = await live.client.chat_postMessage(channel=TEAM, text="x", blocks=BUTTONS)
    place = {"channel": TEAM, "ts": sent["ts"]}
    await live.act(ANA, "press", {"message": place, "action_id": "open"})
    await live.sandbox.settled()
    (press,) = await live.record("interactive")
    for more in ({}, {"user": BEN}, {"user": BEN, "trigger": True}):
        await forge(live, replay=press["n"], **more)
        await live.sandbox.settled()
    assert opened == [
        (ANA, "opened"),
        (ANA, "exchanged_trigger_id"),
        (BEN, "exchanged_trigger_id"),
        (BEN, "opened"),
    ]
    assert (len(await live.stack(ANA)), len(await live.stack(BEN))) == (1, 1)
    assert press == (await live.record("interactive"))[0]


async def test_what_nobody_listens_to_is_not_acked(live: Bench) -> None:
    payload = interaction("block_actions", CY, actions=[{"action_id": "nobody", "type": "button"}])
    answer = await forge(live, type="interactive", payload=payload)
    assert answer == {"acked": False, "response": None}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"type": "interactive"}, 400),
        ({"payload": {}}, 400),
        ({"type": "interactive", "payload": {}, "replay": 1}, 400),
        ({"type": "hello", "payload": {}}, 400),
        ({"replay": 99}, 404),
        ({"replay": 0}, 404),
        ({"replay": 1}, 404),
    ],
)
async def test_a_forgery_that_cannot_be_made_is_explained(
    bench: Bench, body: Json, status: int
) -> None:
    await bench.raw("auth.test")
    got, answer = await bench.control_status("POST", "forge", body)
    assert (got, answer["error"][-1]) == (status, ".")


async def test_another_web_page_cannot_forge_anything(bench: Bench) -> None:
    url = f"{bench.sandbox.url}/control/forge"
    headers = {"Origin": "https://elsewhere.example"}
    async with bench.http.post(url, json={"replay": 1}, headers=headers) as answer:
        assert answer.status == 403
