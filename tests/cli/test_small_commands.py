import asyncio
import re
import socket
import sys
from pathlib import Path

import aiohttp
import pytest

from bot.__main__ import main
from tests.cli.conftest import EXAMPLES, MANIFEST, ROOT

WORKSPACE = EXAMPLES / "harbour-house.workspace.toml"
SERVE = ("sandbox", "--workspace", str(WORKSPACE), "--manifest", str(MANIFEST))


def test_each_secret_is_fresh_and_long_enough(capsys: pytest.CaptureFixture[str]) -> None:
    found = set()
    for _ in range(2):
        assert main(["secret"]) == 0
        found.add(capsys.readouterr().out.strip())
    assert len(found) == 2
    assert all(re.fullmatch(r"[0-9a-f]{64}", secret) for secret in found)


@pytest.mark.parametrize("command", ["check", "team", "secret", "sandbox"])
def test_help_says_what_a_command_is_for(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert len(capsys.readouterr().out) > 150


def test_the_help_of_check_tells_all_that_it_looks_at(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", "--help"])
    told = capsys.readouterr().out
    for what in ("settings", "database", "round keys", "bot token", "app token", "each team"):
        assert re.search(rf"^  (the )?{what} ", told, re.MULTILINE)
    assert "exit status is 0" in told


async def test_the_practice_workspace_prints_an_address_that_answers() -> None:
    served = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *SERVE, "--port", "0", stdout=asyncio.subprocess.PIPE, cwd=ROOT
    )
    assert served.stdout
    try:
        line = (await asyncio.wait_for(served.stdout.readline(), 20)).decode()
        (address,) = re.findall(r"http://127\.0\.0\.1:\d+", line)
        async with aiohttp.ClientSession() as session, session.get(address) as page:
            assert page.status == 200
    finally:
        served.terminate()
        assert await asyncio.wait_for(served.wait(), 20) == 0
        await served.communicate()


def test_a_port_in_use_is_one_clear_line(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main([*SERVE, "--port", str(port)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"Port {port} cannot be used (")
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize("option", ["--workspace", "--manifest"])
def test_a_file_that_is_missing_is_one_clear_line(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*SERVE, option, str(tmp_path / "none")]) == 1
    said = capsys.readouterr()
    assert str(tmp_path / "none") in said.err
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (("--port", "99999"), "needs a number from 0 to 65535"),
        (("--port", "-1"), "needs a number from 0 to 65535"),
        (("--now", "soon"), "argument --now"),
        (("--now", "2026-11-23T07:00:00"), "say the offset from UTC too"),
    ],
)
def test_an_option_that_does_not_fit_is_refused(
    more: tuple[str, str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*SERVE, *more])
    assert ended.value.code == 2
    assert message in capsys.readouterr().err
