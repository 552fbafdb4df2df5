"""Time off, quiet days and pauses, on both databases."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import Connection, insert, select, update

from bot.domain.absence import ALL, TimeOff
from bot.domain.prompts import Kind
from bot.domain.team import Member, Role, Team, Weekly
from bot.domain.working import Worked
from bot.store import absences, tables, teams
from bot.store.database import Database
from bot.use_cases.absences import present

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
TODAY = date(2026, 11, 24)
PEOPLE = {"U1": "Europe/London", "U2": "Pacific/Kiritimati", "U3": "America/Toronto"}


def _team(key: str, *people: str, region: str | None = None) -> Team:
    members = tuple(Member(p, p, Role.PEER_SUPPORTER, PEOPLE[p]) for p in people)
    weekly = Weekly(0, time(9))
    return Team(key, key, "C1", "UTC", 10, weekly, None, members, (), holiday_region=region)


@pytest.fixture
def kept(database: Database) -> Database:
    database.now(teams.save, _team("river", *PEOPLE))
    database.now(teams.save, _team("bank", "U3"))
    database.now(_planned)
    return database


def _planned(tx: Connection) -> None:
    tx.execute(update(tables.team).values(plan_at=NOW))


def _to_plan(tx: Connection) -> set[str]:
    return set(tx.scalars(select(tables.team.c.key).where(tables.team.c.plan_at < NOW)))


def _present(db: Database, team: Team, worked: list[Worked]) -> list[Worked]:
    return db.now(present, [(team, worked)])[team.key]


def _off(person: str, first: int, last: int) -> TimeOff:
    return TimeOff(person, date(2026, 11, first), date(2026, 11, last))


def test_whoever_said_nothing_gets_all(kept: Database) -> None:
    assert kept.now(absences.held_back, list(PEOPLE), NOW) == {}


def test_quiet_holds_everything_back_until_it_is_over_or_ended(kept: Database) -> None:
    kept.now(absences.be_quiet, "U1", NOW + HOUR)
    assert kept.now(absences.held_back, list(PEOPLE), NOW) == {"U1": ALL}
    assert kept.now(absences.quiet_end, "U1", NOW) == NOW + HOUR
    assert kept.now(absences.held_back, list(PEOPLE), NOW + HOUR) == {}
    kept.now(absences.be_quiet, "U1", NOW + 2 * HOUR)
    assert kept.now(absences.quiet_end, "U1", NOW + HOUR) == NOW + 2 * HOUR
    kept.now(absences.end_quiet, "U1")
    assert kept.now(absences.held_back, list(PEOPLE), NOW) == {}


def test_a_day_off_is_the_day_where_the_person_is(kept: Database) -> None:
    for person in PEOPLE:
        kept.now(absences.enter, _off(person, 24, 24))
    early = datetime(2026, 11, 24, 3, tzinfo=UTC)  # still the 23rd in Toronto
    assert set(kept.now(absences.held_back, list(PEOPLE), early)) == {"U1", "U2"}
    late = datetime(2026, 11, 24, 23, tzinfo=UTC)  # the 25th on Kiritimati
    assert set(kept.now(absences.held_back, list(PEOPLE), late)) == {"U1", "U3"}
    assert kept.now(absences.held_back, ["U3"], late) == {"U3": ALL}


def test_a_pause_holds_its_kind_alone_back_and_for_its_time_alone(kept: Database) -> None:
    pauses = {Kind.BREAK: NOW + HOUR, Kind.DIGEST: None}
    kept.now(absences.set_pauses, "U2", list(pauses), pauses)
    both = frozenset({Kind.BREAK, Kind.DIGEST})
    assert kept.now(absences.held_back, list(PEOPLE), NOW) == {"U2": both}
    assert kept.now(absences.paused, "U2", NOW) == pauses
    later = NOW + HOUR
    assert kept.now(absences.held_back, list(PEOPLE), later) == {"U2": frozenset({Kind.DIGEST})}
    kept.now(absences.set_pauses, "U2", [Kind.DIGEST], {})
    assert kept.now(absences.held_back, list(PEOPLE), NOW) == {"U2": frozenset({Kind.BREAK})}


def test_time_off_has_the_shifts_of_all_its_persons_teams_planned_anew(kept: Database) -> None:
    kept.now(absences.enter, _off("U3", 24, 26))
    assert kept.now(_to_plan) == {"bank", "river"}
    ((number, entered),) = kept.now(absences.coming, "U3", TODAY)
    assert entered == _off("U3", 24, 26)
    kept.now(_planned)
    assert not kept.now(absences.take_back, "U1", number)
    assert kept.now(_to_plan) == set()
    assert kept.now(absences.take_back, "U3", number)
    assert kept.now(_to_plan) == {"bank", "river"}
    assert kept.now(absences.coming, "U3", TODAY) == []


def test_days_that_are_off_already_are_entered_once(kept: Database) -> None:
    assert kept.now(absences.enter, _off("U1", 20, 26))
    assert not kept.now(absences.enter, _off("U1", 20, 26))
    assert not kept.now(absences.enter, _off("U1", 21, 22))
    assert kept.now(absences.enter, _off("U1", 26, 27))
    assert kept.now(absences.enter, _off("U2", 21, 22))
    assert len(kept.now(absences.coming, "U1", TODAY)) == 2
    assert len(kept.now(absences.coming, "U1", date(2026, 11, 27))) == 1


def _working(tx: Connection, person: str, starts: datetime, ends: datetime) -> None:
    row = {"team": "river", "person": person, "starts_at": starts, "ends_at": ends}
    tx.execute(insert(tables.occurrence).values(**row, timezone="UTC"))


def test_the_end_of_the_shift_that_somebody_is_on_is_found(kept: Database) -> None:
    kept.now(_working, "U1", NOW - HOUR, NOW + HOUR)
    kept.now(_working, "U1", NOW + HOUR, NOW + 3 * HOUR)
    assert kept.now(absences.shift_end, "U1", NOW) == NOW + HOUR
    assert kept.now(absences.shift_end, "U1", NOW - 2 * HOUR) is None
    assert kept.now(absences.shift_end, "U2", NOW) is None


def test_shifts_on_days_off_and_on_the_regions_holidays_do_not_take_place(kept: Database) -> None:
    christmas = datetime(2026, 12, 25, 9, tzinfo=UTC)
    days = [christmas + timedelta(days=n) for n in (-1, 0, 3, 5, 7)]
    worked = [Worked(day, day + 8 * HOUR, "U1", "Europe/London") for day in days]
    kept.now(absences.enter, TimeOff("U1", date(2026, 12, 30), date(2026, 12, 31)))
    assert _present(kept, _team("river", "U1"), worked) == [*worked[:3], worked[4]]
    # Boxing Day was moved to the 28th, a Monday; the 1st is in another year.
    england = _team("river", "U1", region="GB-ENG")
    assert _present(kept, england, worked) == worked[:1]
    assert _present(kept, _team("river", "U1", region="CA-ON"), worked) == worked[:1]
    assert _present(kept, england, []) == []


def test_a_region_that_is_no_longer_known_stops_nobody_elses_plan(kept: Database) -> None:
    christmas = datetime(2026, 12, 25, 9, tzinfo=UTC)
    worked = [Worked(christmas, christmas + HOUR, "U1", "Europe/London")]
    assert _present(kept, _team("river", "U1", region="XX-YY"), worked) == worked
