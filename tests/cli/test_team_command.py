from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, Holdspace, Home

TEAM = EXAMPLES / "harbour-house.toml"


async def test_applying_a_file_says_what_changed_and_then_that_nothing_did(
    home: Home, holdspace: Holdspace
) -> None:
    first = await holdspace("team", "apply", TEAM)
    assert (first.status, first.err) == (0, "")
    assert first.out.startswith("New team Harbour House peers: 11 people, 6 shifts, ")
    assert home.database.exists()
    again = await holdspace("team", "apply", TEAM)
    assert again.status == 0
    assert again.out == "Nothing changed: Harbour House peers is as the file says.\n"


async def test_a_file_with_mistakes_is_refused_with_a_line_each(
    home: Home, holdspace: Holdspace
) -> None:
    file = home.folder / "team.toml"
    text = TEAM.read_text(encoding="utf-8").replace('"#peer-team"', '"#nowhere"')
    file.write_text(text.replace("America/Winnipeg", "America/Atlantis"), encoding="utf-8")
    said = await holdspace("team", "apply", file)
    assert (said.status, said.out) == (1, "")
    channel, zone, last = said.err.splitlines()
    assert channel.startswith(f"{file}, line 12, team.channel: '#nowhere' is no channel")
    assert ", shifts[5].timezone: 'America/Atlantis' is not a time zone" in zone
    assert last == "Nothing was changed."


@pytest.mark.usefixtures("home")
async def test_a_file_that_is_not_there_is_said_so(holdspace: Holdspace) -> None:
    said = await holdspace("team", "apply", "nowhere.toml")
    assert said.status == 1
    assert said.err.startswith("nowhere.toml cannot be read: No such file or directory.\n")


async def test_settings_that_are_missing_are_named_in_one_line(
    home: Home, holdspace: Holdspace
) -> None:
    home.env.delenv("SLACK_BOT_TOKEN")
    said = await holdspace("team", "apply", TEAM)
    assert (said.status, said.out) == (1, "")
    assert said.err == "holdspace: SLACK_BOT_TOKEN is missing. See .env.example.\n"


async def test_a_database_that_cannot_be_opened_is_said_in_one_line_without_its_password(
    home: Home, holdspace: Holdspace
) -> None:
    home.env.setenv("DATABASE_URL", "postgresql+psycopg://ana:hush@127.0.0.1:1/none")
    said = await holdspace("team", "apply", TEAM)
    assert said.status == 1
    assert said.err.startswith("holdspace: the database cannot be opened; correct DATABASE_URL (")
    assert len(said.err.splitlines()) == 1
    assert "hush" not in said.err


async def test_a_folder_in_the_place_of_the_database_is_said_in_one_line(
    home: Home, holdspace: Holdspace, tmp_path: Path
) -> None:
    home.env.setenv("DATABASE_URL", f"sqlite:///{tmp_path}")
    said = await holdspace("team", "apply", TEAM)
    assert said.status == 1
    assert said.err.startswith("holdspace: the database cannot be opened; correct DATABASE_URL (")
