from datetime import timedelta

import pytest
from slack_bolt.async_app import AsyncAck

from tests.sandbox.workbench import ANA, BEN, BUTTONS, NOON, TEAM, Bench, Json, section


@pytest.fixture
async def url(live: Bench) -> str:
    """The response URL of Ana's press on a button in the team's channel."""

    @live.app.action("open")
    async def _open(ack: AsyncAck) -> None:
        await ack()

    posted = await live.client.chat_postMessage(channel=TEAM, text="Choose", blocks=BUTTONS)
    place = {"channel": TEAM, "ts": posted["ts"]}
    await live.act(ANA, "press", {"message": place, "action_id": "open"})
    return str((await live.record("interactive"))[0]["request"]["response_url"])


async def answer(bench: Bench, url: str, **body: object) -> tuple[int, Json]:
    async with bench.http.post(url, json=body) as response:
        return response.status, await response.json()


async def texts(bench: Bench, user: str) -> list[str]:
    return [message["text"] for message in await bench.seen(user, TEAM)]


async def test_an_answer_is_seen_only_by_whoever_acted_unless_told(live: Bench, url: str) -> None:
    assert await answer(live, url, text="For you") == (200, {"ok": True})
    await answer(live, url, text="For all", response_type="in_channel")
    assert await texts(live, ANA) == ["Choose", "For you", "For all"]
    assert await texts(live, BEN) == ["Choose", "For all"]


async def test_an_answer_can_replace_and_delete_the_message(live: Bench, url: str) -> None:
    await answer(live, url, text="Chosen", replace_original=True)
    (seen,) = await live.seen(BEN, TEAM)
    assert (seen["text"], seen["blocks"]) == ("Chosen", [])
    await answer(live, url, delete_original=True)
    assert await texts(live, BEN) == []


async def test_a_response_url_is_good_for_five_answers(live: Bench, url: str) -> None:
    statuses = [(await answer(live, url, text=str(n)))[0] for n in range(6)]
    assert statuses == [200] * 5 + [404]
    assert (await answer(live, url, text="x"))[1]["error"] == "used_url"


async def test_a_response_url_is_good_for_thirty_minutes(live: Bench, url: str) -> None:
    await live.sandbox.clock.jump(NOON + timedelta(minutes=30))
    assert (await answer(live, url, text="Just in time"))[0] == 200
    await live.sandbox.clock.jump(NOON + timedelta(minutes=30, seconds=1))
    assert await answer(live, url, text="x") == (404, {"ok": False, "error": "expired_url"})


async def test_an_answer_that_slack_would_refuse_is_refused(live: Bench, url: str) -> None:
    status, body = await answer(live, url, text="x", blocks=[section("x" * 3001)])
    assert (status, body["error"]) == (400, "invalid_blocks")
    assert (await answer(live, url))[1]["error"] == "no_text"
    assert (await answer(live, url + "x", text="x"))[1]["error"] == "no_service"
    assert await texts(live, ANA) == ["Choose"]
