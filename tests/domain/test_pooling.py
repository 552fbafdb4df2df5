from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.group import Group
from bot.domain.release import pooled, rule_for, smallest_k
from bot.domain.team import LEADS, READS_DIGEST, Member, Role, SurveyCadence, Team
from tests.support.survey_scene import CADENCE, a_team, peer, supervisor


def _ids(group: Group) -> list[str]:
    return [member.id for member in group.invited]


def _together(*teams: Team, group: str = "shared") -> list[Team]:
    survey = replace(CADENCE, group=group)
    return [replace(team, survey=survey) for team in teams]


def test_readers_of_the_digest_are_not_asked() -> None:
    (group,) = pooled([a_team(2)])
    assert _ids(group) == ["U000", "U001"]


def test_teams_of_one_group_are_asked_together_and_each_person_once() -> None:
    both = replace(a_team(key="b"), members=(peer(2), peer(7)))
    (group,) = pooled(_together(both, a_team(3, "a")))
    assert group.key == "shared"
    assert [team.key for team in group.teams] == ["a", "b"]
    assert _ids(group) == ["U000", "U001", "U002", "U007"]


def test_a_team_may_name_its_siblings_key_as_the_group() -> None:
    (group,) = pooled([a_team(3, "a"), *_together(a_team(4, "b"), group="a")])
    assert (group.key, len(group.teams)) == ("a", 2)


def test_whoever_supervises_one_team_of_the_group_is_not_asked_in_the_other() -> None:
    works_too = replace(a_team(key="b"), members=(peer(7), replace(peer(1), id="USUPER")))
    (group,) = pooled(_together(a_team(2, "a"), works_too))
    assert _ids(group) == ["U000", "U001", "U007"]


def test_whoever_supervises_elsewhere_is_asked_where_they_work() -> None:
    works = replace(a_team(key="b"), members=(replace(peer(1), id="USUPER"),))
    first, second = pooled([a_team(2, "a"), works])
    assert (_ids(first), _ids(second)) == (["U000", "U001"], ["USUPER"])


def test_somebody_in_two_groups_is_asked_in_the_first() -> None:
    second = replace(a_team(1, "b"), members=(peer(1), peer(7), supervisor()))
    first = a_team(2, "a")
    assert [_ids(group) for group in pooled([second, first])] == [["U000", "U001"], ["U007"]]


def test_a_group_that_has_no_cadence_takes_nobody_away_from_one_that_has() -> None:
    by_hand = replace(a_team(2, "a"), survey=None)
    asked = {group.key: _ids(group) for group in pooled([by_hand, a_team(1, "b")])}
    assert asked == {"b": ["U000"], "a": ["U001"]}


def test_the_first_team_by_key_with_a_survey_says_when() -> None:
    other = replace(CADENCE, every_weeks=2, group="a")
    (group,) = pooled(
        [
            replace(a_team(1, "a"), survey=None),
            replace(a_team(1, "c"), survey=replace(CADENCE, group="a"), timezone="Asia/Kolkata"),
            replace(a_team(1, "b"), survey=other, timezone="Europe/London"),
        ]
    )
    assert (group.survey, group.timezone) == (other, "Europe/London")


def test_whoever_leads_a_team_of_the_group_may_open_its_survey() -> None:
    niko = Member("UNIKO", "Niko", Role.COORDINATOR, "UTC")
    (group,) = pooled(_together(a_team(2, "a"), replace(a_team(key="b"), members=(niko,))))
    assert [group.may_be_opened_by(one) for one in ("USUPER", "UNIKO", "U000", "UX")] == [
        True,
        True,
        False,
        False,
    ]
    assert READS_DIGEST < LEADS


roles = st.sampled_from(list(Role))
memberships = st.dictionaries(st.integers(0, 9), roles, max_size=8)
surveys = st.none() | st.builds(
    replace, st.just(CADENCE), group=st.none() | st.sampled_from("abxy")
)


@st.composite
def many_teams(draw: st.DrawFn) -> list[Team]:
    keys = draw(st.lists(st.sampled_from("abcdef"), unique=True, max_size=6))
    return [_team(key, draw(memberships), draw(surveys)) for key in keys]


def _team(key: str, people: dict[int, Role], survey: SurveyCadence | None) -> Team:
    members = tuple(Member(f"U{n}", "P", role, "UTC") for n, role in people.items())
    return replace(a_team(key=key, survey=survey), members=members)


@settings(deadline=None)
@given(many_teams())
def test_every_team_is_in_one_group_and_nobody_is_asked_in_two(teams: list[Team]) -> None:
    groups = pooled(teams)
    assert sorted(t.key for g in groups for t in g.teams) == sorted(t.key for t in teams)
    assert all(team.group == group.key for group in groups for team in group.teams)
    asked = [person for group in groups for person in _ids(group)]
    assert len(asked) == len(set(asked))


@settings(deadline=None)
@given(many_teams())
def test_nobody_is_asked_in_a_group_whose_results_they_read(teams: list[Team]) -> None:
    for group in pooled(teams):
        readers = {reader.id for team in group.teams for reader in team.digest_readers()}
        assert not readers & set(_ids(group))


@settings(deadline=None)
@given(many_teams())
def test_nobody_is_left_out_who_could_be_asked_somewhere(teams: list[Team]) -> None:
    groups = pooled(teams)
    could = set()
    for group in groups:
        readers = {reader.id for team in group.teams for reader in team.digest_readers()}
        could |= {m.id for team in group.teams for m in team.respondents()} - readers
    assert could == {person for group in groups for person in _ids(group)}


@settings(deadline=None)
@given(many_teams(), st.randoms())
def test_the_groups_do_not_depend_on_the_order_in_which_teams_are_found(
    teams: list[Team], random: Random
) -> None:
    mixed = list(teams)
    random.shuffle(mixed)
    assert pooled(mixed) == pooled(teams)


@given(st.integers(0, 500))
def test_the_rule_follows_from_the_people_invited_and_nothing_else(people: int) -> None:
    rule = rule_for(people)
    if people < 5:
        assert rule is None
    else:
        assert rule
        assert rule.t == (2 if people >= 10 else 1)
        assert rule.k == smallest_k(rule.t) <= people
