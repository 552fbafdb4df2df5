"""An organisation's own suggestions for breaks: BREAKS_FILE."""

import re
from pathlib import Path

import pytest

from bot import app, settings
from bot.content.suggestions import SuggestionsError
from tests.cli.conftest import Holdspace, Home

GOOD = """
[[ideas]]
key = "one"
text = "Look up."
[[ideas]]
key = "two"
text = "Look down."
"""


def _written(home: Home, text: str) -> Path:
    path = home.folder / "ours.toml"
    path.write_text(text, encoding="utf-8")
    home.env.setenv("BREAKS_FILE", str(path))
    return path


@pytest.fixture
def own(home: Home) -> Path:
    return _written(home, GOOD)


@pytest.fixture
def mistaken(home: Home) -> Path:
    return _written(home, GOOD.replace('"Look down."', "3"))


@pytest.mark.usefixtures("own")
async def test_check_says_that_it_can_be_used(holdspace: Holdspace) -> None:
    assert "ok     suggestions for breaks" in (await holdspace("check")).out


async def test_a_mistake_is_named_by_check_and_the_app_does_not_start(
    mistaken: Path, home: Home, holdspace: Holdspace
) -> None:
    told = f"{mistaken}, line 7, ideas[2].text: needs to be a text in quotes"
    assert f"wrong  suggestions for breaks: {told}" in (await holdspace("check")).wrong
    with pytest.raises(SuggestionsError, match=re.escape(told)):
        await app.Holdspace(settings.load()).start()
    assert not home.database.exists()


async def test_a_mistake_in_its_french_file_is_named_too(
    own: Path, home: Home, holdspace: Holdspace
) -> None:
    french = own.with_name("ours.fr.toml")
    french.write_text(GOOD.replace('"Look down."', "3"), encoding="utf-8")
    told = f"{french}, line 7, ideas[2].text: needs to be a text in quotes"
    assert f"wrong  suggestions for breaks: {told}" in (await holdspace("check")).wrong
    assert not home.database.exists()
