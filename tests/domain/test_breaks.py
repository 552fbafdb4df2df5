from datetime import UTC, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.breaks import (
    LAST_CALL,
    SHORTEST,
    STALE,
    TEN_MINUTES,
    Break,
    Reminder,
    break_prompts,
)
from bot.domain.prompts import Kind, Prompt
from bot.domain.team import Team, Weekly
from bot.domain.working import Worked

NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)
EVER = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC))
PEOPLE = st.from_regex(r"U0[A-Z0-9]{3,9}", fullmatch=True)
INSTANTS = st.integers(0, 200_000_000).map(lambda seconds: NINE + timedelta(seconds=seconds))
LENGTHS = st.timedeltas(timedelta(minutes=1), timedelta(hours=26))
LONG = st.timedeltas(SHORTEST, timedelta(hours=26))


def _team(key: str = "hill", *, reminders: bool = True) -> Team:
    weekly = Weekly(0, time(9))
    return Team(key, key, "C1", "UTC", 10, weekly, None, (), (), break_reminders=reminders)


def _prompts(*worked: Worked, team: Team | None = None) -> list[Prompt]:
    return list(break_prompts(team or _team(), worked, *EVER))


def _shift(person: str, hours: float = 8, starts: datetime = NINE) -> Worked:
    return Worked(starts, starts + timedelta(hours=hours), person, "UTC")


@given(PEOPLE, INSTANTS, LONG)
def test_one_reminder_comes_on_a_whole_minute_in_the_middle_third(
    person: str, starts: datetime, length: timedelta
) -> None:
    (prompt,) = _prompts(Worked(starts, starts + length, person, "UTC"))
    assert (prompt.kind, prompt.recipient) == (Kind.BREAK, person)
    assert starts + length / 3 <= prompt.due_at <= starts + 2 * length / 3
    assert prompt.due_at.second == prompt.due_at.microsecond == 0


@given(PEOPLE, INSTANTS, LONG)
def test_it_is_no_longer_sent_after_two_hours_or_close_to_the_end(
    person: str, starts: datetime, length: timedelta
) -> None:
    (prompt,) = _prompts(Worked(starts, starts + length, person, "UTC"))
    ends = starts + length
    assert prompt.expires_at == min(ends - LAST_CALL, prompt.due_at + STALE)
    assert prompt.due_at < prompt.expires_at


@given(PEOPLE, INSTANTS, LENGTHS)
def test_a_shift_below_four_hours_has_none(
    person: str, starts: datetime, length: timedelta
) -> None:
    found = _prompts(Worked(starts, starts + length, person, "UTC"))
    assert len(found) == (length >= SHORTEST)


@given(PEOPLE, INSTANTS, LONG, st.timedeltas(timedelta(-2), timedelta(2)))
def test_splitting_a_window_in_two_neither_loses_nor_repeats_one(
    person: str, starts: datetime, length: timedelta, cut: timedelta
) -> None:
    worked, middle = [Worked(starts, starts + length, person, "UTC")], starts + cut
    parts = [*break_prompts(_team(), worked, EVER[0], middle)]
    parts += break_prompts(_team(), worked, middle, EVER[1])
    assert parts == _prompts(*worked)


@given(st.sets(PEOPLE, min_size=1, max_size=6), PEOPLE, INSTANTS, LONG)
def test_who_else_is_on_the_shift_changes_nothing_for_one_person(
    others: set[str], person: str, starts: datetime, length: timedelta
) -> None:
    """Otherwise somebody's day off would move the others' reminders, and some would get two."""
    shifts = {who: Worked(starts, starts + length, who, "UTC") for who in {*others, person}}
    alone = _prompts(shifts[person])
    assert [p for p in _prompts(*shifts.values()) if p.recipient == person] == alone


@given(PEOPLE, INSTANTS, LONG)
def test_one_who_works_the_same_hours_for_two_teams_is_reminded_once(
    person: str, starts: datetime, length: timedelta
) -> None:
    here = Worked(starts, starts + length, person, "Europe/London")
    there = Worked(starts, starts + length, person, "America/Toronto")
    elsewhere = [p.key for p in _prompts(there, team=_team("harbour"))]
    assert [p.key for p in _prompts(here, there)] == elsewhere


def test_the_instant_counts_and_not_how_it_is_written() -> None:
    toronto = timezone(timedelta(hours=-5))
    (here,) = _prompts(_shift("U1"))
    (there,) = _prompts(_shift("U1", starts=NINE.astimezone(toronto)))
    assert here.key == there.key


def test_a_team_without_reminders_has_none() -> None:
    assert _prompts(_shift("U1"), team=_team(reminders=False)) == []


def test_a_floor_does_not_empty_at_once() -> None:
    """Of sixty people on an eight-hour shift never more than a fifth within five minutes."""
    dues = [p.due_at for p in _prompts(*(_shift(f"U0{n:05}") for n in range(60)))]
    together = max(sum(at <= other < at + timedelta(minutes=5) for other in dues) for at in dues)
    assert together <= 60 / 5
    assert len(set(dues)) > 60 / 2
    assert max(dues) - min(dues) > timedelta(hours=2)


def test_the_same_person_has_another_minute_on_another_day() -> None:
    days = [_shift("U1", starts=NINE + timedelta(days=n)) for n in range(7)]
    assert len({p.due_at.time() for p in _prompts(*days)}) > 3


@given(PEOPLE, INSTANTS, LONG, st.timedeltas(timedelta(0), timedelta(hours=26)))
def test_ten_minutes_later_is_never_after_the_end(
    person: str, starts: datetime, length: timedelta, into: timedelta
) -> None:
    reminder, now = Reminder(starts, starts + length, person), starts + into
    again = reminder.put_off(now)
    assert (again is not None) == (now + TEN_MINUTES < reminder.ends)
    if again:
        assert again.due_at == now + TEN_MINUTES < again.expires_at <= reminder.ends
        assert Reminder.of(again) == reminder


@given(PEOPLE, INSTANTS, LONG)
def test_a_planned_reminder_can_be_read_back(
    person: str, starts: datetime, length: timedelta
) -> None:
    (prompt,) = _prompts(Worked(starts, starts + length, person, "UTC"))
    assert Reminder.of(prompt) == Reminder(starts, starts + length, person)


def test_a_break_is_over_after_five_minutes_and_the_welcome_is_of_use_for_ten() -> None:
    over = Break.begin("U1", NINE, "window").prompt()
    assert (over.due_at, over.expires_at) == (
        NINE + timedelta(minutes=5),
        NINE + timedelta(minutes=15),
    )
    assert over.team is None
    assert Break.of(over) == Break("U1", over.due_at, ("window",))


@pytest.mark.parametrize(
    ("seconds", "left"), [(-1, 5), (0, 5), (1, 5), (60, 4), (241, 1), (299, 1)]
)
def test_the_minutes_that_are_left_are_rounded_up(seconds: int, left: int) -> None:
    now = NINE + timedelta(seconds=seconds)
    begun = Break.begin("U1", NINE, "window")
    assert begun.runs(now)
    assert begun.minutes_left(now) == left
    assert not begun.runs(NINE + timedelta(minutes=5))


@pytest.mark.parametrize(
    ("minutes", "spared"), [(-120, False), (-60, False), (-59, True), (3, True)]
)
def test_who_takes_five_within_the_hour_before_needs_no_reminder(
    minutes: int, *, spared: bool
) -> None:
    (reminder,) = _prompts(_shift("U1"))
    taken = Break("U1", reminder.due_at + timedelta(minutes=minutes), ("window",))
    assert taken.spares(reminder) is spared
