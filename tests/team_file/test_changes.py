from dataclasses import replace
from datetime import date, time

from bot.content.sentences import english
from bot.domain.team import Member, Role, Shift, SurveyCadence, Team, Weekly
from bot.team_file import changes as changing

ANA = Member("U0ANA", "Ana", Role.PEER_SUPPORTER, "America/Toronto")
BO = Member("U0BO", "Bo", Role.COLLEAGUE, "America/Toronto")
DAY = Shift(
    "Day", "FREQ=DAILY", time(9), time(17), "America/Toronto", date(2024, 1, 1), None, ("U0ANA",)
)
SURVEY = SurveyCadence("staff-concerns", date(2026, 11, 23), 1, time(10), time(16), 4)
TEAM = Team(
    "key", "Peers", "C0TEAM", "America/Toronto", 10, Weekly(0, time(9)), SURVEY, (ANA, BO), (DAY,)
)


def changes(old: Team | None, new: Team) -> tuple[str, ...]:
    return tuple(map(english().told, changing.changes(old, new)))


def test_nothing_is_said_where_nothing_changed() -> None:
    assert changes(TEAM, TEAM) == ()


def test_a_new_team_is_counted() -> None:
    assert changes(None, TEAM) == (
        "New team Peers: 2 people, 1 shift, the survey staff-concerns every week from 2026-11-23.",
    )
    bare = replace(TEAM, survey=None)
    assert changes(None, bare)[0].endswith("1 shift, no survey.")
    assert "1 person, no shifts, " in changes(None, replace(TEAM, members=(ANA,), shifts=()))[0]


def test_who_came_left_and_changed_is_named() -> None:
    promoted = replace(ANA, role=Role.PEER_SUPERVISOR)
    cy = Member("U0CY", "Cy", Role.COLLEAGUE, "UTC")
    assert changes(TEAM, replace(TEAM, members=(promoted, cy))) == (
        "People (new: Cy; gone: Bo; changed: Ana).",
    )


def test_another_order_is_a_change_too() -> None:
    assert changes(TEAM, replace(TEAM, members=(BO, ANA))) == ("People (in another order).",)


def test_one_of_two_shifts_of_the_same_name_may_go() -> None:
    two = replace(TEAM, shifts=(DAY, replace(DAY, starts=time(8))))
    assert changes(two, TEAM) == ("Shifts (changed: Day).",)


def test_the_rest_is_said_in_one_line() -> None:
    moved = replace(TEAM, name="Peer team", channel="C0NEW", digest=Weekly(4, time(9)), survey=None)
    assert changes(TEAM, moved) == ("Changed: name, channel, digest.", "Survey: now no survey.")


def test_a_group_and_a_way_to_turn_in_danger_are_said() -> None:
    together = replace(TEAM, danger_route="Ring 555", survey=replace(SURVEY, group="city"))
    assert changes(TEAM, together) == (
        "Changed: where to turn in danger.",
        "Survey: now the survey staff-concerns every week from 2026-11-23, in the group city.",
    )
