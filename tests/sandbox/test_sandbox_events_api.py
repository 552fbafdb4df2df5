import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncSay
from slack_sdk.signature import SignatureVerifier

from sandbox import Settings
from tests.sandbox.conftest import OpenBench
from tests.sandbox.workbench import ANA, BUTTONS, TEAM, Json, modal


@asynccontextmanager
async def serving(handler: web.Application, port: int = 0) -> AsyncIterator[web.AppRunner]:
    runner = web.AppRunner(handler, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield runner
    finally:
        await runner.cleanup()


@dataclass
class Endpoint:
    """A web server of our own that keeps each request and answers as it is told."""

    answers: list[web.Response] = field(default_factory=list)
    requests: asyncio.Queue[tuple[dict[str, str], bytes]] = field(default_factory=asyncio.Queue)

    async def handle(self, request: web.Request) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.requests.put_nowait((headers, await request.read()))
        return self.answers.pop(0) if self.answers else web.Response()

    async def next(self) -> tuple[dict[str, str], bytes]:
        return await asyncio.wait_for(self.requests.get(), 5)


@asynccontextmanager
async def endpoint() -> AsyncIterator[tuple[Endpoint, str]]:
    ours, app = Endpoint(), web.Application()
    app.router.add_post("/slack/events", ours.handle)
    async with serving(app) as runner:
        yield ours, f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"


def over_http(url: str) -> Settings:
    return Settings(
        rate_limits=False, retry_pauses=(0.0, 0.0, 0.0), ack_seconds=1.0, request_url=url
    )


async def test_a_real_app_over_http_verifies_each_signature_and_answers(
    open_bench: OpenBench, unused_tcp_port: int
) -> None:
    bench = await open_bench(settings=over_http(f"http://127.0.0.1:{unused_tcp_port}/slack/events"))
    app = AsyncApp(client=bench.client, signing_secret=bench.sandbox.signing_secret)
    submitted: list[str] = []

    @app.event("message")
    async def _echo(event: Json, say: AsyncSay) -> None:
        await say(f"Heard: {event['text']}")

    @app.command("/bare")
    async def _bare(ack: AsyncAck) -> None:
        await ack("At your service")

    @app.action("open")
    async def _open(ack: AsyncAck, body: Json) -> None:
        await ack()
        await bench.client.views_open(trigger_id=body["trigger_id"], view=modal())

    @app.view("form")
    async def _form(ack: AsyncAck, view: Json) -> None:
        submitted.append(view["state"]["values"]["note_block"]["note"]["value"])
        await ack(response_action="errors", errors={"note_block": "Once more"})

    async with serving(app.server(path="/slack/events").web_app, unused_tcp_port):
        await bench.act(ANA, "say", {"channel": TEAM, "text": "Hello"})
        await bench.sandbox.settled()
        used = await bench.act(ANA, "command", {"channel": TEAM, "text": "/bare"})
        assert used == {"result": "ok"}
        posted = await bench.client.chat_postMessage(channel=TEAM, text="Go", blocks=BUTTONS)
        place = {"channel": TEAM, "ts": posted["ts"]}
        assert await bench.act(ANA, "press", {"message": place, "action_id": "open"}) == {
            "ok": True
        }
        await bench.sandbox.settled()
        (view,) = await bench.stack(ANA)
        body = {"view_id": view["id"], "values": {"note": "Well"}}
        assert (await bench.act(ANA, "submit", body))["errors"] == {"note_block": "Once more"}
    texts = [message["text"] for message in await bench.seen(ANA, TEAM)]
    assert texts == ["Hello", "Heard: Hello", "At your service", "Go"]
    assert submitted == ["Well"]


async def test_a_request_is_signed_over_its_time_and_its_body(open_bench: OpenBench) -> None:
    async with endpoint() as (ours, url):
        bench = await open_bench(settings=over_http(url))
        await bench.act(ANA, "say", {"channel": TEAM, "text": "Hello"})
        headers, body = await ours.next()
        await bench.sandbox.settled()
    assert SignatureVerifier(bench.sandbox.signing_secret).is_valid_request(body, headers)
    assert not SignatureVerifier("another secret").is_valid_request(body, headers)
    assert "x-slack-retry-num" not in headers


async def test_an_event_comes_again_with_its_number_until_it_is_taken(
    open_bench: OpenBench,
) -> None:
    async with endpoint() as (ours, url):
        bench = await open_bench(settings=over_http(url))
        ours.answers = [web.Response(status=500), web.Response(status=404)]
        await bench.act(ANA, "say", {"channel": TEAM, "text": "Hello"})
        seen = [await ours.next() for _ in range(3)]
        await bench.sandbox.settled()
    retries = [
        (headers.get("x-slack-retry-num"), headers.get("x-slack-retry-reason"))
        for headers, _ in seen
    ]
    assert retries == [(None, None), ("1", "http_error"), ("2", "http_error")]
    assert len({body for _, body in seen}) == 1
    record = await bench.record("events_api")
    assert [(call["attempt"], call["status"]) for call in record] == [(0, 500), (1, 404), (2, 200)]


async def test_after_three_more_attempts_an_event_is_given_up(open_bench: OpenBench) -> None:
    async with endpoint() as (ours, url):
        bench = await open_bench(settings=over_http(url))
        ours.answers = [web.Response(status=500) for _ in range(9)]
        await bench.act(ANA, "say", {"channel": TEAM, "text": "Hello"})
        await bench.sandbox.settled()
    assert [call["attempt"] for call in await bench.record("events_api")] == [0, 1, 2, 3]


async def test_an_app_can_ask_not_to_be_told_again(open_bench: OpenBench) -> None:
    async with endpoint() as (ours, url):
        bench = await open_bench(settings=over_http(url))
        ours.answers = [web.Response(status=500, headers={"x-slack-no-retry": "1"})]
        await bench.act(ANA, "say", {"channel": TEAM, "text": "Hello"})
        await bench.sandbox.settled()
    assert len(await bench.record("events_api")) == 1


async def test_an_app_that_is_not_there_is_tried_again(open_bench: OpenBench) -> None:
    async with endpoint() as (_, url):
        pass
    bench = await open_bench(settings=over_http(url))
    await bench.act(ANA, "say", {"channel": TEAM, "text": "Hello"})
    await bench.sandbox.settled()
    assert [call["status"] for call in await bench.record("events_api")] == [0] * 4
    used = await bench.act(ANA, "command", {"channel": TEAM, "text": "/bare"})
    assert used == {"result": "timeout"}
