"""Who is offered a debrief, where and when."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.debrief import Leaving, debrief_prompts, leavings
from bot.domain.prompts import Kind, Prompt
from bot.domain.shifts import patterns
from bot.domain.team import Member, Role, Shift, Team, Weekly
from bot.domain.working import Worked, distinct

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
DAY = timedelta(days=1)
ADA, BEN, CLEO = "U0ADA", "U0BEN", "U0CLEO"


def _shift(ends: str, *people: str, zone: str = "Europe/London") -> Shift:
    end = time.fromisoformat(ends)
    return Shift("S", "FREQ=DAILY", time(1), end, zone, date(2026, 1, 1), None, people)


def _team(*shifts: Shift, lead: int = 10) -> Team:
    members = tuple(Member(i, i, Role.PEER_SUPPORTER, "Europe/London") for i in (ADA, BEN, CLEO))
    digest = Weekly(0, time(9))
    return Team("t", "Team", "C0TEAM", "Europe/London", lead, digest, None, members, shifts)


def _worked(team: Team) -> list[Worked]:
    return distinct(patterns(team, MONDAY - DAY, MONDAY + 7 * DAY))


def _leaving(team: Team) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (f"{one.ends:%H:%M}", one.people)
        for one in leavings(team.key, _worked(team), MONDAY, MONDAY + DAY)
    ]


def test_those_of_one_shift_leave_together() -> None:
    assert _leaving(_team(_shift("17:00", BEN, ADA))) == [("17:00", (ADA, BEN))]


def test_those_of_several_shifts_that_end_together_leave_together() -> None:
    team = _team(_shift("17:00", ADA), _shift("18:00", CLEO), _shift("17:00", BEN))
    assert _leaving(team) == [("17:00", (ADA, BEN)), ("18:00", (CLEO,))]


def test_who_is_on_two_shifts_that_end_together_is_named_once() -> None:
    assert _leaving(_team(_shift("17:00", ADA), _shift("17:00", ADA))) == [("17:00", (ADA,))]


def test_the_same_instant_in_two_zones_is_one_leaving() -> None:
    team = _team(_shift("17:00", ADA), _shift("18:00", BEN, zone="Europe/Paris"))
    assert _leaving(team) == [("17:00", (ADA, BEN))]


def test_who_goes_straight_on_or_is_still_at_work_does_not_leave() -> None:
    next_one = replace(_shift("20:00", ADA), starts=time(17))
    team = _team(_shift("17:00", ADA, BEN), next_one, _shift("23:00", CLEO), _shift("20:00", CLEO))
    assert _leaving(team) == [("17:00", (BEN,)), ("20:00", (ADA,)), ("23:00", (CLEO,))]


def test_an_end_at_which_nobody_leaves_asks_nobody() -> None:
    next_one = replace(_shift("20:00", ADA), starts=time(17))
    assert _leaving(_team(_shift("17:00", ADA), next_one)) == [("20:00", (ADA,))]


def test_several_are_asked_in_the_channel_and_one_in_their_messages() -> None:
    team = _team(_shift("17:00", ADA, BEN), _shift("18:00", CLEO))
    together, alone = debrief_prompts(team, _worked(team), MONDAY, MONDAY + DAY)
    assert (together.kind, together.recipient, alone.recipient) == (Kind.DEBRIEF, "C0TEAM", CLEO)
    assert together.due_at == MONDAY.replace(hour=16, minute=50)
    assert together.expires_at == MONDAY.replace(hour=17)


def test_the_prompt_of_a_shift_that_ends_just_after_midnight_is_due_the_day_before() -> None:
    night = replace(_shift("00:05", ADA), starts=time(20))
    team = _team(night)
    (prompt,) = debrief_prompts(team, _worked(team), MONDAY, MONDAY + DAY)
    assert prompt.due_at == MONDAY.replace(hour=23, minute=55)


LEADS = st.integers(1, 60).map(lambda minutes: timedelta(minutes=minutes))


@given(
    st.integers(1, 60),
    st.dictionaries(st.sampled_from([ADA, BEN, CLEO]), LEADS),
    st.integers(0, 3000),
    st.integers(0, 3000),
)
def test_each_prompt_is_due_in_the_window_that_was_asked_for_and_in_one_half_of_it(
    lead: int, own: dict[str, timedelta], first: int, second: int
) -> None:
    team = _team(_shift("17:00", ADA, BEN), _shift("00:05", CLEO), lead=lead)
    middle = MONDAY + timedelta(minutes=first)
    until = middle + timedelta(minutes=second)
    worked = _worked(team)
    whole = list(debrief_prompts(team, worked, MONDAY, until, own))
    halves = [*debrief_prompts(team, worked, MONDAY, middle, own)]
    halves += debrief_prompts(team, worked, middle, until, own)
    assert sorted(halves, key=_due) == sorted(whole, key=_due)
    assert all(MONDAY <= prompt.due_at < until for prompt in whole)


def _due(prompt: Prompt) -> tuple[datetime, str]:
    return prompt.due_at, prompt.recipient


@given(st.dictionaries(st.sampled_from([ADA, BEN, CLEO]), LEADS))
def test_ones_own_lead_holds_for_who_leaves_alone_and_the_teams_for_all_others(
    own: dict[str, timedelta],
) -> None:
    team = _team(_shift("17:00", ADA, BEN), _shift("18:00", CLEO))
    prompts = debrief_prompts(team, _worked(team), MONDAY, MONDAY + DAY, own)
    leads = {prompt.recipient: prompt.expires_at - prompt.due_at for prompt in prompts}
    usual = timedelta(minutes=10)
    assert leads == {"C0TEAM": usual, CLEO: own.get(CLEO, usual)}


@given(st.sets(st.sampled_from([ADA, BEN, CLEO]), min_size=1), st.datetimes())
def test_a_planned_prompt_says_again_what_it_is_about(people: set[str], ends: datetime) -> None:
    instant = ends.replace(tzinfo=UTC)
    leaving = Leaving("t", tuple(sorted(people)), instant, "Asia/Kathmandu")
    assert Leaving.of(leaving.prompt("C0TEAM", timedelta(0))) == leaving


@given(st.sets(st.sampled_from([ADA, BEN, CLEO])))
def test_those_of_a_prompt_who_still_leave_are_those_who_would_be_planned_for_by_now(
    staying: set[str],
) -> None:
    """Whoever stays goes straight on; Cleo is on her own shift."""
    next_one = replace(_shift("20:00", *sorted(staying)), starts=time(17))
    team = _team(_shift("17:00", ADA, BEN), _shift("18:00", CLEO))
    worked = _worked(replace(team, shifts=(*team.shifts, next_one)))
    for planned in leavings(team.key, _worked(team), MONDAY, MONDAY + DAY):
        people = tuple(sorted({*planned.people} - staying))
        assert planned.still(worked) == (replace(planned, people=people) if people else None)
