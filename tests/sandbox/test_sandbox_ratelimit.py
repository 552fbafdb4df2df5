from datetime import timedelta

import pytest

from sandbox import Settings
from tests.sandbox.conftest import OpenBench
from tests.sandbox.workbench import ANA, NOON, STAFF, TEAM, Bench


@pytest.fixture
async def strict(open_bench: OpenBench) -> Bench:
    return await open_bench(settings=Settings())


async def post(bench: Bench, channel: str) -> int:
    body = {"channel": channel, "text": "x"}
    response, _ = await bench.raw_response("chat.postMessage", body)
    return response.status


async def test_one_message_a_second_for_each_channel(strict: Bench) -> None:
    assert [await post(strict, channel) for channel in (TEAM, STAFF, TEAM)] == [200, 200, 429]
    await strict.sandbox.clock.jump(NOON + timedelta(seconds=1))
    assert await post(strict, TEAM) == 200


async def test_a_dm_is_one_channel_however_it_is_named(strict: Bench) -> None:
    assert await post(strict, ANA) == 200
    opened = await strict.raw("conversations.open", {"users": ANA})
    assert await post(strict, opened["channel"]["id"]) == 429


async def test_a_refused_call_says_how_long_to_wait(strict: Bench) -> None:
    await post(strict, TEAM)
    response, answer = await strict.raw_response("chat.postMessage", {"channel": TEAM, "text": "x"})
    assert answer == {"ok": False, "error": "ratelimited"}
    assert response.headers["Retry-After"] == "1"


async def test_a_tier_two_method_takes_twenty_calls_a_minute(strict: Bench) -> None:
    statuses = [(await strict.raw_response("users.list"))[0].status for _ in range(21)]
    assert statuses == [200] * 20 + [429]


async def test_a_sandbox_can_be_without_limits(bench: Bench) -> None:
    assert [await post(bench, TEAM) for _ in range(5)] == [200] * 5
