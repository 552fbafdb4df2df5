"""When people have supervision, who comes to it, and when there is time to prepare."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.check_in import CheckIn
from bot.domain.supervision import Days, days_before, due, holder, in_step, lines_of, stays_at
from bot.domain.team import LINES, Cadence, Member, Role, Team, Weekly

ADA, RUTH, SAM, NIKO = "U0ADA", "U0RUTH", "U0SAM", "U0NIKO"
ZONES = ("America/Toronto", "America/St_Johns", "Europe/London", "Australia/Lord_Howe")
BIWEEKLY = Cadence(
    Role.SUPERVISOR,
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
    "FREQ=WEEKLY;BYDAY=WE",
    date(2026, 1, 7),
    time(14),
)
MONTHLY = Cadence(
    Role.PEER_SUPERVISOR,
    "FREQ=MONTHLY;BYDAY=1TH",
    "FREQ=WEEKLY;BYDAY=TH",
    date(2026, 1, 1),
    time(10),
)
YEAR = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)


def the_team(zone: str = "Europe/London", **ada: object) -> Team:
    member = Member(ADA, "Ada", Role.PEER_SUPPORTER, zone, RUTH, SAM)
    return Team(
        key="hill",
        name="Hill",
        channel="C0HILL",
        timezone=zone,
        debrief_lead_minutes=10,
        digest=Weekly(0, time(9)),
        survey=None,
        members=(
            replace(member, **ada),  # type: ignore[arg-type]  # fields of a member
            Member(RUTH, "Ruth", Role.SUPERVISOR, zone, cover=NIKO),
            Member(SAM, "Sam", Role.PEER_SUPERVISOR, zone, cover=RUTH),
            Member(NIKO, "Niko", Role.COORDINATOR, zone),
        ),
        shifts=(),
        cadences=(BIWEEKLY, MONTHLY),
    )


def never(_day: date) -> bool:
    return False


def met(team: Team) -> list[tuple[Role, datetime]]:
    ada = team.members[0]
    return sorted((d.slot.line, d.starts_at) for d in due(team, ada, *YEAR, Days(never)))


def test_both_lines_come_at_their_own_cadence_and_local_hour() -> None:
    found = met(the_team())
    admin = [at for line, at in found if line is Role.SUPERVISOR]
    assert len(admin) == 26
    assert {b - a for a, b in pairwise(admin)} <= {
        timedelta(days=14),
        timedelta(days=14, hours=1),
        timedelta(days=14, hours=-1),
    }
    assert len(found) - len(admin) == 12


def test_who_is_new_meets_every_week_for_twelve_weeks_and_nobody_before_their_first_day() -> None:
    begins = date(2026, 3, 2)
    found = met(the_team(first_day=begins))
    days = [at.date() for line, at in found if line is Role.SUPERVISOR]
    new = [day for day in days if day < begins + timedelta(weeks=12)]
    assert min(days) >= begins
    assert len(new) == 12
    assert {(b - a).days for a, b in pairwise(new)} == {7}


def test_on_a_day_off_it_is_on_the_next_working_day_and_still_the_same_check_in() -> None:
    off = date(2026, 1, 7)
    days = Days(lambda day: day in {off, off + timedelta(days=1)})
    first = min(
        due(the_team(), the_team().members[0], *YEAR, days), key=lambda d: d.slot.planned_at
    )
    admin = [
        d
        for d in due(the_team(), the_team().members[0], *YEAR, days)
        if d.slot.line is Role.SUPERVISOR
    ]
    assert first.slot.line is Role.PEER_SUPERVISOR
    assert admin[0].slot.planned_at == datetime(2026, 1, 7, 14, tzinfo=UTC)
    assert admin[0].starts_at == datetime(2026, 1, 9, 14, tzinfo=UTC)


def test_of_two_that_are_put_off_past_the_same_days_off_the_later_one_takes_place() -> None:
    weekly = replace(BIWEEKLY, rrule=BIWEEKLY.onboarding_rrule)
    team = replace(the_team(), cadences=(weekly,))
    days = Days(lambda day: date(2026, 3, 2) <= day < date(2026, 3, 16))
    starts = [each.starts_at.date() for each in due(team, team.members[0], *YEAR, days)]
    assert [day for day in starts if day.month == 3] == [date(2026, 3, day) for day in (16, 18, 25)]


def test_at_another_hour_each_is_found_again_and_the_one_put_elsewhere_stays_out_of_it() -> None:
    team = the_team()
    asked = [d for d in due(team, team.members[0], *YEAR, Days(never)) if d.slot.line in LINES[:1]]
    known = [
        CheckIn(number, each.slot, each.starts_at, each.prepare_at, RUTH)
        for number, each in enumerate(asked)
    ]
    later = replace(team, cadences=(replace(BIWEEKLY, at=time(20)),))
    wanted = list(due(later, team.members[0], *YEAR, Days(never)))
    elsewhere = replace(known[3], by_hand=True)
    found, new = in_step([*known[:3], elsewhere, *known[4:]], wanted)
    assert {number: each.slot.planned_at.date() for number, each in found.items()} == {
        each.id: each.slot.planned_at.date() for each in known if each.id != elsewhere.id
    }
    assert [each.slot.planned_at.date() for each in new] == [elsewhere.slot.planned_at.date()]


def test_one_that_was_put_off_stays_there_and_goes_on_only_past_more_days_off() -> None:
    planned, stands = (datetime(2026, 11, day, 14, tzinfo=UTC) for day in (26, 30))
    later = datetime(2026, 12, 1, 14, tzinfo=UTC)
    monday_off = Days(lambda day: day == stands.date())
    assert stays_at(stands, planned, "Europe/London", Days(never)) == stands
    assert stays_at(stands, planned, "Europe/London", monday_off) == later
    assert stays_at(stands, planned, "Europe/London", Days(lambda _: True)) is None


def test_two_working_days_ahead_of_a_monday_is_the_thursday_before() -> None:
    assert days_before(date(2026, 11, 23), 2, never) == date(2026, 11, 19)
    assert days_before(date(2026, 11, 23), 2, lambda day: day == date(2026, 11, 20)) == date(
        2026, 11, 18
    )
    assert days_before(date(2026, 11, 23), 0, never) == date(2026, 11, 23)


def test_a_peer_supporter_without_a_supervisor_still_has_that_line_and_others_have_not() -> None:
    team = the_team(supervisor=None, peer_supervisor=None)
    assert [line for line, _ in lines_of(team, team.members[0])] == [Role.SUPERVISOR]
    assert lines_of(team, team.members[3]) == []


def test_the_cover_comes_or_the_cover_of_the_cover_and_else_nobody() -> None:
    team = the_team()
    assert holder(team, ADA, Role.PEER_SUPERVISOR, lambda _: True) == SAM
    assert holder(team, ADA, Role.PEER_SUPERVISOR, lambda who: who != SAM) == RUTH
    assert holder(team, ADA, Role.PEER_SUPERVISOR, lambda who: who == NIKO) == NIKO
    assert holder(team, ADA, Role.PEER_SUPERVISOR, lambda _: False) is None


def test_covers_that_name_each_other_end_in_nobody() -> None:
    team = the_team()
    ruth = replace(team.members[1], cover=SAM)
    team = replace(team, members=(team.members[0], ruth, *team.members[2:]))
    assert holder(team, ADA, Role.SUPERVISOR, lambda _: False) is None
    assert holder(team, ADA, Role.SUPERVISOR, lambda who: who == NIKO) is None


@given(
    st.sampled_from(ZONES),
    st.integers(0, 365),
    st.one_of(st.none(), st.dates(date(2025, 6, 1), date(2026, 12, 1))),
)
def test_splitting_a_window_neither_loses_nor_repeats_one(
    zone: str, at: int, first_day: date | None
) -> None:
    team = the_team(zone, first_day=first_day)
    ada, cut = team.members[0], YEAR[0] + timedelta(days=at, hours=7)
    days = Days(lambda day: day.day in {1, 2, 8})
    whole = sorted(d.slot.planned_at for d in due(team, ada, *YEAR, days))
    parts = [*due(team, ada, YEAR[0], cut, days), *due(team, ada, cut, YEAR[1], days)]
    assert sorted(d.slot.planned_at for d in parts) == whole


@given(st.sampled_from(ZONES), st.sets(st.integers(0, 400), max_size=60))
def test_it_is_never_on_a_day_off_and_prepared_before_on_a_working_day(
    zone: str, off: set[int]
) -> None:
    first = date(2025, 12, 20)
    days_off = {first + timedelta(days=number) for number in off}
    team, seen = the_team(zone), set[tuple[Role, datetime]]()
    for each in due(team, team.members[0], *YEAR, Days(days_off.__contains__)):
        starts, prepare = (
            at.astimezone(ZoneInfo(zone)) for at in (each.starts_at, each.prepare_at)
        )
        assert starts.date() not in days_off
        assert prepare < starts
        assert prepare.weekday() < 5
        assert prepare.date() not in days_off
        assert each.starts_at >= each.slot.planned_at
        assert (each.slot.line, each.starts_at) not in seen
        seen.add((each.slot.line, each.starts_at))
