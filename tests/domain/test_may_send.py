"""Whether a prompt that is due may go out."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.absence import ALL, ASKED_FOR
from bot.domain.breaks import LAST_CALL, Reminder
from bot.domain.budget import IMPORTANCE, Day
from bot.domain.may_send import (
    ARRIVED,
    FOR_NOW,
    LATE,
    OUTLASTS_QUIET,
    SEND,
    WITHDRAWN,
    WITHIN_SHIFTS,
    Circumstances,
    Later,
    Send,
    after_quiet_hours,
    heeds_quiet_hours,
    judge,
)
from bot.domain.prompts import Kind, Prompt
from bot.domain.shifts import DAY, to_utc

NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
ZONES = st.sampled_from(
    ["UTC", "America/Toronto", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu"]
)
SPANS = st.timedeltas(timedelta(minutes=1), timedelta(days=9))
KINDS = st.sampled_from(Kind)
COUNTED = st.sampled_from(IMPORTANCE)
INSTANTS = st.integers(0, 300_000_000).map(lambda seconds: NINE + timedelta(seconds=seconds))


def _prompt(kind: Kind, due: datetime = NINE, lasts: timedelta = HOUR, to: str = "U1") -> Prompt:
    if kind is Kind.BREAK:
        return Reminder(due - 4 * HOUR, due + 4 * HOUR, to).prompt()
    return Prompt(kind, to, due, due + lasts, "hill")


@st.composite
def prompts(draw: st.DrawFn) -> Prompt:
    return _prompt(draw(KINDS), draw(INSTANTS), draw(SPANS))


@st.composite
def circumstances(draw: st.DrawFn, now: datetime) -> Circumstances:
    work_until = draw(st.none() | SPANS.map(lambda span: now + span))
    next_start = draw(st.none() | SPANS.map(lambda span: now + span))
    return Circumstances(
        timezone=draw(ZONES),
        unwanted=draw(st.just(ALL) | st.frozensets(KINDS, max_size=2)),
        has_shifts=bool(work_until or next_start) or draw(st.booleans()),
        work_until=work_until,
        next_start=next_start,
        day=Day(draw(st.integers(1, 5)), draw(st.integers(0, 6))),
    )


def _about(**other: object) -> Circumstances:
    usual = {
        "timezone": "UTC",
        "unwanted": frozenset(),
        "has_shifts": True,
        "work_until": NINE + 8 * HOUR,
        "next_start": None,
        "day": Day(4),
    }
    return Circumstances(**usual | other)  # type: ignore[arg-type]


@given(prompts(), st.data())
def test_it_goes_out_only_in_time_at_work_wanted_and_within_the_budget(
    prompt: Prompt, data: st.DataObject
) -> None:
    now = prompt.due_at + data.draw(st.timedeltas(timedelta(0), timedelta(days=10)))
    about = data.draw(circumstances(now))
    if judge(prompt, about, now) is not SEND:
        return
    assert now < prompt.expires_at
    if prompt.kind in ASKED_FOR:
        return
    assert prompt.kind not in about.unwanted
    assert about.at_work or not about.has_shifts or prompt.kind in WITHIN_SHIFTS
    assert prompt.kind in FOR_NOW or about.day.sent < about.day.budget


@given(prompts(), st.data())
def test_what_waits_comes_later_than_now_and_before_it_expires(
    prompt: Prompt, data: st.DataObject
) -> None:
    now = prompt.due_at + data.draw(st.timedeltas(timedelta(0), timedelta(days=10)))
    decision = judge(prompt, data.draw(circumstances(now)), now)
    if isinstance(decision, Later):
        assert now < decision.at <= prompt.expires_at


@given(st.sampled_from(sorted(ASKED_FOR)), INSTANTS, st.data())
def test_what_was_asked_for_is_never_held(kind: Kind, now: datetime, data: st.DataObject) -> None:
    assert judge(_prompt(kind, now), data.draw(circumstances(now)), now) is SEND


@given(prompts(), st.data())
def test_in_a_channel_only_the_time_counts(prompt: Prompt, data: st.DataObject) -> None:
    there = Prompt(prompt.kind, "C1", prompt.due_at, prompt.expires_at, "hill", prompt.subject)
    now = prompt.due_at + data.draw(st.timedeltas(timedelta(0), timedelta(days=10)))
    about = data.draw(st.none() | circumstances(now))
    assert judge(there, about, now) is (SEND if now < there.expires_at else LATE)


@pytest.mark.parametrize("kind", IMPORTANCE)
def test_who_is_quiet_or_off_gets_nothing_and_invitations_wait(kind: Kind) -> None:
    away = _about(unwanted=ALL, next_start=NINE + 20 * HOUR)
    for hours, at in (30, NINE + 20 * HOUR + ARRIVED), (19, NINE + 19 * HOUR):
        prompt = _prompt(kind, lasts=hours * HOUR)
        if kind is Kind.BREAK:
            assert judge(prompt, away, prompt.due_at) is WITHDRAWN
        else:
            decision = judge(prompt, away, NINE + HOUR / 60)
            assert decision == (Later(at) if kind in OUTLASTS_QUIET else WITHDRAWN)


@pytest.mark.parametrize("kind", IMPORTANCE)
def test_a_paused_kind_is_taken_back_and_no_other(kind: Kind) -> None:
    prompt = _prompt(kind)
    assert judge(prompt, _about(unwanted=frozenset({kind})), prompt.due_at) is WITHDRAWN
    others = frozenset(IMPORTANCE) - {kind}
    assert judge(prompt, _about(unwanted=others), prompt.due_at) is SEND


def test_outside_a_shift_an_invitation_waits_for_the_next_one() -> None:
    home = _about(work_until=None, next_start=NINE + 5 * HOUR)
    invitation = _prompt(Kind.SURVEY_INVITATION, lasts=6 * HOUR)
    assert judge(invitation, home, NINE) == Later(NINE + 5 * HOUR + ARRIVED)


def test_where_the_survey_closes_as_the_shift_begins_it_comes_at_the_beginning() -> None:
    home = _about(work_until=None, next_start=NINE + 5 * HOUR)
    invitation = _prompt(Kind.SURVEY_INVITATION, lasts=5 * HOUR + ARRIVED)
    assert judge(invitation, home, NINE) == Later(NINE + 5 * HOUR)


def test_with_no_shift_before_its_end_it_waits_for_one_to_be_added() -> None:
    home = _about(work_until=None, next_start=NINE + 5 * HOUR)
    invitation = _prompt(Kind.SURVEY_INVITATION, lasts=4 * HOUR)
    assert judge(invitation, home, NINE) == Later(NINE + 4 * HOUR)
    assert judge(invitation, home, NINE + 4 * HOUR) is LATE


def test_where_no_next_shift_is_planned_yet_it_is_looked_for_again() -> None:
    home = _about(work_until=None)
    decision = judge(_prompt(Kind.SURVEY_INVITATION, lasts=timedelta(days=4)), home, NINE)
    assert decision == Later(NINE + 12 * HOUR)
    assert judge(_prompt(Kind.SURVEY_INVITATION), home, NINE) == Later(NINE + HOUR)


Shifts = list[tuple[datetime, datetime]]


@st.composite
def shifts(draw: st.DrawFn) -> Shifts:
    """Some days' work, each shift half an hour at least, one after the other."""
    found: Shifts = []
    free = NINE - draw(st.timedeltas(timedelta(0), timedelta(days=1)))
    for _ in range(draw(st.integers(1, 5))):
        starts = free + draw(st.timedeltas(timedelta(0), timedelta(days=4)))
        free = starts + draw(st.timedeltas(HOUR / 2, 14 * HOUR))
        found.append((starts, free))
    return found


