import asyncio
import json
import signal
import socket
import sys
from pathlib import Path

import aiohttp
import pytest

from sandbox.__main__ import run
from tests.sandbox.workbench import make_manifest

WORKSPACE = '[team]\nname = "Harbour House"\n[[people]]\nname = "ana"\n'


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    workspace, manifest = tmp_path / "workspace.toml", tmp_path / "manifest.json"
    workspace.write_text(WORKSPACE, "utf-8")
    manifest.write_text(json.dumps(make_manifest()), "utf-8")
    return ["--workspace", str(workspace), "--manifest", str(manifest)]


async def test_a_served_workspace_prints_what_an_app_needs_and_stops_when_told(
    files: list[str],
) -> None:
    process = await asyncio.create_subprocess_exec(
        *[sys.executable, "-m", "sandbox", *files, "--port", "0"],
        *["--now", "2026-11-02T12:00:00+00:00"],
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    printed = [(await process.stdout.readline()).decode().split()[-1] for _ in range(5)]
    url, api_url, bot_token, app_token, secret = printed
    assert api_url == f"{url}/api/"
    assert (bot_token[:5], app_token[:5], len(secret)) == ("xoxb-", "xapp-", 9)
    async with aiohttp.ClientSession() as http:
        headers = {"Authorization": f"Bearer {bot_token}"}
        async with http.post(f"{api_url}auth.test", headers=headers) as answer:
            assert (await answer.json())["team"] == "Harbour House"
        async with http.get(f"{url}/control/workspace") as answer:
            assert (await answer.json())["clock"]["now"].startswith("2026-11-02T12:00:0")
    process.send_signal(signal.SIGTERM)
    assert await process.wait() == 0


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (["--workspace", "nowhere.toml"], "nowhere.toml could not be read"),
        (["--manifest", "nowhere.yml"], "nowhere.yml cannot be read"),
        (["--now", "2026-11-02T12:00:00"], "Give the instant with its time zone"),
    ],
)
def test_what_cannot_be_served_is_explained_in_a_sentence(
    files: list[str], capsys: pytest.CaptureFixture[str], change: list[str], sentence: str
) -> None:
    assert run([*files, *change]) == 1
    assert sentence in capsys.readouterr().err


def test_a_port_that_is_taken_is_explained(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert run([*files, "--port", str(port)]) == 1
    assert f"Port {port} cannot be used" in capsys.readouterr().err
