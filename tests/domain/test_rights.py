"""Who may do what: the whole matrix, written out."""

from dataclasses import replace

import pytest

from bot.domain.rights import Deed, Part, Standing, may
from bot.domain.team import Role

ROLES: dict[Deed, str] = {
    # peer supporter, peer supervisor, supervisor, coordinator, colleague, nobody in the team
    Deed.SET_UP_TEAM: "---y--",
    Deed.SEE_UNDELIVERED: "---y--",
    Deed.OPEN_SURVEY: "-yyy--",
    Deed.TELL_WHAT_WAS_DONE: "-yyy--",
    Deed.SEE_RESULTS: "yyyyy-",
    Deed.ASK_FOR_SUPERVISION: "yyyyy-",
    Deed.ANSWER_FOR_SUPERVISION: "-yyy--",
    Deed.RAISE_CONCERN: "yyyyy-",
}
PARTS: dict[Deed, str] = {
    # whose check-in it is, who holds it, anybody else
    Deed.KEEP_AGENDA: "y--",
    Deed.SEE_SHARED_AGENDA: "yy-",
    Deed.ADD_POINTS: "-y-",
    Deed.SAY_HOW_IT_WENT: "yy-",
}


@pytest.mark.parametrize("deed", ROLES)
def test_what_is_about_a_team_goes_by_the_role_in_it(deed: Deed) -> None:
    asked = "".join("y" if may(deed, Standing(role)) else "-" for role in (*Role, None))
    assert asked == ROLES[deed]


@pytest.mark.parametrize("deed", PARTS)
def test_what_is_about_a_check_in_goes_by_the_part_in_it(deed: Deed) -> None:
    asked = "".join("y" if may(deed, Standing(part=part)) else "-" for part in (*Part, None))
    assert asked == PARTS[deed]


@pytest.mark.parametrize("deed", PARTS)
def test_no_role_opens_somebody_elses_check_in(deed: Deed) -> None:
    assert not any(may(deed, Standing(role, None, True, True)) for role in Role)  # noqa: FBT003 - all that there is


def test_a_team_is_made_by_those_who_run_the_workspace_and_by_coordinators() -> None:
    assert may(Deed.CREATE_TEAM, Standing(is_admin=True))
    assert may(Deed.CREATE_TEAM, Standing(coordinates_any=True))
    assert not any(may(Deed.CREATE_TEAM, Standing(role)) for role in (*Role, None))


@pytest.mark.parametrize("deed", Deed)
def test_whoever_has_left_may_do_nothing(deed: Deed) -> None:
    for role in Role:
        for part in Part:
            assert not may(deed, Standing(role, part, True, True, True))  # noqa: FBT003 - all that there is


def test_every_deed_is_in_the_matrix() -> None:
    assert {*ROLES, *PARTS, Deed.CREATE_TEAM} == {*Deed}


def test_whoever_runs_the_workspace_sets_up_a_team_only_while_nobody_coordinates_it() -> None:
    admin = Standing(is_admin=True)
    assert not may(Deed.SET_UP_TEAM, admin)
    assert may(Deed.SET_UP_TEAM, replace(admin, uncoordinated=True))
    assert not may(Deed.SET_UP_TEAM, Standing(uncoordinated=True))
    assert not may(Deed.SET_UP_TEAM, Standing(Role.SUPERVISOR, uncoordinated=True))
