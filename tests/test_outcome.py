"""What an answer says about whether a message is there, whoever gave it: Slack, or a proxy."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import outcome

HTML = "<html>Please sign in to this network</html>"


@asynccontextmanager
async def _answering(**answer: object) -> AsyncIterator[AsyncWebClient]:
    """A client of a server that says this to everything."""

    async def handle(_request: web.Request) -> web.Response:
        return web.Response(**answer)  # type: ignore[arg-type]  # as the test puts it

    app = web.Application()
    app.router.add_post("/{any:.*}", handle)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    try:
        yield AsyncWebClient(token="xoxb-1", base_url=base, retry_handlers=[])
    finally:
        await runner.cleanup()


async def _error(**answer: object) -> SlackApiError:
    async with _answering(**answer) as client:
        with pytest.raises(SlackApiError) as raised:
            await client.chat_postMessage(channel="U1", text="Hello")
    return raised.value


@pytest.mark.parametrize("status", [200, 403, 502])
@pytest.mark.parametrize("kind", ["text/html", "application/json"])
async def test_an_answer_that_is_not_slacks_says_nothing_about_the_message(
    status: int, kind: str
) -> None:
    error = await _error(text=HTML, status=status, content_type=kind)
    assert outcome.reason(error) == "no_json"
    assert outcome.maybe_done(error)
    assert outcome.wait(error) is None


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [({"Retry-After": "30"}, 30), ({}, 1), ({"Retry-After": "Wed, 25 Nov 2026 08:00:00 GMT"}, 1)],
)
async def test_a_429_says_how_long_to_wait_or_a_second_is_assumed(
    headers: dict[str, str], seconds: int
) -> None:
    body = '{"ok": false, "error": "ratelimited"}'
    answer = {"text": body, "status": 429, "content_type": "application/json", "headers": headers}
    error = await _error(**answer)
    assert outcome.wait(error) == seconds
    assert not outcome.maybe_done(error)


@pytest.mark.parametrize(
    ("word", "maybe"),
    [("internal_error", True), ("fatal_error", True), ("channel_not_found", False)],
)
async def test_slack_says_of_two_errors_that_part_of_it_may_be_done(
    word: str, *, maybe: bool
) -> None:
    error = await _error(
        text=f'{{"ok": false, "error": "{word}"}}', content_type="application/json"
    )
    assert outcome.maybe_done(error) is maybe
    assert outcome.reason(error) == word


async def test_a_word_that_somebody_else_made_up_is_cut() -> None:
    error = await _error(text=f'{{"error": "{"x" * 500}"}}', content_type="application/json")
    assert outcome.reason(error) == "x" * outcome.LONGEST


def test_no_error_is_both_passing_and_for_a_person_to_mend() -> None:
    assert not outcome.PASSING & outcome.TO_MEND
    assert not outcome.MAYBE_DONE & (outcome.PASSING | outcome.TO_MEND)
