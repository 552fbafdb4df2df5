"""A team printed as a file is that team again."""

import tomllib

from hypothesis import given, settings

from bot.content.toml_lines import Lines
from bot.domain.set_up import mark
from bot.domain.team import Team
from bot.team_file import references
from bot.team_file.check import shape
from bot.team_file.directory import Channel, Person
from bot.team_file.problems import Problem
from bot.team_file.references import same
from bot.team_file.to_team import to_team
from bot.team_file.write import names_of, to_data, to_toml
from tests.support.made_teams import made_teams
from tests.team_file.conftest import Place

HERE = "harbour-house"


def _read(text: str, team: Team) -> Team:
    """As a file is read, with people called in Slack as they are in the team."""
    data, found = tomllib.loads(text), list[Problem]()
    file = shape(data, found)
    found += references.problems(data, ["staff-concerns"])
    assert found == []
    assert file
    people = {same(m.id): Person(m.id, m.name, None) for m in team.members}
    return to_team(file, people, Channel(team.channel, "peer-team", joined=True))


@given(made_teams())
@settings(max_examples=150)
def test_any_team_is_the_same_after_it_was_printed_and_read(team: Team) -> None:
    text = to_toml(to_data(team, HERE), names_of(team))
    assert _read(text, team) == team


@given(made_teams())
@settings(max_examples=50)
def test_what_is_printed_reads_as_the_very_data_that_forms_edit(team: Team) -> None:
    data = to_data(team, HERE)
    assert mark(tomllib.loads(to_toml(data, names_of(team)))) == mark(data)


async def test_showing_and_applying_the_example_changes_nothing(place: Place, harbour: str) -> None:
    team = (await place.apply(harbour)).team
    again = await place.apply(to_toml(to_data(team, HERE), names_of(team)))
    assert again.team == team
    assert str(again).startswith("Nothing changed")


async def test_the_file_is_neat_and_names_people_beside_their_ids(
    place: Place, harbour: str
) -> None:
    team = (await place.apply(harbour)).team
    text = to_toml(to_data(team, HERE), names_of(team))
    assert text.startswith('workspace = "harbour-house"\n\n[team]\nkey = "harbour"\n')
    assert 'person = "U0WREN"  # Wren Lavallée\n' in text
    assert 'days = ["mon", "tue", "wed", "thu", "fri"]\n' in text
    assert 'rrule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU"\nfirst_day = 2026-11-28\n' in text
    assert 'people = [\n    "U0ANA",  # Ana Duarte\n' in text
    assert Lines(text).of(("shifts", 5, "people", 1)) > Lines(text).of(("shifts", 4))


def test_a_name_cannot_leave_its_comment() -> None:
    data = {"team": {"key": "t"}, "members": [{"person": "U0ADA"}]}
    names = {"U0ADA": 'Ada\nkey = "other"\u2028\u202e\x00 #'}
    text = to_toml(data, names)
    assert tomllib.loads(text) == data
    assert '# Ada key = "other"' in text
