import json

import aiohttp
import pytest

from tests.sandbox.workbench import ANA, QUIET, TEAM, Bench, Json

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
    async with bench.http.post(announced["upload_url"], data=PNG), bench.http.get(address) as early:
        assert early.status == 404
    done = await bench.raw(
        "files.completeUploadExternal", {"files": json.dumps([{"id": announced["file_id"]}])}
    )
    assert done["files"][0]["title"] == "week.png"
    async with bench.http.get(address) as late:
        assert late.status == 200
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
