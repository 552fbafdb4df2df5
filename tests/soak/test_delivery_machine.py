"""Plans, claims, posts, crashes, clocks, in any order: each prompt is there once or accounted for.

The use cases and the database are the real ones; only Slack is a list of what was posted.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Connection, select

from bot.domain.absence import TimeOff
from bot.domain.attempt import POSTING, SETTLING, is_direct
from bot.domain.company import question
from bot.domain.prompts import State
from bot.domain.team import Member, Role, Shift, Team, Weekly
from bot.store import attempts, deliveries, schema, teams
from bot.store.database import Database
from bot.store.tables import delivery
from bot.use_cases.ask_company import answer_company
from bot.use_cases.heed_the_clock import heed_the_clock
from bot.use_cases.plan_prompts import plan_prompts
from bot.use_cases.quiet_today import end_quiet, quiet_today
from bot.use_cases.take_time_off import take_time_off
from tests.soak.settings import EPISODES, STEPS
from tests.soak.wire import ANSWERS, Wire, Worker

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
EVENING = NOON + timedelta(hours=5)
PEOPLE = ("U0ADA", "U0BEN", "U0CLEO", "U0DINA")
WORKERS = st.integers(0, 1)
WHO = st.sampled_from(PEOPLE)
CREWS = st.lists(st.lists(WHO, min_size=1, max_size=2, unique=True), max_size=3)
QUARTERS = st.integers(0, 15)
"""Shifts end between noon and four, at each quarter of an hour."""

SECONDS = st.sampled_from((1, 20, 31, 60, 125, 600, 1800))
FINAL = {State.SENT, State.LATE, State.UNKNOWN, State.DEAD}
OPEN = {State.PLANNED, State.CLAIMED, State.DOUBTFUL}
ROUNDS = 100


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    recipient: str
    state: State
    attempt: int
    due_at: datetime


def a_team(crews: list[list[str]], quarters: list[int]) -> Team:
    return Team(
        key="hill",
        name="Hillside",
        channel="C0HILL",
        timezone="Etc/UTC",
        debrief_lead_minutes=30,
        digest=Weekly(1, time(13)),
        survey=None,
        members=(
            *(Member(person, person, Role.PEER_SUPPORTER, "Etc/UTC") for person in PEOPLE),
            Member("U0EVE", "Eve", Role.SUPERVISOR, "Etc/UTC"),
        ),
        shifts=tuple(_shift(n, *each) for n, each in enumerate(zip(crews, quarters, strict=False))),
    )


def _shift(number: int, crew: list[str], quarter: int) -> Shift:
    ends = (NOON + quarter * timedelta(minutes=15)).time()
    starts = (NOON + quarter * timedelta(minutes=15) - timedelta(hours=6)).time()
    day = date(2026, 11, 1)
    return Shift(f"S{number}", "FREQ=DAILY", starts, ends, "Etc/UTC", day, None, tuple(crew))


def _rows(tx: Connection) -> dict[str, Row]:
    c = delivery.c
    found = tx.execute(select(c.key, c.recipient, c.state, c.attempt, c.due_at))
    return {r.key: Row(r.key, r.recipient, State(r.state), r.attempt, r.due_at) for r in found}


class Deliveries(RuleBasedStateMachine):
    """Two workers on one database, and everything that may come between their steps."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.db = Database("sqlite://")
        with sqlite3.connect(self.template) as whole:
            raw: Any = self.db.engine.raw_connection()
            whole.backup(raw.driver_connection)
            raw.close()
        whole.close()
        self.now, self.wire = NOON, Wire()
        self.workers = [Worker(self.db, self.wire, Random(n)) for n in range(2)]
        assert {worker.told_at(self.now) for worker in self.workers} == {self.now}
        self.before: dict[str, Row] = {}
        self.calm = False

    @initialize(crews=CREWS, quarters=st.lists(QUARTERS, min_size=3, max_size=3))
    def begin(self, crews: list[list[str]], quarters: list[int]) -> None:
        self._save(a_team(crews, quarters))

    @rule(crews=CREWS, quarters=st.lists(QUARTERS, min_size=3, max_size=3))
    def change_the_shifts(self, crews: list[list[str]], quarters: list[int]) -> None:
        self._save(a_team(crews, quarters))

    @rule(who=WHO)
    def be_quiet(self, who: str) -> None:
        self.db.now(quiet_today, who, self.now)

    @rule(who=WHO)
    def be_quiet_no_more(self, who: str) -> None:
        self.db.now(end_quiet, who, self.now)

    @rule(who=WHO)
    def take_today_off(self, who: str) -> None:
        self.db.now(take_time_off, TimeOff(who, self.now.date(), self.now.date()), self.now)
        self.db.now(teams.look_again, ["hill"])

    @rule(asker=WHO, asked=WHO)
    def ask_for_company(self, asker: str, asked: str) -> None:
        self.db.now(deliveries.plan, question(asker, asked, self.now))

    @rule(asker=WHO, asked=WHO, answer=st.sampled_from(("yes", "no")))
    def answer_a_question(self, asker: str, asked: str, answer: str) -> None:
        self.db.now(answer_company, asker, asked, answer, self.now)

    @rule(again=st.booleans())
    def plan(self, again: bool) -> None:  # noqa: FBT001 - Hypothesis names it
        if again:
            self.db.now(teams.look_again, ["hill"])
        self.db.now(plan_prompts, self.now)

    @rule(by=SECONDS)
    def time_goes_on(self, by: int) -> None:
        self.wire.elapse(timedelta(seconds=by))
        self.now += timedelta(seconds=by)

    @rule(by=SECONDS)
    def the_clock_is_set_back(self, by: int) -> None:
        self.now -= timedelta(seconds=by)

    @rule(by=SECONDS)
    def the_clock_is_set_ahead(self, by: int) -> None:
        self.now += timedelta(seconds=by)

    @rule(by=SECONDS)
    def the_clock_is_set_ahead_and_both_see_at_once_what_there_is_to_do(self, by: int) -> None:
        self.now += timedelta(seconds=by)
        for worker in 2 * self.workers:
            self._work(worker)

    @rule()
    def look_at_the_clock(self) -> None:
        self.db.now(heed_the_clock, lambda: self.now)

    @rule(worker=WORKERS, limit=st.integers(1, 5))
    def claim(self, worker: int, limit: int) -> None:
        self.workers[worker].claim(self.now, limit)

    @rule(worker=WORKERS, answers=st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=4))
    def post(self, worker: int, answers: list[str]) -> None:
        for answer in answers:
            if self.workers[worker].hand:
                self.workers[worker].post(self.now, answer)

    @rule(worker=WORKERS)
    def post_all_and_hear_nothing(self, worker: int) -> None:
        while self.workers[worker].hand:
            self.workers[worker].post(self.now, "taken, and no answer")

    @rule(worker=WORKERS)
    def take_doubts(self, worker: int) -> None:
        self.workers[worker].take_doubts(self.now, 5)

    @rule(worker=WORKERS)
    def look(self, worker: int) -> None:
        if self.workers[worker].doubts:
            self.workers[worker].look(self.now)

    @rule(worker=WORKERS)
    def write_down(self, worker: int) -> None:
        self._write_down(self.workers[worker])

    @rule(worker=WORKERS)
    def crash(self, worker: int) -> None:
        self.workers[worker].crash()

    @invariant()
    def nothing_is_there_twice(self) -> None:
        doubled = {key for key, count in self.wire.there.items() if count > 1}
        assert not doubled

    @invariant()
    def nothing_is_posted_before_it_is_due(self) -> None:
        """Whatever was set back: by the clock of whoever posts, its time has come."""
        assert not self.wire.early

    @invariant()
    def what_is_over_stays_so_and_what_is_marked_sent_is_there(self) -> None:
        after = self._rows()
        for key, row in self.before.items():
            assert after[key].attempt >= row.attempt
            not_late_after_all = row.state is State.LATE and after[key].state is State.PLANNED
            assert row.state not in FINAL or after[key] == row or not_late_after_all
        sent = {key for key, row in after.items() if row.state is State.SENT}
        assert sent <= self.wire.there.keys()
        self.before = after

    def teardown(self) -> None:
        """In peace, everything comes to its end, and each prompt is there or accounted for."""
        try:
            until = self._finish()
            self.wire.elapse(POSTING + SETTLING)
            self.nothing_is_there_twice()
            for row in self._rows().values():
                there = row.key in self.wire.there
                note(f"{row} there: {there}")
                if row.due_at <= until:
                    self._is_accounted_for(row, there=there)
        finally:
            self.db.close()

    def _is_accounted_for(self, row: Row, *, there: bool) -> None:
        assert row.state not in OPEN
        if row.state is State.UNKNOWN:
            assert not is_direct(row.recipient)
        else:
            assert there == (row.state is State.SENT)

    def _finish(self) -> datetime:
        """Both work on without trouble until nothing is left that was due by the evening."""
        until = max(self.now, EVENING)
        for _ in range(ROUNDS):
            for worker in self.workers:
                self._work(worker)
            self.nothing_is_there_twice()
            self.nothing_is_posted_before_it_is_due()
            rows = self._rows().values()
            if not any(row.state in OPEN and row.due_at <= until for row in rows):
                return until
            due = self.db.now(attempts.next_due) or until
            self.time_goes_on(max(ceil((due - self.now).total_seconds()), 5))
        raise AssertionError("it never came to rest")

    def _work(self, worker: Worker) -> None:
        worker.claim(self.now, 50)
        while worker.hand:
            worker.post(self.now, "taken")
        self._write_down(worker)
        worker.take_doubts(self.now, 50)
        while worker.doubts:
            worker.look(self.now)
        self._write_down(worker)

    def _write_down(self, worker: Worker) -> None:
        """Only who still has a claim changes its row."""
        before = self._rows()
        mine = {
            out.delivery.prompt.key
            for out in worker.outcomes
            if before[out.delivery.prompt.key].state is State.CLAIMED
            and before[out.delivery.prompt.key].attempt == out.delivery.attempt
        }
        worker.write_down()
        after = self._rows()
        assert {key for key, row in before.items() if after[key] != row} <= mine

    def _save(self, team: Team) -> None:
        self.db.now(teams.save, team)

    def _rows(self) -> dict[str, Row]:
        return self.db.now(_rows)


@pytest.fixture(scope="module")
def template() -> Iterator[Path]:
    """A migrated database, made once."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "template.db"
        db = Database(f"sqlite:///{path}")
        db.now(schema.upgrade)
        db.scrub()
        db.close()
        yield path


def test_whatever_happens_each_prompt_is_there_once_or_withdrawn_late_or_known_to_be_unknown(
    template: Path,
) -> None:
    Deliveries.template = template
    profile = settings(
        max_examples=EPISODES,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Deliveries, settings=profile)
