"""Planning again, after whatever changes, comes to what planning from scratch comes to."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.absence import TimeOff
from bot.domain.preferences import DEBRIEF_MINUTES, Preferences
from bot.domain.team import Role, Shift, Team, Weekly
from bot.store import absences, teams
from bot.store.database import Database
from bot.use_cases.apply_team import apply_team
from bot.use_cases.plan_prompts import plan_prompts
from bot.use_cases.prefer import prefer
from tests.support.databases import opened
from tests.support.plans import (
    EVE,
    FAY,
    NOW,
    PEERS,
    Plan,
    a_shift,
    emptied,
    planned,
    reader,
    shift_team,
    shifts_known,
)

HOURS = st.sampled_from(["00:00", "01:30", "06:00", "12:00", "17:00", "22:30"])
ZONES = st.sampled_from(["Europe/London", "Asia/Kathmandu", "America/St_Johns"])


class Pair(NamedTuple):
    """One database that lives through every change, and one that sees only the last state."""

    changed: Database
    fresh: Database


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    folder = tmp_path_factory.mktemp("plans")
    changed, fresh = (f"sqlite:///{folder}/{name}.db" for name in Pair._fields)
    with opened(changed) as one, opened(fresh) as other:
        yield Pair(one, other)


@st.composite
def some_shift(draw: st.DrawFn) -> Shift:
    who = draw(st.lists(st.sampled_from(PEERS), min_size=1, unique=True))
    return a_shift(draw(HOURS), draw(HOURS), *who, timezone=draw(ZONES))


@st.composite
def some_team(draw: st.DrawFn) -> Team:
    roles = st.sampled_from([Role.SUPERVISOR, Role.COLLEAGUE])
    return shift_team(
        draw(st.sampled_from(["elm", "oak"])),
        *draw(st.lists(some_shift(), max_size=3)),
        readers=tuple(
            reader(one, draw(roles)) for one in draw(st.sets(st.sampled_from([EVE, FAY])))
        ),
        debrief_lead_minutes=draw(st.sampled_from([10, 25])),
        break_reminders=draw(st.booleans()),
        holiday_region=draw(st.sampled_from([None, "US"])),
        digest=Weekly(draw(st.integers(1, 3)), NOW.time()),
    )


DAYS_OFF = st.builds(
    TimeOff, st.sampled_from(PEERS), st.just(date(2026, 11, 25)), st.just(date(2026, 11, 26))
)
WISHES = st.tuples(
    st.sampled_from(PEERS),
    st.builds(Preferences, debrief_lead_minutes=st.sampled_from([None, *DEBRIEF_MINUTES])),
)
Change = Team | TimeOff | tuple[str, Preferences]
CHANGES = st.lists(
    st.tuples(st.timedeltas(timedelta(0), timedelta(hours=20)), some_team() | DAYS_OFF | WISHES),
    min_size=1,
    max_size=5,
)


def _live(db: Database, change: Change, now: datetime) -> None:
    match change:
        case Team():
            db.now(apply_team, change, now)
        case TimeOff():
            db.now(absences.enter, change)
        case _:
            person, wish = change
            db.now(prefer, person, wish)
    db.now(plan_prompts, now)


def _what(change: Change) -> object:
    """What a later change of the same kind takes the place of."""
    if isinstance(change, Team):
        return change.key
    return change[0] if isinstance(change, tuple) else change


def _plan(db: Database, now: datetime) -> tuple[Plan, Plan]:
    return db.now(planned, now), db.now(shifts_known, now - timedelta(days=1))


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(CHANGES)
def test_after_any_changes_the_plan_is_that_of_the_last_state(
    pair: Pair, changes: list[tuple[timedelta, Change]]
) -> None:
    for db in pair:
        db.now(emptied)
    now, last = NOW, dict[object, Change]()
    for later, change in changes:
        now += later
        pair.changed.now(teams.look_again, ["elm", "oak"])
        pair.changed.now(plan_prompts, now)
        _live(pair.changed, change, now)
        last[_what(change)] = change
    for change in last.values():
        _live(pair.fresh, change, now)
    assert _plan(pair.changed, now) == _plan(pair.fresh, now)
    for db in pair:
        db.now(teams.look_again, ["elm", "oak"])
        assert db.now(plan_prompts, now) == 0
