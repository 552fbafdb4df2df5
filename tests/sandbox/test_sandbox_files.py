import json

import aiohttp
import pytest

from tests.sandbox.conftest import OpenBench
from tests.sandbox.workbench import ANA, BEN, QUIET, TEAM, Bench, Json, make_manifest

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 20


async def ticket(bench: Bench, length: int = len(PNG)) -> Json:
    body = {"filename": "week.png", "length": length, "alt_txt": "A bar chart of the week"}
    return await bench.raw("files.getUploadURLExternal", body)


async def test_an_image_is_uploaded_shared_and_seen(bench: Bench) -> None:
    shared = await bench.client.files_upload_v2(
        channel=TEAM,
        content=PNG,
        filename="week.png",
        title="The week",
        alt_txt="A bar chart of the week",
        initial_comment="This week",
    )
    assert shared["files"][0]["title"] == "The week"
    (seen,) = await bench.seen(ANA, TEAM)
    (file,) = seen["files"]
    assert (seen["text"], file["title"], file["alt"]) == (
        "This week",
        "The week",
        "A bar chart of the week",
    )
    async with bench.http.get(bench.sandbox.url + file["url"]) as picture:
        assert picture.content_type == "image/png"
        assert await picture.read() == PNG


async def test_bytes_may_come_as_a_form(bench: Bench) -> None:
    announced = await ticket(bench)
    form = aiohttp.FormData()
    form.add_field("file", PNG, filename="week.png")
    async with bench.http.post(announced["upload_url"], data=form) as answer:
        assert await answer.text() == f"OK - {len(PNG)}"


async def test_an_upload_of_another_length_is_refused(bench: Bench) -> None:
    announced = await ticket(bench, length=5)
    async with bench.http.post(announced["upload_url"], data=PNG) as answer:
        assert (answer.status, await answer.text()) == (400, "Expected 5 bytes.")


async def test_a_file_is_not_seen_before_it_is_completed(bench: Bench) -> None:
    announced = await ticket(bench)
    address = f"{bench.sandbox.url}/files/{announced['file_id']}"
    headers = {"Authorization": f"Bearer {bench.sandbox.bot_token}"}
    async with (
        bench.http.post(announced["upload_url"], data=PNG),
        bench.http.get(address, headers=headers) as early,
    ):
        assert early.status == 404
    done = await bench.raw(
        "files.completeUploadExternal", {"files": json.dumps([{"id": announced["file_id"]}])}
    )
    assert done["files"][0]["title"] == "week.png"
    async with bench.http.get(address, headers=headers) as late:
        assert (late.status, await late.read()) == (200, PNG)
    async with bench.http.get(address) as stranger:
        assert stranger.content_type == "text/html"
    async with bench.http.post(announced["upload_url"], data=PNG) as again:
        assert again.status == 404


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"files": []}, "invalid_arguments"),
        ({"files": ["F1"]}, "invalid_arguments"),
        ({"files": [{"id": "F0NONE"}]}, "file_not_found"),
        ({"channel_id": "C0NOWHERE"}, "invalid_channel"),
        ({"channel_id": QUIET}, "not_in_channel"),
    ],
)
async def test_an_upload_that_cannot_be_completed_stays_hidden(
    bench: Bench, arguments: Json, error: str
) -> None:
    announced = await ticket(bench)
    async with bench.http.post(announced["upload_url"], data=PNG):
        pass
    body = {"files": [{"id": announced["file_id"]}], "channel_id": TEAM} | arguments
    assert (await bench.raw("files.completeUploadExternal", body))["error"] == error
    assert await bench.seen(ANA, TEAM) == []


@pytest.mark.parametrize("length", [0, "many"])
async def test_a_length_must_be_a_number_of_bytes(bench: Bench, length: object) -> None:
    body = {"filename": "x.txt", "length": length}
    answer = await bench.raw("files.getUploadURLExternal", body)
    assert answer["error"] == "invalid_arguments"


CSV = b"person,start,end\n"


async def uploaded(bench: Bench) -> str:
    body = {"filename": "roster.csv", "length": len(CSV)}
    announced = await bench.raw("files.getUploadURLExternal", body)
    async with bench.http.post(announced["upload_url"], data=CSV) as answer:
        assert answer.status == 200
    return str(announced["file_id"])


