import pytest

from tests.sandbox.workbench import ANA, BEN, CY, QUIET, STAFF, TEAM, Bench, Json


async def test_a_history_comes_newest_first_and_page_by_page(bench: Bench) -> None:
    for text in ("one", "two", "three"):
        await bench.client.chat_postMessage(channel=TEAM, text=text)
    first = await bench.client.conversations_history(channel=TEAM, limit=2)
    assert [m["text"] for m in first["messages"]] == ["three", "two"]
    assert first["has_more"] is True
    await bench.client.chat_postMessage(channel=TEAM, text="late")
    cursor = first["response_metadata"]["next_cursor"]
    rest = await bench.client.conversations_history(channel=TEAM, limit=2, cursor=cursor)
    assert [m["text"] for m in rest["messages"]] == ["one"]
    assert rest["has_more"] is False


async def test_a_history_gives_metadata_only_when_asked(bench: Bench) -> None:
    metadata = {"event_type": "delivery", "event_payload": {"key": "k1"}}
    posted = await bench.client.chat_postMessage(channel=ANA, text="x", metadata=metadata)
    channel = posted["channel"]
    (plain,) = (await bench.client.conversations_history(channel=channel))["messages"]
    assert "metadata" not in plain
    answer = await bench.client.conversations_history(channel=channel, include_all_metadata=True)
    assert answer["messages"][0]["metadata"] == metadata


async def test_a_history_can_begin_and_end_at_a_moment(bench: Bench) -> None:
    stamps = [
        (await bench.client.chat_postMessage(channel=TEAM, text=text))["ts"] for text in "abc"
    ]
    between = {"channel": TEAM, "oldest": stamps[0], "latest": stamps[2]}
    assert [m["text"] for m in (await bench.raw("conversations.history", between))["messages"]] == [
        "b"
    ]
    answer = await bench.raw("conversations.history", between | {"inclusive": True})
    assert [m["text"] for m in answer["messages"]] == ["c", "b", "a"]


async def test_a_thread_comes_parent_first(bench: Bench) -> None:
    parent = await bench.client.chat_postMessage(channel=TEAM, text="Start")
    await bench.client.chat_postMessage(channel=TEAM, text="Reply", thread_ts=parent["ts"])
    thread = await bench.client.conversations_replies(channel=TEAM, ts=parent["ts"])
    assert [m["text"] for m in thread["messages"]] == ["Start", "Reply"]
    assert thread["messages"][0]["reply_count"] == 1
    (top,) = (await bench.client.conversations_history(channel=TEAM))["messages"]
    assert top["text"] == "Start"


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("conversations.history", {"channel": TEAM, "cursor": "bm9uc2Vuc2U="}, "invalid_cursor"),
        ("conversations.history", {"channel": TEAM, "cursor": "!"}, "invalid_cursor"),
        ("conversations.history", {"channel": TEAM, "limit": 1000}, "invalid_limit"),
        ("conversations.history", {"channel": TEAM, "oldest": "soon"}, "invalid_ts_oldest"),
        ("conversations.history", {"channel": QUIET}, "not_in_channel"),
        ("conversations.history", {"channel": "C0HIDDEN"}, "channel_not_found"),
        ("conversations.replies", {"channel": TEAM, "ts": "1.000000"}, "thread_not_found"),
        ("conversations.info", {"channel": "C0NOWHERE"}, "channel_not_found"),
        ("conversations.members", {"channel": "C0HIDDEN"}, "channel_not_found"),
        ("conversations.list", {"types": "rooms"}, "invalid_types"),
        ("conversations.open", {}, "users_list_not_supplied"),
        ("conversations.open", {"users": "U0NOBODY"}, "user_not_found"),
        ("conversations.open", {"users": "U0GONE"}, "user_disabled"),
        ("conversations.open", {"users": "U0BOT"}, "cannot_dm_bot"),
        ("conversations.open", {"users": ",".join(["U0ANA"] * 9)}, "too_many_users"),
    ],
)
async def test_what_slack_would_refuse_is_refused(
    bench: Bench, method: str, arguments: Json, error: str
) -> None:
    assert (await bench.raw(method, arguments))["error"] == error


async def test_the_app_lists_what_it_can_see(bench: Bench) -> None:
    public = (await bench.client.conversations_list())["channels"]
    assert [(c["id"], c["is_member"]) for c in public] == [(TEAM, True), (QUIET, False)]
    private = await bench.client.conversations_list(types="private_channel,public_channel")
    assert [c["id"] for c in private["channels"]] == [TEAM, STAFF, QUIET]
    page = await bench.client.conversations_list(limit=1)
    cursor = page["response_metadata"]["next_cursor"]
    following = await bench.client.conversations_list(limit=1, cursor=cursor)
    assert [c["id"] for c in following["channels"]] == [QUIET]
    assert following["response_metadata"]["next_cursor"] == ""


async def test_a_channel_tells_who_is_in_it(bench: Bench) -> None:
    members = (await bench.client.conversations_members(channel=TEAM))["members"]
    assert members == [ANA, BEN, "U0BOT"]
    info = await bench.client.conversations_info(channel=TEAM, include_num_members=True)
    assert (info["channel"]["name"], info["channel"]["num_members"]) == ("peer-team", 3)


async def test_a_dm_is_opened_once_and_kept(bench: Bench) -> None:
    once = await bench.client.conversations_open(users=[ANA], return_im=True)
    again = await bench.client.conversations_open(users=[ANA])
    assert once["channel"]["is_im"] is True
    assert once["channel"]["user"] == ANA
    assert "already_open" not in once
    assert again["already_open"] is True
    assert again["channel"]["id"] == once["channel"]["id"]
    group = await bench.client.conversations_open(users=[ANA, CY])
    assert group["channel"]["id"].startswith("G")
