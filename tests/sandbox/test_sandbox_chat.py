import pytest

from tests.sandbox.workbench import ANA, BEN, BUTTONS, QUIET, STAFF, TEAM, Bench, Json, section


async def test_a_message_is_seen_by_those_in_the_channel(bench: Bench) -> None:
    posted = await bench.client.chat_postMessage(channel="#peer-team", text="Hello, everyone")
    (seen,) = await bench.seen(ANA, TEAM)
    assert (seen["ts"], seen["text"], seen["is_app"]) == (posted["ts"], "Hello, everyone", True)
    assert posted["channel"] == TEAM


async def test_a_message_to_a_person_opens_their_dm_with_the_app(bench: Bench) -> None:
    posted = await bench.client.chat_postMessage(channel=ANA, text="Just for you")
    assert posted["channel"].startswith("D")
    opened = await bench.client.conversations_open(users=[ANA])
    assert opened["channel"]["id"] == posted["channel"]
    assert [m["text"] for m in await bench.seen(ANA, posted["channel"])] == ["Just for you"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "C0NOWHERE"}, "channel_not_found"),
        ({"channel": "C0HIDDEN"}, "channel_not_found"),
        ({"channel": QUIET}, "not_in_channel"),
        ({"channel": "U0GONE"}, "user_disabled"),
        ({"channel": "U0BOT"}, "cannot_dm_bot"),
        ({"channel": None}, "invalid_arguments"),
        ({"text": ""}, "no_text"),
        ({"blocks": [section("x" * 3001)]}, "invalid_blocks"),
        ({"blocks": [{"type": "divider"}] * 51}, "invalid_blocks"),
        ({"blocks": "nonsense"}, "invalid_blocks_format"),
        ({"metadata": {"event_type": "x"}}, "invalid_metadata_format"),
        ({"thread_ts": "1.000000"}, "thread_not_found"),
    ],
)
async def test_a_message_that_slack_would_refuse_is_refused_and_not_kept(
    bench: Bench, arguments: Json, error: str
) -> None:
    answer = await bench.raw("chat.postMessage", {"channel": TEAM, "text": "Hello"} | arguments)
    assert answer["error"] == error
    assert await bench.seen(ANA, TEAM) == []


async def test_a_refused_block_is_named_in_slacks_words(bench: Bench) -> None:
    blocks = [section("x" * 3001)]
    answer = await bench.raw("chat.postMessage", {"channel": TEAM, "blocks": blocks})
    words = "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    assert answer["errors"] == [words]
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {words}"]


async def test_a_text_beyond_forty_thousand_characters_is_cut(bench: Bench) -> None:
    posted = await bench.raw("chat.postMessage", {"channel": TEAM, "text": "x" * 40_001})
    assert posted["warning"] == "message_truncated"
    assert len(posted["message"]["text"]) == 40_000
    changed = {"channel": TEAM, "ts": posted["ts"], "text": "x" * 40_001}
    assert (await bench.raw("chat.update", changed))["error"] == "msg_too_long"


async def test_a_text_without_blocks_takes_the_blocks_away(bench: Bench) -> None:
    metadata = {"event_type": "kept", "event_payload": {"n": 1}}
    posted = await bench.client.chat_postMessage(
        channel=TEAM, text="Choose", blocks=BUTTONS, metadata=metadata
    )
    await bench.client.chat_update(channel=TEAM, ts=posted["ts"], text="Thank you")
    (seen,) = await bench.seen(ANA, TEAM)
    assert (seen["text"], seen["blocks"], seen["edited"]) == ("Thank you", [], True)
    assert seen["metadata"] == metadata


@pytest.mark.parametrize("method", ["chat.update", "chat.delete"])
async def test_the_app_changes_only_what_it_posted_itself(bench: Bench, method: str) -> None:
    ts = (await bench.act(ANA, "say", {"channel": TEAM, "text": "Mine"}))["ts"]
    answer = await bench.raw(method, {"channel": TEAM, "ts": ts, "text": "Yours"})
    assert answer["error"] == f"cant_{method.removeprefix('chat.')}_message"
    answer = await bench.raw(method, {"channel": TEAM, "ts": "1.000000", "text": "x"})
    assert answer["error"] == "message_not_found"
    answer = await bench.raw(method, {"channel": ANA, "ts": ts, "text": "x"})
    assert answer["error"] == "channel_not_found"
    assert [m["text"] for m in await bench.seen(ANA, TEAM)] == ["Mine"]


async def test_a_deleted_message_is_gone(bench: Bench) -> None:
    posted = await bench.client.chat_postMessage(channel=TEAM, text="Oh")
    await bench.client.chat_delete(channel=TEAM, ts=posted["ts"])
    assert await bench.seen(ANA, TEAM) == []


async def test_an_ephemeral_message_is_seen_by_one_person_and_never_by_the_api(
    bench: Bench,
) -> None:
    sent = await bench.client.chat_postEphemeral(channel=TEAM, user=ANA, text="Between us")
    assert [m["ephemeral"] for m in await bench.seen(ANA, TEAM)] == [True]
    assert await bench.seen(BEN, TEAM) == []
    assert (await bench.client.conversations_history(channel=TEAM))["messages"] == []
    changed = {"channel": TEAM, "ts": sent["message_ts"], "text": "x"}
    assert (await bench.raw("chat.update", changed))["error"] == "message_not_found"


async def test_an_ephemeral_message_needs_a_member_of_the_channel(bench: Bench) -> None:
    message = {"channel": STAFF, "user": ANA, "text": "x"}
    assert (await bench.raw("chat.postEphemeral", message))["error"] == "user_not_in_channel"


async def test_replies_stay_in_their_thread(bench: Bench) -> None:
    parent = await bench.client.chat_postMessage(channel=TEAM, text="Start")
    reply = await bench.client.chat_postMessage(channel=TEAM, text="On", thread_ts=parent["ts"])
    deeper = await bench.client.chat_postMessage(channel=TEAM, text="And", thread_ts=reply["ts"])
    assert deeper["message"]["thread_ts"] == parent["ts"]
    (seen,) = await bench.seen(ANA, TEAM)
    assert seen["reply_count"] == 2
    path = f"people/{ANA}/messages?channel={TEAM}&thread_ts={parent['ts']}"
    assert [m["text"] for m in (await bench.read(path))["messages"]] == ["Start", "On", "And"]


async def test_a_message_has_an_address(bench: Bench) -> None:
    posted = await bench.client.chat_postMessage(channel=TEAM, text="Here")
    link = await bench.client.chat_getPermalink(channel=TEAM, message_ts=posted["ts"])
    expected = "https://harbour-house.slack.com/archives/C0TEAM/p1793620800000000"
    assert link["permalink"] == expected


async def test_the_app_reacts_once_to_a_message(bench: Bench) -> None:
    posted = await bench.client.chat_postMessage(channel=TEAM, text="Done")
    reaction = {"channel": TEAM, "timestamp": posted["ts"], "name": "white_check_mark"}
    assert (await bench.raw("reactions.add", reaction))["ok"] is True
    assert (await bench.raw("reactions.add", reaction))["error"] == "already_reacted"
    assert (await bench.raw("reactions.add", reaction | {"name": "!"}))["error"] == "invalid_name"
    (seen,) = await bench.seen(ANA, TEAM)
    assert seen["reactions"] == [{"name": "white_check_mark", "count": 1}]
