import asyncio
import os
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.clock import system
from bot.domain.survey import RoundState
from bot.store import rounds
from bot.store.database import Database
from tests.cli.conftest import EXAMPLES, ROOT, Holdspace, Home

TEAM = EXAMPLES / "harbour-house.toml"
OPEN = ("survey", "open", "harbour")


@pytest.fixture
async def set_up(home: Home, holdspace: Holdspace) -> Home:
    await holdspace("team", "apply", TEAM)
    return home


def _db(home: Home) -> Database:
    return Database(f"sqlite:///{home.database}")


async def test_an_operator_opens_a_survey_and_its_key_lies_where_it_should(
    set_up: Home, holdspace: Holdspace
) -> None:
    said = await holdspace(*OPEN, "--days", "3")
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith("Staff concerns is open for Harbour House peers until ")
    assert said.out.endswith(", 16:00 (America/Toronto).\n")
    db = _db(set_up)
    (opened,) = db.now(rounds.open_rounds)
    assert [path.stem for path in set_up.keys.glob("*.key")] == [opened.id]
    assert timedelta(days=2) < opened.closes_at - system() < timedelta(days=4)
    db.close()


async def test_a_second_one_is_refused_in_one_line(set_up: Home, holdspace: Holdspace) -> None:
    del set_up
    await holdspace(*OPEN)
    said = await holdspace(*OPEN)
    assert said.status == 1
    assert said.err == (
        "holdspace: no survey was opened for harbour: one is open for it already, and a group has "
        "one at a time; `holdspace survey list` says until when.\n"
    )


async def test_fewer_than_five_are_refused_with_what_to_do(
    set_up: Home, holdspace: Holdspace
) -> None:
    db = _db(set_up)
    with db.engine.begin() as tx:
        tx.execute(text("UPDATE member SET role = 'supervisor' WHERE position < 6"))
    db.close()
    said = await holdspace(*OPEN)
    assert said.status == 1
    assert "fewer than 5 people" in said.err
    assert "the same `group` in [survey] to ask both teams together, or talk in person" in said.err
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("survey", "open", "nobody"), "there is no team 'nobody'; the teams are: harbour."),
        ((*OPEN, "--template", "gone"), "there is no such survey; `holdspace survey surveys`"),
    ],
)
async def test_a_name_that_leads_nowhere_is_said_so(
    set_up: Home, holdspace: Holdspace, arguments: tuple[str, ...], message: str
) -> None:
    del set_up
    said = await holdspace(*arguments)
    assert said.status == 1
    assert message in said.err


@pytest.mark.parametrize("days", ["0", "29", "soon", "-1"])
async def test_days_that_no_survey_may_be_open_are_refused(
    holdspace: Holdspace, capsys: pytest.CaptureFixture[str], days: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        await holdspace(*OPEN, f"--days={days}")
    assert ended.value.code == 2
    assert "is not from 1 to 28" in capsys.readouterr().err


async def test_the_list_tells_where_each_round_stands_and_counts_nothing(
    set_up: Home, holdspace: Holdspace
) -> None:
    assert (await holdspace("survey", "list")).out == "There has been no survey yet.\n"
    await holdspace(*OPEN)
    said = await holdspace("survey", "list")
    assert said.out.startswith("Harbour House peers: Staff concerns, open until ")
    db = _db(set_up)
    (opened,) = db.now(rounds.open_rounds)
    db.now(rounds.end, opened.id, RoundState.UNREAD, opened.closes_at)
    db.close()
    ended = await holdspace("survey", "list")
    assert ended.out == said.out.replace("open until", "deleted unread on")


@pytest.mark.usefixtures("home")
async def test_the_surveys_to_choose_from_are_listed(holdspace: Holdspace) -> None:
    said = await holdspace("survey", "surveys")
    assert "staff-concerns: Staff concerns, 14 statements\n" in said.out


async def test_check_names_an_open_survey_whose_key_is_gone(
    set_up: Home, holdspace: Holdspace
) -> None:
    await holdspace(*OPEN)
    assert (await holdspace("check")).status == 0
    for path in set_up.keys.glob("*.key"):
        path.unlink()
    said = await holdspace("check")
    assert said.status == 1
    (line,) = said.wrong
    assert line.startswith(f"wrong  survey of harbour: its key is not in {set_up.keys}; correct")


async def test_check_names_a_key_that_others_may_read(set_up: Home, holdspace: Holdspace) -> None:
    await holdspace(*OPEN)
    (key,) = set_up.keys.glob("*.key")
    key.chmod(0o644)
    (line,) = (await holdspace("check")).wrong
    assert f"run: chmod 600 {key}" in line


async def _run(home: Home) -> tuple[int | None, str]:
    """`holdspace run` in a process of its own, which ends by itself."""
    started = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        cwd=home.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=asyncio.subprocess.PIPE,
    )
    _, err = await asyncio.wait_for(started.communicate(), 30)
    return started.returncode, err.decode()


async def test_run_refuses_to_start_when_others_may_look_into_the_key_directory(
    set_up: Home,
) -> None:
    set_up.keys.mkdir(mode=0o755)
    status, err = await _run(set_up)
    assert status == 1
    assert err == (
        f"holdspace: {set_up.keys} holds what keeps answers anonymous, and other users of this "
        f"machine may read it; run: chmod 700 {set_up.keys}\n"
    )


async def test_run_refuses_to_start_when_others_may_read_a_key(
    set_up: Home, holdspace: Holdspace
) -> None:
    await holdspace(*OPEN)
    (key,) = set_up.keys.glob("*.key")
    key.chmod(0o604)
    status, err = await _run(set_up)
    assert (status, len(err.splitlines())) == (1, 1)
    assert err.endswith(f"run: chmod 600 {key}\n")


async def test_a_key_directory_that_cannot_be_made_is_one_line(
    set_up: Home, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    set_up.env.setenv("ROUND_KEY_DIR", str(tmp_path / "file" / "keys"))
    status, err = await _run(set_up)
    assert (status, len(err.splitlines())) == (1, 1)
    assert "cannot be used as ROUND_KEY_DIR" in err