def _now(worked: Shifts, now: datetime) -> Circumstances:
    """As the app knows it: the coming two days are planned."""
    ends = [ends for starts, ends in worked if starts <= now < ends]
    ahead = [starts for starts, _ in worked if now < starts < now + 2 * DAY]
    return _about(work_until=max(ends, default=None), next_start=min(ahead, default=None))


@given(shifts(), st.timedeltas(HOUR, timedelta(days=14)))
def test_an_invitation_comes_in_the_first_shift_of_the_window_however_late_that_is(
    worked: Shifts, window: timedelta
) -> None:
    invitation = _prompt(Kind.SURVEY_INVITATION, lasts=window)
    now, decision = NINE, judge(invitation, _now(worked, NINE), NINE)
    while isinstance(decision, Later):
        now = decision.at
        decision = judge(invitation, _now(worked, now), now)
    inside = [(a, b) for a, b in worked if b > NINE and a < invitation.expires_at]
    assert (decision is SEND) == bool(inside)
    if inside:
        starts, ends = inside[0]
        assert max(starts, NINE) <= now < ends


@given(COUNTED, ZONES, INSTANTS)
def test_for_somebody_without_shifts_the_teams_hours_stand(
    kind: Kind, zone: str, now: datetime
) -> None:
    prompt = _prompt(kind, now)
    about = _about(timezone=zone, has_shifts=False, work_until=None)
    assert judge(prompt, about, prompt.due_at) is SEND


