from dataclasses import replace

import pytest

from bot.content.sentences import english
from bot.domain.team import SurveyCadence, Team
from bot.store import teams
from bot.team_file.problems import TeamFileError
from bot.use_cases.apply_team import Outcome
from tests.team_file.conftest import Place

GROUP = '\ngroup = "city"\nopen_days = 4 '


def _grouped(harbour: str) -> str:
    return harbour.replace("\nopen_days = 4 ", GROUP, 1)


def _notes(outcome: Outcome) -> list[str]:
    return [english().told(note) for note in outcome.notes]


async def _sibling(place: Place, harbour: str, template: str, key: str) -> Team:
    """Another team of the group, with the people of the example."""
    team = (await place.apply(harbour)).team
    assert team.survey
    survey = replace(team.survey, template=template, group="city")
    sibling = replace(team, key=key, name="Hillside", survey=survey)
    place.db.now(teams.save, sibling)
    return sibling


async def test_a_file_may_name_a_group_and_a_way_to_turn_in_danger(
    place: Place, harbour: str
) -> None:
    text = _grouped(harbour).replace("line, 555 0100.", "line, 555.", 1)
    team = (await place.apply(text)).team
    assert isinstance(team.survey, SurveyCadence)
    assert (team.survey.group, team.group) == ("city", "city")
    assert team.danger_route == "Ring the on-call line, 555."
    assert place.teams() == [team]


async def test_without_them_a_team_is_its_own_group(place: Place, harbour: str) -> None:
    outcome = await place.apply(harbour.replace("danger_route =", "# danger_route =", 1))
    assert (outcome.team.group, outcome.team.danger_route) == ("harbour", None)
    assert [note.split(" where")[0] for note in _notes(outcome)] == ["Say in [team] `danger_route`"]


async def test_applying_says_who_is_asked_together_and_whose_file_says_when(
    place: Place, harbour: str
) -> None:
    await _sibling(place, harbour, "staff-concerns", "a-hill")
    outcome = await place.apply(_grouped(harbour))
    assert _notes(outcome) == [
        "Surveys ask Hillside and Harbour House peers together, when the file of Hillside says."
    ]


async def test_teams_of_one_group_with_different_surveys_are_refused_and_nothing_changes(
    place: Place, harbour: str
) -> None:
    await _sibling(place, harbour, "role-clarity", "hill")
    before = place.teams()
    with pytest.raises(TeamFileError) as caught:
        await place.apply(_grouped(harbour).replace("Harbour House peers", "Renamed", 1))
    line = next(n for n, text in enumerate(harbour.splitlines(), 1) if text.startswith("template"))
    assert str(caught.value) == (
        f"{place.file}, line {line}, survey.template: 'hill' of the same group asks "
        "'role-clarity'; name the same survey (to change both, first take `group` out of one file "
        "and apply it)"
    )
    assert place.teams() == before


async def test_different_surveys_are_fine_in_groups_of_their_own(
    place: Place, harbour: str
) -> None:
    await _sibling(place, harbour, "role-clarity", "hill")
    outcome = await place.apply(harbour)
    # All of its people are asked with the other group, which is the first.
    (note,) = _notes(outcome)
    assert note.startswith("Few people would be asked in a survey. A survey needs 5, so none will")
