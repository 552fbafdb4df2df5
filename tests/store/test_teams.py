"""Keeping and finding teams, on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import Connection, func, select

from bot.domain.prompts import Kind, Prompt
from bot.domain.team import Member, Role, Shift, SurveyCadence, Team, Weekly
from bot.store import deliveries, tables, teams
from bot.store.database import Database

SHIFT = Shift(
    name="Night <b>",
    rrule="FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU",
    starts=time(22, 30),
    ends=time(6),
    timezone="Asia/Kathmandu",
    first_day=date(2026, 11, 28),
    last_day=date(2027, 1, 31),
    people=("U2", "U1"),
)
FULL = Team(
    key="river",
    name="River & Bank",
    channel="C1",
    timezone="Europe/London",
    debrief_lead_minutes=15,
    digest=Weekly(3, time(11, 30)),
    survey=SurveyCadence("staff-concerns", date(2026, 11, 30), 6, time(9, 30), time(12), 7),
    members=(
        Member("U2", "Zoë", Role.PEER_SUPPORTER, "Asia/Kolkata", "U3", "U4"),
        Member("U1", "Åsa", Role.COLLEAGUE, "Europe/London"),
        Member("U3", "Sam", Role.SUPERVISOR, "Europe/London"),
    ),
    shifts=(SHIFT, replace(SHIFT, name="Day", last_day=None)),
)
BARE = Team("bare", "Bare", "C2", "Europe/London", 10, Weekly(0, time(9)), None, (), ())


@pytest.mark.parametrize("team", [FULL, BARE], ids=["full", "bare"])
def test_a_team_comes_back_as_it_was_saved(database: Database, team: Team) -> None:
    assert database.now(teams.save, team)
    assert database.now(teams.load, team.key) == team


def test_saving_the_same_team_again_changes_nothing(database: Database) -> None:
    database.now(teams.save, FULL)
    assert not database.now(teams.save, FULL)


@pytest.mark.parametrize(
    "changed",
    [
        replace(FULL, name="Renamed"),
        replace(FULL, survey=None),
        replace(FULL, shifts=()),
        replace(FULL, members=FULL.members[::-1]),
        replace(FULL, shifts=(replace(SHIFT, people=("U1",)),)),
        replace(FULL, digest=Weekly(4, time(9))),
    ],
    ids=["name", "survey", "shifts", "order", "people", "digest"],
)
def test_a_changed_team_takes_the_place_of_the_old_one(database: Database, changed: Team) -> None:
    database.now(teams.save, FULL)
    assert database.now(teams.save, changed)
    assert database.now(teams.load, "river") == changed


def _members(tx: Connection) -> int | None:
    return tx.scalar(select(func.count()).select_from(tables.member))


def test_nothing_of_the_old_one_is_left_over(database: Database) -> None:
    database.now(teams.save, FULL)
    database.now(teams.save, replace(FULL, members=FULL.members[:1]))
    assert database.now(_members) == 1


def test_what_is_planned_for_a_team_outlives_a_change_of_it(database: Database) -> None:
    database.now(teams.save, FULL)
    now = datetime(2026, 11, 23, tzinfo=UTC)
    prompt = Prompt(Kind.DEBRIEF, "C1", now, now + timedelta(minutes=9), "river")
    database.now(deliveries.plan, [prompt])
    database.now(teams.save, replace(FULL, name="Renamed"))
    assert database.now(deliveries.upcoming, ["C1"], now, 9) == [prompt]


def test_teams_are_found_by_key_and_by_person(database: Database) -> None:
    other = replace(FULL, key="bank", members=FULL.members[:1])
    for team in (FULL, BARE, other):
        database.now(teams.save, team)
    assert database.now(teams.every) == [other, BARE, FULL]
    assert database.now(teams.of_person, "U2") == [other, FULL]
    assert database.now(teams.of_person, "U1") == [FULL]
    assert database.now(teams.of_person, "U9") == []
    assert database.now(teams.load, "nowhere") is None