@given(ZONES, INSTANTS, st.timedeltas(timedelta(0), timedelta(days=9)))
def test_a_full_day_puts_an_invitation_off_to_the_same_hour_of_the_next(
    zone: str, due: datetime, later: timedelta
) -> None:
    prompt, now = _prompt(Kind.SURVEY_INVITATION, due, timedelta(days=12)), due + later
    about = _about(timezone=zone, has_shifts=False, work_until=None, day=Day(1, 1))
    decision = judge(prompt, about, now)
    assert isinstance(decision, Later)
    here = ZoneInfo(zone)
    tomorrow = now.astimezone(here).date() + timedelta(days=1)
    assert decision.at == to_utc(tomorrow, due.astimezone(here).time(), zone)
    assert decision.at.astimezone(here).date() == tomorrow


def test_a_full_day_takes_back_what_is_of_no_use_tomorrow() -> None:
    full = _about(day=Day(4, 4))
    assert judge(_prompt(Kind.DEBRIEF), full, NINE) is WITHDRAWN
    assert judge(_prompt(Kind.BREAK), full, _prompt(Kind.BREAK).due_at) is WITHDRAWN


def test_a_break_that_somebody_put_off_comes_even_on_a_full_day() -> None:
    reminder = Reminder(NINE, NINE + 8 * HOUR, "U1")
    put_off = reminder.put_off(NINE + 4 * HOUR)
    assert put_off
    assert judge(put_off, _about(day=Day(4, 4)), put_off.due_at) is SEND
    assert not heeds_quiet_hours(put_off)
    assert heeds_quiet_hours(reminder.prompt())


@given(prompts(), SPANS, st.none() | SPANS)
def test_do_not_disturb_loses_nothing_and_is_waited_out_where_a_time_is_left(
    prompt: Prompt, lasts: timedelta, works: timedelta | None
) -> None:
    ends = prompt.due_at + lasts
    work_until = prompt.due_at + works if works else None
    decision = after_quiet_hours(prompt, ends, work_until)
    assert isinstance(decision, Later | Send)
    if prompt.kind is not Kind.BREAK:
        left = ends < min(prompt.expires_at, work_until or prompt.expires_at)
        assert decision == (Later(ends) if left else SEND)


@given(st.sampled_from(sorted(set(IMPORTANCE) - {Kind.BREAK})), ZONES, st.dates(NINE.date()))
def test_who_works_through_the_night_that_slack_takes_for_theirs_is_sent_everything(
    kind: Kind, zone: str, night: date
) -> None:
    """From ten to six, with Slack silent from ten to eight."""
    begins, ends, silent_until = (
        to_utc(day, time(hour), zone)
        for day, hour in ((night, 22), (night + DAY, 6), (night + DAY, 8))
    )
    due = begins + ARRIVED
    prompt = _prompt(kind, due, ends - due if kind is Kind.DEBRIEF else timedelta(days=4))
    about = _about(timezone=zone, work_until=ends)
    assert judge(prompt, about, due) is SEND
    assert after_quiet_hours(prompt, silent_until, about.work_until) is SEND


@given(INSTANTS, st.timedeltas(4 * HOUR, 20 * HOUR), st.timedeltas(timedelta(0), 20 * HOUR))
def test_a_break_comes_after_do_not_disturb_or_in_time_where_that_would_be_too_late(
    starts: datetime, length: timedelta, lasts: timedelta
) -> None:
    reminder = Reminder(starts, starts + length, "U1")
    prompt = reminder.prompt()
    ends = prompt.due_at + lasts
    decision = after_quiet_hours(prompt, ends, reminder.ends)
    if ends >= reminder.ends - LAST_CALL:
        assert decision is SEND
        return
    assert isinstance(decision, Later)
    assert decision.until
    assert ends <= decision.at < decision.until <= reminder.ends - LAST_CALL
    assert decision.until >= prompt.expires_at


def test_the_breaks_of_a_floor_do_not_all_come_when_do_not_disturb_ends() -> None:
    people = [f"U0{number:03}" for number in range(30)]
    reminders = [Reminder(NINE, NINE + 8 * HOUR, person).prompt() for person in people]
    ends = NINE + 6 * HOUR
    decisions = [after_quiet_hours(each, ends, NINE + 8 * HOUR) for each in reminders]
    minutes = {
        each.at.replace(second=0, microsecond=0) for each in decisions if isinstance(each, Later)
    }
    assert len(minutes) > 8
    assert decisions == [after_quiet_hours(each, ends, NINE + 8 * HOUR) for each in reminders]


def test_what_is_judged_by_says_nothing_of_answers() -> None:
    names = set(Circumstances.__dataclass_fields__)
    assert names == {"timezone", "unwanted", "has_shifts", "work_until", "next_start", "day"}
