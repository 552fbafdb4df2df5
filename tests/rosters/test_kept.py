"""Rosters in the database, on SQLite and PostgreSQL, and what the planner gets to know of them."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from bot.domain.team import Team, Weekly
from bot.rosters.rows import LONGEST
from bot.store import planning, rosters, teams
from bot.store.database import Database
from bot.store.rosters import Roster
from bot.use_cases import roster_shifts
from bot.use_cases.apply_team import apply_team
from bot.use_cases.import_roster import put, told
from tests.rosters.conftest import MEMBERS, NOW, ZONE, calendar, stored

TEAM = Team(
    key="harbour",
    name="Harbour House peers",
    channel="C0TEAM",
    timezone=ZONE,
    debrief_lead_minutes=10,
    digest=Weekly(0, time(9)),
    survey=None,
    members=MEMBERS,
    shifts=(),
)
DAY = "UID:a\nDTSTART:20261123T140000Z\nDTEND:20261123T220000Z\nSUMMARY:{}"
ANA = stored(calendar(DAY.format("Ana Duarte")))
BOTH = stored(
    calendar(DAY.format("Ana Duarte"), DAY.format("Marcus Bell").replace("UID:a", "UID:b"))
)
HOUR = timedelta(hours=1)
DAYS = Roster("harbour", "days", "", NOW)


@pytest.fixture
def db(database: Database) -> Database:
    database.now(teams.save, TEAM)
    return database


def people(db: Database, team: Team = TEAM) -> list[str]:
    found = db.now(roster_shifts.expand, team, NOW, NOW + 7 * LONGEST)
    return [one.person for one in found]


def test_a_shift_that_two_rosters_name_is_there_once(db: Database) -> None:
    db.now(put, DAYS, TEAM, ANA, NOW)
    db.now(put, replace(DAYS, name="nights"), TEAM, BOTH, NOW)
    assert people(db) == ["U0ANA", "U0MARCUS"]
    assert db.now(rosters.remove, "harbour", "nights")
    assert people(db) == ["U0ANA"]


def test_somebody_who_left_the_team_is_no_longer_at_work(db: Database) -> None:
    db.now(put, DAYS, TEAM, BOTH, NOW)
    without = replace(TEAM, members=tuple(one for one in MEMBERS if one.id != "U0ANA"))
    assert people(db, without) == ["U0MARCUS"]


def test_the_planner_looks_again_only_where_something_changed(db: Database) -> None:
    kept = db.now(put, DAYS, TEAM, ANA, NOW)
    assert _to_plan(db) == ["harbour"]
    assert _to_plan(db) == []
    kept = db.now(put, kept, TEAM, ANA, NOW)
    assert _to_plan(db) == []
    db.now(put, kept, TEAM, BOTH, NOW)
    assert _to_plan(db) == ["harbour"]


def _to_plan(db: Database) -> list[str]:
    """The teams that the planner would look at; they are looked at then."""
    found = [*db.now(planning.to_plan, NOW, 6 * HOUR, 50)]
    db.now(planning.planned, dict.fromkeys(found, NOW + HOUR))
    return found


def test_what_is_told_are_the_coming_two_weeks(db: Database) -> None:
    kept = db.now(put, DAYS, TEAM, ANA, NOW)
    done = told(TEAM, ANA, BOTH, NOW)
    assert (done.shifts, done.people, done.new, done.gone) == (2, 2, 1, 0)
    assert told(TEAM, ANA, BOTH, NOW - timedelta(days=14)).shifts == 0
    assert not told(TEAM, kept.calendar, ANA, NOW).changed


def test_a_feed_that_is_due_is_given_to_one_alone_until_its_lease_is_over(db: Database) -> None:
    feeds = [
        Roster("harbour", name, ANA, NOW, sealed_feed=b"x", fetch_at=NOW - hours * HOUR)
        for name, hours in {"first": 2, "second": 1, "later": -1}.items()
    ]
    for one in [*feeds, Roster("harbour", "file", ANA, NOW)]:
        db.now(rosters.save, one)
    assert [_taken(db, NOW) for _ in range(3)] == ["first", "second", None]
    assert _taken(db, NOW + HOUR) == "first"
    assert [one.name for one in db.now(rosters.with_feed)] == ["first", "later", "second"]


def _taken(db: Database, now: datetime) -> str | None:
    found = db.now(rosters.take_due, now, now + HOUR)
    return found.name if found else None


def test_a_roster_is_kept_as_it_is(db: Database) -> None:
    one = Roster("harbour", "days", BOTH, NOW, b"x", '"1"', "Mon", NOW + HOUR, "why", 3)
    db.now(rosters.save, one)
    db.now(rosters.save, replace(one, failures=4))
    assert db.now(rosters.find, "harbour", "days") == replace(one, failures=4)
    assert not db.now(rosters.remove, "harbour", "nights")


def test_where_a_team_changes_its_zone_its_own_feeds_are_asked_whole_and_at_once(
    db: Database,
) -> None:
    fed = Roster("harbour", "days", ANA, NOW, b"x", '"1"', "Mon", NOW + HOUR)
    file = Roster("harbour", "file", ANA, NOW)
    elsewhere = replace(fed, team="elm")
    db.now(teams.save, replace(TEAM, key="elm"))
    for one in (fed, file, elsewhere):
        db.now(rosters.save, one)
    db.now(apply_team, replace(TEAM, name="Harbour"), NOW)
    assert db.now(rosters.every) == [elsewhere, fed, file]
    db.now(apply_team, replace(TEAM, timezone="Europe/Paris"), NOW)
    anew = replace(fed, etag=None, last_modified=None, fetch_at=NOW)
    assert db.now(rosters.every) == [elsewhere, anew, file]
