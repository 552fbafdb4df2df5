import asyncio

import aiohttp
from slack_bolt.async_app import AsyncAck, AsyncSay
from slack_sdk.web.async_client import AsyncWebClient

from tests.sandbox.workbench import ANA, BEN, BUTTONS, TEAM, Bench, Json, frame, listening, modal


async def test_somebody_presses_a_button_and_submits_the_modal_that_opens(live: Bench) -> None:
    submitted: list[Json] = []

    @live.app.action("open")
    async def _open(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=modal())

    @live.app.view("form")
    async def _form(ack: AsyncAck, view: Json) -> None:
        submitted.append(view["state"]["values"])
        await ack()

    posted = await live.client.chat_postMessage(channel=ANA, text="Ready?", blocks=BUTTONS)
    place = {"channel": posted["channel"], "ts": posted["ts"]}
    assert await live.act(ANA, "press", {"message": place, "action_id": "open"}) == {"ok": True}
    await live.sandbox.settled()
    (view,) = await live.stack(ANA)
    outcome = await live.act(ANA, "submit", {"view_id": view["id"], "values": {"note": "Well"}})
    assert outcome == {"result": "closed"}
    assert submitted == [{"note_block": {"note": {"type": "plain_text_input", "value": "Well"}}}]
    assert await live.stack(ANA) == []


async def test_somebody_uses_a_command_and_reads_the_answer_that_only_they_see(live: Bench) -> None:
    @live.app.command("/bare")
    async def _bare(ack: AsyncAck, command: Json) -> None:
        await ack(f"You said {command['text']}")

    used = await live.act(ANA, "command", {"channel": TEAM, "text": "/bare hello there"})
    assert used == {"result": "ok"}
    (answer,) = await live.seen(ANA, TEAM)
    assert (answer["text"], answer["ephemeral"]) == ("You said hello there", True)
    assert await live.seen(BEN, TEAM) == []


async def test_a_command_that_the_app_does_not_have_is_unknown(live: Bench) -> None:
    used = await live.act(ANA, "command", {"channel": TEAM, "text": "/other"})
    assert used == {"result": "unknown_command"}


async def test_a_command_that_nobody_acks_times_out(bench: Bench) -> None:
    used = await bench.act(ANA, "command", {"channel": TEAM, "text": "/bare"})
    assert used == {"result": "timeout"}


async def test_somebody_writes_to_the_app_and_it_answers_in_the_same_place(live: Bench) -> None:
    @live.app.event("message")
    async def _echo(event: Json, say: AsyncSay) -> None:
        await say(f"Heard: {event['text']}")

    await live.act(ANA, "say", {"channel": "U0BOT", "text": "Good evening"})
    await live.sandbox.settled()
    (dm,) = [c for c in (await live.read(f"people/{ANA}/sidebar"))["channels"] if c["kind"] == "dm"]
    texts = [message["text"] for message in await live.seen(ANA, dm["id"])]
    assert texts == ["Good evening", "Heard: Good evening"]
    assert (dm["with"], dm["unread"]) == (["U0BOT"], 1)


async def test_shortcuts_reach_the_app_from_anywhere_and_from_a_message(live: Bench) -> None:
    used: list[Json] = []

    @live.app.shortcut("any")
    @live.app.shortcut("on")
    async def _shortcut(ack: AsyncAck, shortcut: Json) -> None:
        used.append(shortcut)
        await ack()

    posted = await live.client.chat_postMessage(channel=TEAM, text="Look here")
    place = {"channel": TEAM, "ts": posted["ts"]}
    assert await live.act(ANA, "shortcut", {"callback_id": "any"}) == {"ok": True}
    assert await live.act(ANA, "shortcut", {"callback_id": "on", "message": place}) == {"ok": True}
    assert [each["type"] for each in used] == ["shortcut", "message_action"]
    assert used[1]["message"]["text"] == "Look here"
    status, answer = await live.control_status(
        "POST", f"people/{ANA}/shortcut", {"callback_id": "on"}
    )
    assert (status, answer) == (404, {"error": "The app has no global shortcut called 'on'."})


