from dataclasses import replace

import pytest

from bot.content import catalogue
from bot.content.catalogue import Words
from bot.views import privacy
from bot.views.parts import View
from tests.support.survey_scene import a_team

WORDS, FRENCH = (catalogue.load().of(code) for code in ("en", "fr"))
TEAM = a_team()


def _text(view: View) -> str:
    return "\n".join(block["text"]["text"] for block in view["blocks"])


@pytest.mark.parametrize(
    "said",
    [
        "anonymous to your supervisors",
        "Slack carries all",
        "whoever controls the server holds all that it takes",
        "Colleagues may guess",
        "Your own words can give you away",
        "*Supervisors:*",
        "*Colleagues:*",
        "*Whoever runs Holdspace:*",
        "destroyed unread after four weeks",
        "Never what anybody wrote",
        "*Your days off:* until you take them back",
        "*That you are quiet, and what you turned off:* until it is over",
        "and not who is quiet or off",
        "If someone may be in danger",
    ],
)
def test_it_says_what_is_promised_what_is_not_and_who_sees_what(said: str) -> None:
    assert said in _text(privacy.page(WORDS, [TEAM]))


def test_nothing_is_called_anonymous_without_saying_to_whom() -> None:
    everything = _text(privacy.page(WORDS, [])) + WORDS("survey.form.privacy")
    assert everything.count("anonymous") == everything.count("anonymous to your supervisors")


def test_in_french_too_nothing_is_called_anonymous_without_saying_to_whom() -> None:
    everything = _text(privacy.page(FRENCH, [])) + FRENCH("survey.form.privacy")
    assert everything.count("anonyme") == everything.count(
        "anonyme auprès des personnes qui vous supervisent"
    )


def test_it_is_the_same_for_everybody_whose_teams_have_no_way_of_their_own() -> None:
    assert privacy.page(WORDS, [TEAM]) == privacy.page(WORDS, [])


def test_several_ways_are_told_with_their_teams_and_a_shared_one_once() -> None:
    river = replace(TEAM, danger_route="Ring the office.")
    hill = replace(TEAM, name="Hill", danger_route="Ring Joan.")
    assert "River &amp; Bank" not in _text(privacy.page(WORDS, [river, river]))
    told = _text(privacy.page(WORDS, [river, hill]))
    assert "*River &amp; Bank:* Ring the office.\n*Hill:* Ring Joan." in told


@pytest.mark.parametrize("words", [WORDS, FRENCH], ids=["en", "fr"])
def test_each_paragraph_is_whole(words: Words) -> None:
    assert "…" not in _text(privacy.page(words, [TEAM]))
