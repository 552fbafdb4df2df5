import asyncio
from contextlib import AbstractAsyncContextManager

import aiohttp
import pytest
from yarl import URL

from tests.sandbox.workbench import ANA, BEN, CY, TEAM, Bench, Json, frame


async def test_the_workspace_tells_who_and_what_is_there(bench: Bench) -> None:
    workspace = await bench.read("workspace")
    assert workspace["team"] == {
        "id": "T0HARBOUR",
        "name": "Harbour House",
        "domain": "harbour-house",
    }
    assert workspace["app"]["commands"] == [
        {"command": "/bare", "description": "Try it", "usage_hint": ""}
    ]
    assert [each["callback_id"] for each in workspace["app"]["shortcuts"]] == ["any", "on"]
    assert workspace["app"]["home"] is True
    assert workspace["app"]["takes_messages"] is True
    ana = workspace["people"][0]
    assert (ana["name"], ana["tz_label"], ana["is_bot"]) == ("ana", "EST", False)
    assert workspace["clock"] == {
        "now": "2026-11-02T12:00:00+00:00",
        "running": False,
        "can_jump_to_next": False,
    }


async def test_the_sidebar_counts_what_a_person_has_not_read(bench: Bench) -> None:
    async def unread(user: str) -> dict[str, int]:
        channels = (await bench.read(f"people/{user}/sidebar"))["channels"]
        return {channel["id"]: channel["unread"] for channel in channels}

    await bench.act(ANA, "say", {"channel": TEAM, "text": "Hello"})
    assert await unread(BEN) == {"C0TEAM": 1, "C0STAFF": 0, "C0QUIET": 0, "C0HIDDEN": 0}
    assert (await unread(ANA))[TEAM] == 0
    await bench.seen(BEN, TEAM)
    assert (await unread(BEN))[TEAM] == 0
    assert await unread(CY) == {}


async def test_a_person_cannot_look_where_they_are_not(bench: Bench) -> None:
    for path in (f"people/{CY}/messages?channel={TEAM}", f"people/{CY}/messages"):
        status, answer = await bench.control_status("GET", path)
        assert (status, answer["error"][:19]) == (404, "cy is in no channel")
    assert (await bench.control_status("GET", "people/U0NOBODY/home"))[0] == 404
    body = {"channel": TEAM, "text": "x"}
    assert (await bench.control_status("POST", "people/U0GONE/say", body))[0] == 404
    assert (await bench.control_status("GET", "people/U0BOT/sidebar"))[0] == 404


async def test_a_person_writes_in_a_thread(bench: Bench) -> None:
    ts = (await bench.act(ANA, "say", {"channel": TEAM, "text": "Start"}))["ts"]
    reply = {"channel": TEAM, "text": "Reply", "thread_ts": ts}
    await bench.act(BEN, "say", reply)
    path = f"people/{ANA}/messages?channel={TEAM}&thread_ts={ts}"
    texts = [(m["user"], m["text"]) for m in (await bench.read(path))["messages"]]
    assert texts == [(ANA, "Start"), (BEN, "Reply")]
    nowhere = reply | {"thread_ts": "1.000000"}
    assert (await bench.control_status("POST", f"people/{BEN}/say", nowhere))[0] == 404


async def test_the_record_keeps_every_call_but_no_token(bench: Bench) -> None:
    await bench.raw("chat.postMessage", {"channel": TEAM, "text": "Kept"})
    await bench.raw("chat.postMessage", {"channel": "C0NOWHERE", "text": "Refused"})
    first, second = await bench.record("chat.postMessage")
    assert (first["n"], first["kind"], first["status"]) == (1, "api", 200)
    assert first["request"] == {"channel": TEAM, "text": "Kept"}
    assert first["response"]["ok"] is True
    assert second["response"]["error"] == "channel_not_found"
    later = (await bench.read(f"record?since={first['n']}"))["calls"]
    assert [call["n"] for call in later] == list(range(2, len(later) + 2))
    assert (await bench.control_status("GET", "record?since=x"))[0] == 400


async def test_a_page_is_told_what_changed_for_its_person(bench: Bench) -> None:
    async with stream(bench, ANA) as ana, stream(bench, CY) as cy:
        await bench.raw("chat.postMessage", {"channel": TEAM, "text": "Hello"})
        assert await frame(ana) == {"type": "changed", "what": "messages", "channel": TEAM}
        assert await frame(ana) == {"type": "changed", "what": "sidebar"}
        home = {"type": "home", "blocks": [{"type": "divider"}]}
        await bench.raw("views.publish", {"user_id": ANA, "view": home})
        assert await frame(ana) == {"type": "changed", "what": "home"}
        await bench.control("POST", "clock", {"to": "hour"})
        assert await frame(ana) == {"type": "changed", "what": "clock"}
        assert await frame(cy) == {"type": "changed", "what": "clock"}


async def test_a_running_clock_ticks_on_the_page(bench: Bench) -> None:
    bench.sandbox.clock.run()
    async with stream(bench, ANA) as ana:
        tick = await frame(ana)
    assert (tick["type"], tick["running"]) == ("clock", True)


def stream(bench: Bench, user: str) -> AbstractAsyncContextManager[aiohttp.ClientWebSocketResponse]:
    return bench.http.ws_connect(f"{bench.sandbox.url}/control/stream?user={user}")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Type": "text/plain"}, 415),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Host": "elsewhere.example"}, 403),
    ],
)
async def test_another_web_page_cannot_act_here(
    bench: Bench, headers: dict[str, str], status: int
) -> None:
    url = f"{bench.sandbox.url}/control/people/{ANA}/say"
    headers = {"Content-Type": "application/json"} | headers
    body = b'{"channel": "C0TEAM", "text": "x"}'
    async with bench.http.post(url, data=body, headers=headers) as answer:
        assert answer.status == status
        assert (await answer.json())["error"].endswith(".")
    assert await bench.seen(ANA, TEAM) == []


@pytest.mark.parametrize(
    ("body", "words"),
    [(b"{", "The body must be JSON."), (b"{}", "channel: Field required."), (b"[]", "body: Input")],
)
async def test_a_body_that_cannot_be_read_is_explained(
    bench: Bench, body: bytes, words: str
) -> None:
    url = f"{bench.sandbox.url}/control/people/{ANA}/say"
    headers = {"Content-Type": "application/json"}
    async with bench.http.post(url, data=body, headers=headers) as answer:
        got: Json = await answer.json()
    assert (answer.status, got["error"].startswith(words)) == (400, True)


async def test_the_page_is_served_and_nothing_beside_it(bench: Bench) -> None:
    async with bench.http.get(bench.sandbox.url) as page:
        assert page.content_type == "text/html"
        assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    for path in ("/nothing.js", "/..%2fserver.py", "/%2fetc%2fpasswd"):
        url = bench.sandbox.url + path
        async with bench.http.get(URL(url, encoded=True)) as missing:
            assert missing.status == 404


async def test_settled_waits_for_a_call_that_is_still_under_way(bench: Bench) -> None:
    await bench.fault("slow", seconds=0.3)
    call = asyncio.create_task(bench.raw("auth.test"))
    await bench.control("POST", "settled")
    (entry,) = await bench.record("auth.test")
    assert entry["status"] == 200
    await call
