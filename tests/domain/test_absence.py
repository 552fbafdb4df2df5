"""Time off and public holidays take shifts away; quiet lasts for the rest of the day."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.absence import ALL, TimeOff, quiet_until, without
from bot.domain.prompts import Kind
from bot.domain.working import Worked

ZONES = st.sampled_from(
    ["UTC", "America/St_Johns", "Asia/Kathmandu", "Pacific/Kiritimati", "Europe/London"]
)
DAYS = st.dates(date(2026, 10, 1), date(2026, 12, 31))
PEOPLE = st.sampled_from(["U1", "U2", "U3"])
INSTANTS = st.datetimes(datetime(2026, 10, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - Hypothesis adds the zone


@st.composite
def _shifts(draw: st.DrawFn) -> Worked:
    starts = draw(INSTANTS)
    ends = starts + timedelta(minutes=draw(st.integers(1, 960)))
    return Worked(starts, ends, draw(PEOPLE), draw(ZONES))


@st.composite
def _times_off(draw: st.DrawFn) -> TimeOff:
    first = draw(DAYS)
    return TimeOff(draw(PEOPLE), first, first + timedelta(days=draw(st.integers(0, 20))))


WORKED = st.lists(_shifts(), max_size=20)
OFF = st.lists(_times_off(), max_size=6)
HOLIDAYS = st.frozensets(DAYS, max_size=20)


def _starts_on(shift: Worked) -> date:
    return shift.starts.astimezone(ZoneInfo(shift.timezone)).date()


@given(WORKED, OFF, HOLIDAYS)
def test_a_shift_falls_away_exactly_if_it_starts_on_a_day_off_or_a_holiday(
    worked: list[Worked], off: list[TimeOff], holidays: frozenset[date]
) -> None:
    left = without(worked, off, holidays)
    for shift in worked:
        day = _starts_on(shift)
        theirs = [each for each in off if each.person == shift.person]
        away = any(each.first_day <= day <= each.last_day for each in theirs)
        assert (shift in left) is not (away or day in holidays)


@given(WORKED, OFF, HOLIDAYS)
def test_what_remains_keeps_its_order_and_taking_away_twice_is_taking_away_once(
    worked: list[Worked], off: list[TimeOff], holidays: frozenset[date]
) -> None:
    left = without(worked, off, holidays)
    again = iter(worked)
    assert all(shift in again for shift in left)
    assert without(left, off, holidays) == left


@given(WORKED, OFF)
def test_nobodys_day_off_touches_a_colleagues_shift(
    worked: list[Worked], off: list[TimeOff]
) -> None:
    for person in ("U1", "U2", "U3"):
        own = [shift for shift in worked if shift.person == person]
        mine = [each for each in off if each.person == person]
        assert [s for s in without(worked, off, ()) if s.person == person] == without(own, mine, ())


def test_a_night_shift_goes_with_the_day_on_which_it_starts() -> None:
    friday, saturday = date(2026, 11, 27), date(2026, 11, 28)
    night = Worked(
        datetime(2026, 11, 28, 3, 30, tzinfo=UTC),
        datetime(2026, 11, 28, 11, tzinfo=UTC),
        "U1",
        "America/Toronto",
    )
    assert without([night], [TimeOff("U1", friday, friday)], ()) == []
    assert without([night], [TimeOff("U1", saturday, saturday)], ()) == [night]
    assert without([night], [], {friday}) == []


@given(INSTANTS, ZONES)
def test_quiet_lasts_until_the_next_midnight_where_the_person_is(now: datetime, zone: str) -> None:
    until = quiet_until(now, zone, None)
    local = until.astimezone(ZoneInfo(zone))
    assert (local.hour, local.minute, local.second) == (0, 0, 0)
    assert now < until <= now + timedelta(hours=25)
    assert local.date() == now.astimezone(ZoneInfo(zone)).date() + timedelta(days=1)


@given(INSTANTS, ZONES, st.integers(1, 3000))
def test_quiet_lasts_as_long_as_the_shift_where_that_ends_later(
    now: datetime, zone: str, minutes: int
) -> None:
    ends = now + timedelta(minutes=minutes)
    assert quiet_until(now, zone, ends) == max(ends, quiet_until(now, zone, None))


def test_an_answer_that_somebody_waits_for_is_never_held_back() -> None:
    answers = {Kind.BREAK_OVER, Kind.COMPANY_REPLY, Kind.COMPANY_UNANSWERED, Kind.SOONER_REPLY}
    assert answers | ALL == set(Kind)
    assert not answers & ALL