async def complete(bench: Bench, **more: object) -> Json:
    files = [{"id": await uploaded(bench), "title": "A roster"}]
    return await bench.raw("files.completeUploadExternal", {"files": files, **more})


async def test_a_file_in_a_dm_is_for_the_person_whose_dm_it_is(bench: Bench) -> None:
    dm = (await bench.client.conversations_open(users=[ANA]))["channel"]["id"]
    shared = await complete(bench, channel_id=dm, initial_comment="As you asked")
    assert shared["ok"] is True
    (seen,) = await bench.seen(ANA, dm)
    (file,) = seen["files"]
    assert (seen["text"], file["title"], file["name"]) == ("As you asked", "A roster", "roster.csv")
    async with bench.http.get(bench.sandbox.url + file["url"]) as answer:
        assert (answer.content_type, await answer.read()) == ("text/csv", CSV)
    await bench.client.chat_postMessage(channel=TEAM, text="Nothing with it")
    status, _ = await bench.control_status("GET", f"people/{BEN}/files/{file['id']}")
    assert status == 404


async def test_a_file_answers_in_a_thread(bench: Bench) -> None:
    parent = await bench.client.chat_postMessage(channel=ANA, text="What would you like?")
    dm = parent["channel"]
    await complete(bench, channel_id=dm, thread_ts=parent["ts"])
    (top,) = await bench.seen(ANA, dm)
    assert top["reply_count"] == 1
    path = f"people/{ANA}/messages?channel={dm}&thread_ts={parent['ts']}"
    reply = (await bench.read(path))["messages"][1]
    assert [file["title"] for file in reply["files"]] == ["A roster"]
    for thread in ("1.000000", reply["ts"]):
        refused = await complete(bench, channel_id=dm, thread_ts=thread)
        assert refused["error"] == "invalid_arguments"
    two = await complete(bench, channels=f"{dm},{TEAM}", thread_ts=parent["ts"])
    assert two["error"] == "invalid_arguments"


async def test_channels_takes_a_persons_id_and_channel_id_does_not(bench: Bench) -> None:
    assert (await complete(bench, channel_id=BEN))["error"] == "invalid_channel"
    assert (await complete(bench, channels=BEN))["ok"] is True
    dm = (await bench.client.conversations_open(users=[BEN]))["channel"]["id"]
    assert len(await bench.seen(BEN, dm)) == 1


async def test_blocks_are_ignored_where_there_is_a_comment(bench: Bench) -> None:
    block = {"type": "section", "text": {"type": "mrkdwn", "text": "In blocks"}}
    await complete(bench, channel_id=TEAM, initial_comment="In words", blocks=[block])
    await complete(bench, channel_id=TEAM, blocks=[block])
    words, blocks = await bench.seen(ANA, TEAM)
    assert (words["text"], words["blocks"]) == ("In words", [])
    assert blocks["blocks"][0]["text"]["text"] == "In blocks"


async def test_the_app_hears_that_it_shared_a_file_as_slack_says_it(bench: Bench) -> None:
    await complete(bench, channel_id=TEAM)
    (call,) = await bench.record("events_api")
    event = call["request"]["event"]
    assert (event["subtype"], event["files"][0]["title"]) == ("file_share", "A roster")


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
async def test_uploading_needs_its_scope(open_bench: OpenBench, method: str) -> None:
    bench = await open_bench(manifest=make_manifest(["chat:write", "commands"], []))
    answer = await bench.raw(method, {"filename": "roster.csv", "length": 5})
    assert (answer["error"], answer["needed"]) == ("missing_scope", "files:write")


async def test_a_file_that_was_shared_with_somebody_who_left_stays_where_it_is(
    bench: Bench,
) -> None:
    dm = (await bench.client.conversations_open(users=[ANA]))["channel"]["id"]
    await bench.act(ANA, "change", {"deleted": True})
    for place in ({"channel_id": dm}, {"channels": ANA}):
        assert (await complete(bench, **place))["error"] == "user_disabled"
