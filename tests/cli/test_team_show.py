from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.store import archives, teams
from bot.store.database import Database
from tests.cli.conftest import EXAMPLES, Holdspace, Home

TEAM = EXAMPLES / "harbour-house.toml"


async def test_what_is_shown_applies_and_changes_nothing(home: Home, holdspace: Holdspace) -> None:
    await holdspace("team", "apply", TEAM)
    shown = await holdspace("team", "show", "harbour")
    assert (shown.status, shown.err) == (0, "")
    assert 'person = "U0ANA"  # Ana Duarte' in shown.out
    file = home.folder / "shown.toml"
    file.write_text(shown.out, encoding="utf-8")
    again = await holdspace("team", "apply", file)
    assert again.out == "Nothing changed: Harbour House peers is as the file says.\n"


async def test_without_a_key_the_teams_are_listed(home: Home, holdspace: Holdspace) -> None:
    none = await holdspace("team", "show")
    assert (none.status, none.out) == (0, "There is no team yet.\n")
    await holdspace("team", "apply", TEAM)
    some = await holdspace("team", "show")
    assert some.out == "harbour: Harbour House peers, 11 people, 6 shifts\n"
    assert home.database.exists()


@pytest.mark.usefixtures("home")
async def test_a_key_that_is_not_there_is_answered_with_those_that_are(
    holdspace: Holdspace,
) -> None:
    await holdspace("team", "apply", TEAM)
    said = await holdspace("team", "show", "harbor")
    assert (said.status, said.out) == (1, "")
    assert said.err == "holdspace: there is no team 'harbor'; there are: harbour\n"


async def test_an_archived_team_is_shown_as_the_file_that_brings_it_back(
    home: Home, holdspace: Holdspace
) -> None:
    await holdspace("team", "apply", TEAM)
    shown = await holdspace("team", "show", "harbour")
    db = Database(f"sqlite:///{home.database}")
    team = db.now(teams.load, "harbour")
    assert team
    db.now(teams.save, replace(team, members=(), shifts=(), survey=None))
    db.now(archives.keep, "harbour", shown.out, datetime(2026, 11, 26, 9, tzinfo=UTC))
    db.close()
    listed = await holdspace("team", "show")
    assert listed.out == "harbour: Harbour House peers, archived on 2026-11-26\n"
    assert "Harbour House peers" not in (await holdspace("check")).out
    away = await holdspace("team", "show", "harbour")
    head, _, text = away.out.partition("\n\n")
    assert head == "# Archived on 2026-11-26. Applying this file brings the team back."
    assert text == shown.out
    file = home.folder / "back.toml"
    file.write_text(away.out, encoding="utf-8")
    assert (await holdspace("team", "apply", file)).status == 0
    assert (await holdspace("team", "show", "harbour")).out == shown.out
