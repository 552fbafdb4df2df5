"""`holdspace demo`, when it cannot start: one line that says what to do, and a failure."""

import asyncio
import re
import signal
import socket
import sys
from pathlib import Path

import aiohttp
import pytest

from bot.__main__ import main
from tests.support.hill import HILLSIDE
from tests.support.practice import HARBOUR, ROOT


def _refused(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    assert main(["demo", *map(str, arguments)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    (line,) = err.splitlines()
    return str(line)


def test_a_port_in_use_is_named_with_a_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        line = _refused(capsys, "--port", port)
    assert line == (
        f"holdspace: port {port} is in use; choose another, such as `make demo PORT=8421`."
    )


@pytest.mark.parametrize("mode", [[], ["--week"]])
def test_a_file_that_is_not_there_is_named(
    mode: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    line = _refused(capsys, "--team", "nowhere.toml", *mode)
    assert line.startswith("holdspace: ")
    assert "nowhere.toml" in line


def test_a_mistake_in_the_team_file_is_named_by_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "team.toml"
    file.write_text(HILLSIDE.replace("Europe/London", "Europe/Londres"), encoding="utf-8")
    line = _refused(capsys, "--team", file, "--week")
    assert f"{file}, line 7, team.timezone:" in line


def test_a_mistake_that_only_slack_can_tell_is_named_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "harbour-house.toml"
    file.write_text(HARBOUR.read_text("utf-8").replace("ana@", "anna@"), encoding="utf-8")
    beside = HARBOUR.with_suffix(".workspace.toml").read_text("utf-8")
    (tmp_path / "harbour-house.workspace.toml").write_text(beside, encoding="utf-8")
    assert main(["demo", "--team", str(file), "--week"]) == 1
    assert "anna@harbour.example" in capsys.readouterr().err


def test_a_broken_workspace_beside_the_team_file_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "team.toml").write_text(HILLSIDE, encoding="utf-8")
    (tmp_path / "team.workspace.toml").write_text("[team", encoding="utf-8")
    line = _refused(capsys, "--team", tmp_path / "team.toml", "--week")
    assert "team.workspace.toml is not valid TOML" in line


def test_a_file_of_messages_goes_with_the_week_only(capsys: pytest.CaptureFixture[str]) -> None:
    assert "--json goes with --week" in _refused(capsys, "--json", "week.json")


@pytest.mark.parametrize(
    "wrong", [["--now", "monday"], ["--now", "2026-11-23T07:00"], ["--port", "99999"]]
)
def test_a_wrong_argument_is_a_matter_of_usage(
    wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["demo", *wrong])
    assert ended.value.code == 2
    assert "usage: holdspace" in capsys.readouterr().err


def test_a_week_needs_a_team(capsys: pytest.CaptureFixture[str]) -> None:
    assert "--week needs a team to play it" in _refused(capsys, "--fresh", "--week")


@pytest.mark.parametrize("which", [[], ["--fresh"]])
async def test_it_prints_the_address_of_its_page_and_ends_when_it_is_interrupted(
    which: list[str],
) -> None:
    demo = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--port", "0", *which),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=ROOT,
    )
    assert demo.stdout
    assert demo.stderr
    told = await asyncio.wait_for(demo.stdout.readuntil(b"Ctrl+C stops it."), 20)
    (address,) = re.findall(r"http://127\.0\.0\.1:\d+", told.decode())
    async with aiohttp.ClientSession() as session, session.get(address) as page:
        assert page.status == 200
    demo.send_signal(signal.SIGINT)
    assert await asyncio.wait_for(demo.wait(), 20) == 0
    assert await demo.stderr.read() == b""
