import time

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from tests.sandbox.workbench import ANA, TEAM, Bench, Json

MESSAGE: Json = {"channel": TEAM, "text": "Hello"}


async def test_a_429_says_how_long_to_wait_and_happens_as_often_as_asked(bench: Bench) -> None:
    await bench.fault("ratelimited", method="chat.postMessage", times=2, retry_after=7)
    assert (await bench.raw("auth.test"))["ok"] is True
    for _ in range(2):
        response, answer = await bench.raw_response("chat.postMessage", MESSAGE)
        assert (response.status, answer["error"]) == (429, "ratelimited")
        assert response.headers["Retry-After"] == "7"
    assert (await bench.raw("chat.postMessage", MESSAGE))["ok"] is True
    assert len(await bench.seen(ANA, TEAM)) == 1


async def test_a_server_error_changes_nothing(bench: Bench) -> None:
    await bench.fault("status", status=502)
    with pytest.raises(SlackApiError):
        await bench.client.chat_postMessage(**MESSAGE)
    (call,) = await bench.record("chat.postMessage")
    assert call["status"] == 502
    assert await bench.seen(ANA, TEAM) == []


@pytest.mark.parametrize(("kind", "posted"), [("drop_before", 0), ("drop_after", 1)])
async def test_a_connection_drops_before_or_after_the_effect(
    bench: Bench, kind: str, posted: int
) -> None:
    await bench.fault(kind, method="chat.postMessage")
    with pytest.raises(aiohttp.ClientConnectionError):
        await bench.client.chat_postMessage(**MESSAGE)
    assert len(await bench.seen(ANA, TEAM)) == posted


async def test_a_slow_answer_takes_its_time(bench: Bench) -> None:
    await bench.fault("slow", seconds=0.2)
    began = time.monotonic()
    await bench.raw("auth.test")
    assert time.monotonic() - began >= 0.2


async def test_planned_faults_can_be_forgotten(bench: Bench) -> None:
    await bench.fault("status")
    await bench.control("DELETE", "faults")
    assert (await bench.raw("auth.test"))["ok"] is True


@pytest.mark.parametrize("body", [{"kind": "earthquake"}, {"kind": "status", "status": 200}])
async def test_a_fault_that_does_not_exist_is_refused(
    bench: Bench, body: dict[str, object]
) -> None:
    status, answer = await bench.control_status("POST", "faults", body)
    assert status == 400
    assert answer["error"].startswith(("kind: ", "status: "))
