import asyncio

import pytest
from slack_bolt.async_app import AsyncAck

from tests.sandbox.conftest import OpenBench
from tests.sandbox.workbench import (
    ANA,
    BEN,
    BUTTONS,
    QUIET,
    STAFF,
    TEAM,
    Bench,
    Json,
    listening,
    make_manifest,
)


def events(record: list[Json]) -> list[Json]:
    return [call["request"]["event"] for call in record]


async def say(bench: Bench, user: str, channel: str, text: str = "Hello") -> str:
    return str((await bench.act(user, "say", {"channel": channel, "text": text}))["ts"])


async def test_a_lost_envelope_comes_again_with_the_same_event_id(live: Bench) -> None:
    heard = asyncio.Queue[Json]()

    @live.app.event("message")
    async def _hear(body: Json) -> None:
        heard.put_nowait(body)

    await live.fault("lose_envelope", method="events_api")
    await say(live, ANA, TEAM)
    body = await asyncio.wait_for(heard.get(), 5)
    await live.sandbox.settled()
    lost, again = await live.record("events_api")
    assert lost["request"]["event_id"] == again["request"]["event_id"] == body["event_id"]
    assert [(call["attempt"], call["status"]) for call in (lost, again)] == [(0, 0), (1, 200)]


async def test_a_doubled_envelope_comes_twice_with_one_event_id(live: Bench) -> None:
    heard: list[str] = []

    @live.app.event("message")
    async def _hear(body: Json) -> None:
        heard.append(body["event_id"])

    await live.fault("double_envelope")
    await say(live, ANA, TEAM)
    await live.sandbox.settled()
    assert len(heard) == 2
    assert len(set(heard)) == 1


async def test_an_event_without_a_listener_comes_again_and_is_then_given_up(live: Bench) -> None:
    await say(live, ANA, TEAM)
    await live.sandbox.settled()
    record = await live.record("events_api")
    assert [(call["attempt"], call["status"]) for call in record] == [(0, 0), (1, 0)]


async def test_what_a_person_does_is_sent_only_once(live: Bench) -> None:
    @live.app.action("open")
    async def _open(ack: AsyncAck) -> None:
        await ack()

    posted = await live.client.chat_postMessage(channel=STAFF, text="x", blocks=BUTTONS)
    press = {"message": {"channel": STAFF, "ts": posted["ts"]}, "action_id": "open"}
    await live.fault("lose_envelope", method="interactive")
    assert await live.act(BEN, "press", press) == {"ok": False}
    assert await live.act(BEN, "press", press) == {"ok": True}
    assert [call["status"] for call in await live.record("interactive")] == [0, 200]


async def test_the_app_hears_only_where_it_is_and_what_it_subscribed_to(bench: Bench) -> None:
    async with listening(bench):

        @bench.app.event("message")
        async def _hear() -> None: ...

        await say(bench, ANA, QUIET)
        await say(bench, BEN, STAFF)
        await say(bench, ANA, TEAM)
        await say(bench, ANA, "U0BOT")
        await bench.sandbox.settled()
    kinds = [event["channel_type"] for event in events(await bench.record("events_api"))]
    assert kinds == ["channel", "im"]


async def test_without_the_scope_a_dm_stays_unheard(open_bench: OpenBench) -> None:
    bench = await open_bench(manifest=make_manifest(["chat:write", "commands"], []))
    await say(bench, ANA, "U0BOT")
    await bench.sandbox.settled()
    assert await bench.record() == []


async def test_a_mention_is_an_event_of_its_own(live: Bench) -> None:
    @live.app.event("message")
    @live.app.event("app_mention")
    async def _hear() -> None: ...

    await say(live, ANA, TEAM, "Dear <@U0BOT>, good evening")
    await live.sandbox.settled()
    kinds = {event["type"] for event in events(await live.record("events_api"))}
    assert kinds == {"message", "app_mention"}


async def test_the_app_hears_of_its_own_posts_edits_and_deletions(live: Bench) -> None:
    @live.app.event("message")
    async def _hear() -> None: ...

    posted = await live.client.chat_postMessage(channel=TEAM, text="One")
    await live.client.chat_update(channel=TEAM, ts=posted["ts"], text="Two")
    await live.client.chat_delete(channel=TEAM, ts=posted["ts"])
    await live.sandbox.settled()
    subtypes = [event.get("subtype") for event in events(await live.record("events_api"))]
    assert subtypes == [None, "message_changed", "message_deleted"]


async def test_an_event_that_nobodys_act_leads_to_can_still_be_sent(open_bench: OpenBench) -> None:
    bench = await open_bench(manifest=make_manifest(events=["app_uninstalled"]))
    heard = asyncio.Event()

    @bench.app.event("app_uninstalled")
    async def _gone() -> None:
        heard.set()

    async with listening(bench):
        await bench.control("POST", "event", {"event": {"type": "app_uninstalled"}})
        await asyncio.wait_for(heard.wait(), 5)
    other = {"event": {"type": "user_change"}}
    status, answer = await bench.control_status("POST", "event", other)
    assert (status, answer["error"][:31]) == (400, "The manifest does not subscribe")


async def test_an_app_that_takes_no_messages_cannot_be_written_to(open_bench: OpenBench) -> None:
    manifest = make_manifest()
    manifest["features"]["app_home"]["messages_tab_read_only_enabled"] = True
    bench = await open_bench(manifest=manifest)
    body = {"channel": "U0BOT", "text": "Hello"}
    status, answer = await bench.control_status("POST", f"people/{ANA}/say", body)
    sentence = "Sending messages to this app has been turned off."
    assert (status, answer) == (400, {"error": sentence})


@pytest.mark.parametrize("text", ["", "   ", "x" * 12_001])
async def test_a_person_cannot_say_nothing_or_too_much(bench: Bench, text: str) -> None:
    body = {"channel": TEAM, "text": text}
    status, answer = await bench.control_status("POST", f"people/{ANA}/say", body)
    assert (status, answer["error"]) == (400, "A message has between 1 and 12,000 characters.")