async def test_somebody_opens_home_and_sees_what_the_app_publishes(live: Bench) -> None:
    @live.app.event("app_home_opened")
    async def _home(event: Json, client: AsyncWebClient) -> None:
        text = {"type": "plain_text", "text": f"Welcome, tab {event['tab']}"}
        home = {"type": "home", "blocks": [{"type": "header", "text": text}]}
        await client.views_publish(user_id=event["user"], view=home)

    assert await live.read(f"people/{ANA}/home") == {"view": None}
    await live.act(ANA, "home")
    await live.sandbox.settled()
    view = (await live.read(f"people/{ANA}/home"))["view"]
    assert view["blocks"][0]["text"]["text"] == "Welcome, tab home"
    assert await live.read(f"people/{BEN}/home") == {"view": None}


async def test_a_connection_is_greeted_and_its_address_works_once(bench: Bench) -> None:
    opened = await bench.raw("apps.connections.open", token=bench.sandbox.app_token)
    async with bench.http.ws_connect(opened["url"]) as socket:
        hello = await frame(socket)
        assert hello["type"] == "hello"
        assert hello["num_connections"] == 1
        assert hello["connection_info"] == {"app_id": "A0BARE"}
    async with bench.http.get(opened["url"]) as again:
        assert again.status == 403


async def test_an_envelope_carries_what_slack_sends(bench: Bench) -> None:
    async with await connect(bench) as socket:
        await frame(socket)
        await bench.act(ANA, "say", {"channel": TEAM, "text": "Hello"})
        envelope = await frame(socket)
        assert envelope["type"] == "events_api"
        assert envelope["accepts_response_payload"] is False
        assert (envelope["retry_attempt"], envelope["retry_reason"]) == (0, "")
        event = envelope["payload"]["event"]
        assert (event["type"], event["channel"], event["user"]) == ("message", TEAM, ANA)
        assert event["channel_type"] == "channel"


async def test_of_two_connections_each_gets_its_turn(bench: Bench) -> None:
    async with await connect(bench) as one, await connect(bench) as two:
        assert [(await frame(each))["num_connections"] for each in (one, two)] == [1, 2]
        for socket, text in ((one, "First"), (two, "Second")):
            await bench.act(ANA, "say", {"channel": TEAM, "text": text})
            envelope = await frame(socket)
            assert envelope["payload"]["event"]["text"] == text


async def test_the_eleventh_connection_is_turned_away(bench: Bench) -> None:
    sockets = [await connect(bench) for _ in range(11)]
    farewell = await sockets[10].receive_json()
    assert (farewell["type"], farewell["reason"]) == ("disconnect", "too_many_websockets")
    await asyncio.gather(*(socket.close() for socket in sockets))


async def test_a_refresh_warns_and_then_ends_a_connection(bench: Bench) -> None:
    async with await connect(bench) as socket:
        await frame(socket)
        await bench.fault("reconnect")
        assert (await frame(socket))["reason"] == "warning"
        assert (await frame(socket))["reason"] == "refresh_requested"
        assert (await socket.receive()).type == aiohttp.WSMsgType.CLOSE


async def test_a_warned_connection_gets_nothing_new(bench: Bench) -> None:
    async with await connect(bench) as old:
        await frame(old)
        await bench.fault("reconnect")
        assert (await frame(old))["reason"] == "warning"
        async with await connect(bench) as new:
            await frame(new)
            await bench.act(ANA, "say", {"channel": TEAM, "text": "Hello"})
            envelope = await frame(new)
            assert (envelope["payload"]["event"]["text"], envelope["retry_attempt"]) == ("Hello", 0)


async def test_after_a_refresh_the_app_is_back_and_gets_its_events(live: Bench) -> None:
    heard = asyncio.Queue[str]()

    @live.app.event("message")
    async def _hear(event: Json) -> None:
        heard.put_nowait(event["text"])

    await live.fault("reconnect")
    await live.act(ANA, "say", {"channel": TEAM, "text": "Still there?"})
    assert await asyncio.wait_for(heard.get(), 5) == "Still there?"
    assert len(await live.record("apps.connections.open")) == 2


async def test_an_event_that_came_before_the_app_connects_waits_for_it(bench: Bench) -> None:
    heard = asyncio.Queue[str]()

    @bench.app.event("message")
    async def _hear(event: Json) -> None:
        heard.put_nowait(event["text"])

    await bench.act(ANA, "say", {"channel": TEAM, "text": "Early"})
    async with listening(bench):
        assert await asyncio.wait_for(heard.get(), 5) == "Early"


async def connect(bench: Bench) -> aiohttp.ClientWebSocketResponse:
    opened = await bench.raw("apps.connections.open", token=bench.sandbox.app_token)
    return await bench.http.ws_connect(opened["url"])
