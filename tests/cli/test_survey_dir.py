"""An organisation's own surveys: SURVEY_DIR, and what each command says where one does not fit."""

from pathlib import Path

import pytest

from bot.content.templates import BUILT_IN
from tests.cli.conftest import EXAMPLES, Holdspace, Home

TEAM = EXAMPLES / "harbour-house.toml"


@pytest.fixture
def own(home: Home) -> Path:
    """One survey of their own, made from a built-in one."""
    folder = home.folder / "surveys"
    folder.mkdir()
    text = (BUILT_IN / "programme-check.toml").read_text(encoding="utf-8")
    (folder / "autumn.toml").write_text(text.replace("How the programme fits", "Autumn"), "utf-8")
    home.env.setenv("SURVEY_DIR", str(folder))
    return folder


async def test_a_survey_of_ones_own_is_listed_and_can_be_chosen_in_a_team_file(
    own: Path, home: Home, holdspace: Holdspace
) -> None:
    assert (own / "autumn.toml").exists()
    assert "autumn: Autumn, 8 statements" in (await holdspace("survey", "surveys")).out
    file = home.folder / "team.toml"
    text = TEAM.read_text(encoding="utf-8")
    assert '"staff-concerns"' in text
    file.write_text(text.replace('"staff-concerns"', '"autumn"'), "utf-8")
    assert (await holdspace("team", "apply", file)).status == 0
    assert "ok     surveys" in (await holdspace("check")).out


async def test_a_mistake_is_named_by_each_command_and_nothing_is_changed(
    own: Path, home: Home, holdspace: Holdspace
) -> None:
    file = own / "autumn.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('title = "Autumn"', "title = 3"))
    line = file.read_text(encoding="utf-8").splitlines().index("title = 3") + 1
    told = f"{file}, line {line}, title: needs to be a text in quotes"
    for command in (["team", "apply", TEAM], ["survey", "surveys"]):
        said = await holdspace(*command)
        assert (said.status, said.err) == (1, f"holdspace: {told}\n")
    assert not home.database.exists()
    assert f"wrong  surveys: {told}" in (await holdspace("check")).out
