"""What the planner writes down, when it looks again, and what that costs."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import Connection, event, select

from bot.domain.absence import TimeOff
from bot.domain.prompts import Kind, State
from bot.domain.team import Role
from bot.store import absences, occurrences, rosters, teams
from bot.store.database import Database
from bot.store.rosters import Roster
from bot.store.tables import delivery
from bot.store.tables import team as team_table
from bot.use_cases.apply_team import apply_team
from bot.use_cases.plan_prompts import AGAIN, plan_prompts, plan_some
from tests.support.plans import (
    ADA,
    BEN,
    CLEO,
    EVE,
    HOUR,
    NOW,
    a_shift,
    planned,
    reader,
    shift_team,
    shifts_known,
)
from tests.support.survey_scene import Scene

DAY_SHIFT = a_shift("09:00", "17:00", ADA, BEN)


def _kinds(db: Database, kind: Kind) -> list[tuple[str, datetime, State]]:
    def rows(tx: Connection) -> list[tuple[str, datetime, State]]:
        its = delivery.c
        query = select(its.recipient, its.due_at, its.state).where(its.kind == kind)
        return [(row.recipient, row.due_at, row.state) for row in tx.execute(query)]

    return sorted(db.now(rows))


def _digests(db: Database) -> list[tuple[str, int]]:
    waiting = [each for each in _kinds(db, Kind.DIGEST) if each[2] == State.PLANNED]
    return [(who, due.hour) for who, due, _ in waiting]


def _planned_at(db: Database) -> list[datetime]:
    return db.now(lambda tx: list(tx.scalars(select(team_table.c.plan_at))))


def test_who_works_when_is_known_for_two_days_and_who_is_there_now(database: Database) -> None:
    night = a_shift("22:00", "06:00", CLEO)
    database.now(apply_team, shift_team("elm", DAY_SHIFT, night), NOW)
    assert database.now(occurrences.at_work, "elm", NOW) == {ADA, BEN}
    assert database.now(occurrences.at_work, "elm", NOW + 5 * HOUR) == set()
    assert database.now(occurrences.at_work, "elm", NOW + 12 * HOUR) == {CLEO}
    starts = [
        f"{row[2]:%d %H}" for row in sorted(database.now(shifts_known, NOW)) if row[1] == CLEO
    ]
    assert starts == ["24 22", "25 22"]


def test_a_shift_that_gets_longer_after_it_has_ended_is_there_once(database: Database) -> None:
    database.now(apply_team, shift_team("elm", a_shift("01:00", "11:00", ADA)), NOW)
    longer = shift_team("elm", a_shift("01:00", "23:00", ADA))
    database.now(apply_team, longer, NOW + 25 * HOUR)
    assert database.now(occurrences.at_work, "elm", NOW) == {ADA}


def test_of_two_shifts_that_start_together_the_longer_counts(database: Database) -> None:
    both = shift_team("elm", DAY_SHIFT, a_shift("09:00", "20:00", ADA))
    database.now(apply_team, both, NOW)
    debriefs = [(who, due.hour) for who, due, _ in _kinds(database, Kind.DEBRIEF) if due > NOW]
    assert debriefs == [(ADA, 19), (BEN, 16)]


def test_a_day_off_takes_the_debrief_back_and_coming_after_all_brings_it_again(
    database: Database,
) -> None:
    database.now(apply_team, shift_team("elm", a_shift("09:00", "17:00", ADA)), NOW)
    today = TimeOff(ADA, NOW.date(), NOW.date())
    database.now(absences.enter, today)
    database.now(plan_prompts, NOW)
    first, *_ = _kinds(database, Kind.DEBRIEF)
    assert first[2] == State.WITHDRAWN
    assert database.now(occurrences.at_work, "elm", NOW) == set()
    ((number, _),) = database.now(absences.coming, ADA, date(2026, 11, 24))
    database.now(absences.take_back, ADA, number)
    database.now(plan_prompts, NOW)
    assert _kinds(database, Kind.DEBRIEF)[0][2] == State.PLANNED


def test_what_was_judged_not_to_be_sent_is_not_brought_back_by_planning(
    database: Database,
) -> None:
    database.now(apply_team, shift_team("elm", DAY_SHIFT), NOW)

    def judged(tx: Connection) -> None:
        tx.execute(delivery.update().values(state=State.WITHDRAWN, attempt=1))

    database.now(judged)
    database.now(teams.look_again, ["elm"])
    assert database.now(plan_prompts, NOW) == 0
    assert database.now(planned, NOW) == set()


def test_a_break_of_a_shift_that_is_gone_is_taken_back(database: Database) -> None:
    database.now(apply_team, shift_team("elm", a_shift("10:00", "20:00", ADA)), NOW)
    waiting = [due for _, due, state in _kinds(database, Kind.BREAK) if state == State.PLANNED]
    assert waiting
    database.now(apply_team, shift_team("elm", break_reminders=False), NOW)
    assert {state for *_, state in _kinds(database, Kind.BREAK)} == {State.WITHDRAWN}


def test_a_break_stays_while_another_team_has_the_same_shift(database: Database) -> None:
    for key in ("elm", "oak"):
        database.now(apply_team, shift_team(key, a_shift("10:00", "20:00", ADA)), NOW)
    before = _kinds(database, Kind.BREAK)
    database.now(apply_team, shift_team("oak"), NOW)
    assert _kinds(database, Kind.BREAK) == before


def test_a_digest_follows_the_first_of_a_supervisors_teams(database: Database) -> None:
    early = shift_team("elm", readers=(reader(EVE),))
    late = replace(early, key="oak", digest=replace(early.digest, at=time(11)))
    database.now(apply_team, late, NOW)
    assert _digests(database) == [(EVE, 11)]
    database.now(apply_team, early, NOW)
    assert _digests(database) == [(EVE, 9)]
    database.now(apply_team, replace(early, members=(reader(EVE, Role.COLLEAGUE),)), NOW + HOUR)
    assert _digests(database) == [(EVE, 11)]
    database.now(apply_team, replace(late, members=()), NOW + HOUR)
    assert _digests(database) == []


def test_teams_are_looked_at_again_within_hours_and_not_all_at_once(database: Database) -> None:
    for number in range(9):
        database.now(teams.save, shift_team(f"t{number}"))
    database.now(plan_prompts, NOW)
    again = _planned_at(database)
    assert len(set(again)) == 9
    assert all(NOW < at <= NOW + AGAIN for at in again)
    assert not database.now(plan_some, NOW)


@pytest.mark.parametrize("back", [timedelta(days=1), timedelta(days=400)])
def test_a_clock_that_was_set_back_does_not_keep_a_team_waiting(
    database: Database, back: timedelta
) -> None:
    database.now(
        apply_team,
        shift_team("elm", a_shift("09:00", "17:00", ADA, first_day=date(2025, 1, 1))),
        NOW,
    )
    assert database.now(plan_prompts, NOW - back) > 0
    (at,) = _planned_at(database)
    assert NOW - back < at <= NOW - back + AGAIN


def test_after_a_long_stop_what_is_still_wanted_is_planned_and_what_is_too_late_is_not(
    database: Database,
) -> None:
    database.now(apply_team, shift_team("elm", a_shift("09:00", "17:00", ADA)), NOW)
    weeks_later = NOW + timedelta(days=30, hours=4, minutes=55)
    database.now(plan_prompts, weeks_later)
    new = [due for _, due, _ in _kinds(database, Kind.DEBRIEF) if due > NOW + timedelta(days=3)]
    assert [due - weeks_later for due in new] == [
        timedelta(minutes=-5),
        timedelta(hours=23, minutes=55),
    ]


def test_a_calendar_that_cannot_be_read_keeps_no_other_team_waiting(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    for key in ("elm", "oak"):
        database.now(teams.save, shift_team(key, DAY_SHIFT))
    database.now(rosters.save, Roster("elm", "main", "nothing that is a calendar", NOW))
    with caplog.at_level(logging.ERROR):
        database.now(plan_prompts, NOW)
    assert {key for *_, key in _debriefs_by_team(database)} == {"oak"}
    assert caplog.messages == ["Who works in elm cannot be worked out: ValueError"]
    assert all(at > NOW for at in _planned_at(database))


def _debriefs_by_team(db: Database) -> list[tuple[str, str]]:
    query = select(delivery.c.kind, delivery.c.team).where(delivery.c.kind == Kind.DEBRIEF)
    return db.now(lambda tx: [(row.kind, row.team) for row in tx.execute(query)])


@contextmanager
def _counted(db: Database) -> Iterator[list[str]]:
    said: list[str] = []

    def note(*call: object) -> None:
        said.append(str(call[2]))

    event.listen(db.engine, "before_cursor_execute", note)
    yield said
    event.remove(db.engine, "before_cursor_execute", note)


def _cost(scene: Scene, count: int, work: Callable[[], object]) -> int:
    for number in range(count):
        scene.save(shift_team(f"t{number}", DAY_SHIFT))
    scene.open(NOW)
    scene.db.now(plan_prompts, NOW)
    with _counted(scene.db) as said:
        work()
    return len(said)


def test_a_tick_with_nothing_to_do_asks_as_little_of_300_teams_as_of_10(scene: Scene) -> None:
    def tick() -> None:
        scene.close(NOW)
        scene.open(NOW)
        scene.db.now(plan_prompts, NOW)

    few, many = _cost(scene, 10, tick), _cost(scene, 300, tick)
    assert 0 < few == many


def test_one_changed_team_is_planned_at_the_same_cost_among_10_and_among_300(scene: Scene) -> None:
    def change() -> None:
        scene.db.now(teams.look_again, ["t3"])
        scene.open(NOW)
        scene.db.now(plan_prompts, NOW)

    assert _cost(scene, 10, change) == _cost(scene, 300, change)
