"""What a person and the app say to each other in their DM, and what the app hears of it."""

import pytest
from slack_bolt.async_app import AsyncAck

from tests.sandbox.conftest import OpenBench
from tests.sandbox.workbench import ANA, BEN, TEAM, Bench, Json, listening, make_manifest

IM = ["message.im"]


def with_messages_tab(manifest: Json, **tab: bool) -> Json:
    manifest["features"]["app_home"] |= tab
    return manifest


@pytest.fixture
def heard(live: Bench) -> list[Json]:
    events: list[Json] = []

    @live.app.event("message")
    async def _message(ack: AsyncAck, event: Json) -> None:
        await ack()
        events.append(event)

    return events


async def test_a_person_writes_to_the_app_changes_it_and_takes_it_back(
    live: Bench, heard: list[Json]
) -> None:
    said = await live.act(ANA, "say", {"channel": "U0BOT", "text": "Tea & <3 for <@U0BEN>?"})
    await live.sandbox.settled()
    channel = heard[0]["channel"]
    place = {"channel": channel, "ts": said["ts"]}
    await live.act(ANA, "edit", {**place, "text": "Coffee?"})
    await live.sandbox.settled()
    await live.act(ANA, "take_back", place)
    await live.sandbox.settled()
    new, changed, gone = heard
    assert new["text"] == "Tea &amp; &lt;3 for <@U0BEN>?"
    assert (new["user"], new["channel_type"], "bot_id" in new, "subtype" in new) == (
        *(ANA, "im"),
        *(False, False),
    )
    assert new["client_msg_id"]
    assert (changed["subtype"], changed["hidden"], changed["channel_type"]) == (
        *("message_changed", True),
        "im",
    )
    assert changed["message"]["text"] == "Coffee?"
    assert changed["message"]["edited"]["user"] == ANA
    assert changed["previous_message"]["text"] == new["text"]
    assert (gone["subtype"], gone["deleted_ts"]) == ("message_deleted", said["ts"])
    assert gone["previous_message"]["text"] == "Coffee?"
    assert await live.seen(ANA, channel) == []


async def test_what_the_app_writes_changes_and_deletes_comes_back_to_it_with_its_bot_id(
    live: Bench,
) -> None:
    sent = await live.client.chat_postMessage(channel=ANA, text="Hello")
    await live.sandbox.settled()
    place = {"channel": sent["channel"], "ts": sent["ts"]}
    await live.raw("chat.update", {**place, "text": "Hello again"})
    await live.sandbox.settled()
    await live.raw("chat.delete", place)
    await live.sandbox.settled()
    # Bolt keeps an app's own messages from its listeners, so what counts is what was sent.
    heard = [call["request"]["event"] for call in await live.record("events_api")]
    assert [event.get("subtype") for event in heard] == [
        *(None, "message_changed", "message_deleted"),
    ]
    assert (heard[0]["user"], heard[0]["bot_id"], heard[0]["app_id"]) == (
        "U0BOT",
        "B0BOT",
        "A0BARE",
    )
    assert heard[0]["bot_profile"]["name"] == "Bare"
    assert heard[1]["message"]["bot_id"] == heard[2]["previous_message"]["bot_id"] == "B0BOT"


@pytest.mark.parametrize(
    ("scopes", "events"), [(None, []), (["chat:write", "commands"], IM), (None, ["app_mention"])]
)
async def test_nothing_is_heard_without_the_event_and_its_scope(
    open_bench: OpenBench, scopes: list[str] | None, events: list[str]
) -> None:
    if scopes:
        with pytest.raises(ValueError, match=r"message\.im requires the scope im:history"):
            await open_bench(manifest=make_manifest(scopes, events))
        return
    bench = await open_bench(manifest=make_manifest(scopes, events))
    async with listening(bench):
        await bench.act(ANA, "say", {"channel": "U0BOT", "text": "Hello?"})
        await bench.sandbox.settled()
    assert await bench.record("events_api") == []


async def test_a_read_only_tab_takes_nothing_from_people_and_everything_from_the_app(
    open_bench: OpenBench,
) -> None:
    manifest = with_messages_tab(make_manifest(), messages_tab_read_only_enabled=True)
    bench = await open_bench(manifest=manifest)
    dm = (await bench.raw("chat.postMessage", {"channel": ANA, "text": "Hello"}))["channel"]
    for channel in ("U0BOT", dm):
        body = {"channel": channel, "text": "Hello?"}
        status, answer = await bench.control_status("POST", f"people/{ANA}/say", body)
        sentence = "Sending messages to this app has been turned off."
        assert (status, answer["error"]) == (400, sentence)


async def test_without_a_messages_tab_the_app_cannot_write_there_either(
    open_bench: OpenBench,
) -> None:
    manifest = with_messages_tab(make_manifest(events=[]), messages_tab_enabled=False)
    bench = await open_bench(manifest=manifest)
    answer = await bench.raw("chat.postMessage", {"channel": ANA, "text": "Hello"})
    assert answer["error"] == "messages_tab_disabled"
    assert (await bench.raw("chat.postMessage", {"channel": TEAM, "text": "Hello"}))["ok"] is True


async def test_nobody_changes_or_takes_back_what_another_wrote(bench: Bench) -> None:
    said = await bench.act(ANA, "say", {"channel": TEAM, "text": "Mine"})
    place = {"channel": TEAM, "ts": said["ts"]}
    for act, body in [("edit", {**place, "text": "Yours"}), ("take_back", place)]:
        status, answer = await bench.control_status("POST", f"people/{BEN}/{act}", body)
        assert (status, answer["error"][:28]) == (400, "Only whoever wrote a message")
    status, _ = await bench.control_status("POST", f"people/{ANA}/edit", {**place, "text": " "})
    assert status == 400
    assert [m["text"] for m in await bench.seen(ANA, TEAM)] == ["Mine"]
