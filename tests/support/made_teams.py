"""Teams of every kind that a team file can describe, made by Hypothesis."""

from datetime import date, time
from typing import Any

from hypothesis import strategies as st

from bot.domain.rhythm import LETTERS
from bot.domain.team import (
    LEADS,
    LINES,
    READS_DIGEST,
    Cadence,
    Member,
    Role,
    Shift,
    Supervision,
    SurveyCadence,
    Team,
    Weekly,
)
from bot.team_file.recurrence import FIRST_DAY, weekly

PEOPLE = [f"U0P{number:02}" for number in range(12)]
ZONES = st.sampled_from(["America/Toronto", "Asia/Kolkata", "Europe/London", "UTC"])
CLOCKS = st.builds(time, st.integers(0, 23), st.integers(0, 59))
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
KEYS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True)
NAMES = st.text(min_size=1, max_size=80)
WEEKLY = st.sets(st.sampled_from(LETTERS), min_size=1).map(
    lambda days: weekly(sorted(days, key=LETTERS.index))
)
RULES = st.one_of(
    WEEKLY,
    st.sampled_from(
        [
            "FREQ=DAILY",
            "FREQ=WEEKLY;BYDAY=WE,MO",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU",
            "FREQ=MONTHLY;BYDAY=1TU",
            "FREQ=DAILY;INTERVAL=3;COUNT=50",
        ]
    ),
)
MAYBE_DAY = st.none() | DAYS


@st.composite
def made_teams(draw: st.DrawFn) -> Team:
    """One team; everybody whom it names is in it."""
    members = draw(_members())
    ids = [member.id for member in members]
    return Team(
        key=draw(KEYS),
        name=draw(NAMES),
        channel="C0TEAM",
        timezone=draw(ZONES),
        debrief_lead_minutes=draw(st.integers(1, 60)),
        digest=Weekly(draw(st.integers(0, 6)), draw(CLOCKS)),
        survey=draw(st.none() | _surveys()),
        members=members,
        shifts=tuple(draw(st.lists(_shifts(ids), max_size=4))),
        danger_route=draw(st.none() | NAMES),
        holiday_region=draw(st.sampled_from([None, "CA", "CA-ON"])),
        daily_budget=draw(st.integers(1, 20)),
        break_reminders=draw(st.booleans()),
        supervision=Supervision(*(draw(st.integers(10, 10)) for _ in range(3))),
        cadences=tuple(draw(st.lists(_cadences(ids), max_size=3))),
    )


@st.composite
def _members(draw: st.DrawFn) -> tuple[Member, ...]:
    ids = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, unique=True))
    roles = {each: draw(st.sampled_from(Role)) for each in ids}
    return tuple(_member(draw, each, roles) for each in ids)


def _member(draw: st.DrawFn, person: str, roles: dict[str, Role]) -> Member:
    def one_of(*wanted: Role) -> str | None:
        others = [each for each, role in roles.items() if role in wanted and each != person]
        return draw(st.sampled_from([None, *others]))

    own = roles[person]
    return Member(
        id=person,
        name=draw(NAMES),
        role=own,
        timezone=draw(ZONES),
        supervisor=one_of(Role.SUPERVISOR),
        peer_supervisor=one_of(Role.PEER_SUPERVISOR),
        first_day=draw(MAYBE_DAY),
        cover=one_of(*LEADS) if own in READS_DIGEST else None,
    )


@st.composite
def _shifts(draw: st.DrawFn, ids: list[str]) -> Shift:
    starts, ends = draw(st.lists(CLOCKS, min_size=2, max_size=2, unique=True))
    first = draw(st.just(FIRST_DAY) | DAYS)
    last = draw(st.none() | st.dates(first, date(2029, 1, 1)))
    people = draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))
    zone = draw(ZONES)
    return Shift(draw(NAMES), draw(RULES), starts, ends, zone, first, last, tuple(people))


@st.composite
def _cadences(draw: st.DrawFn, ids: list[str]) -> Cadence:
    people = draw(st.lists(st.sampled_from(ids), unique=True))
    rule = draw(RULES)
    new = draw(st.just(rule) | RULES)
    return Cadence(draw(st.sampled_from(LINES)), rule, new, draw(DAYS), draw(CLOCKS), tuple(people))


@st.composite
def _surveys(draw: st.DrawFn) -> SurveyCadence:
    opens, closes = sorted(draw(st.lists(CLOCKS, min_size=2, max_size=2, unique=True)))
    weeks = draw(st.integers(1, 52))
    days = draw(st.integers(0, min(28, 7 * weeks - 1)))
    group: Any = draw(st.none() | KEYS)
    return SurveyCadence("staff-concerns", draw(DAYS), weeks, opens, closes, days, group)
