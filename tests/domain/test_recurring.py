"""Whether a rule ever names a day, as a search through the next centuries would say."""

from datetime import datetime

import pytest
from dateutil.rrule import rrule, rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.recurring import CYCLE, HORIZON_YEARS, LATEST, ever_happens

STARTS = st.datetimes(datetime(1990, 1, 1), datetime(2150, 1, 1))  # noqa: DTZ001 - the wall's clock
PARTS = {
    "BYMONTH": st.integers(1, 12),
    "BYMONTHDAY": st.sampled_from([1, 28, 29, 30, 31, -1, -30, -31]),
    "BYDAY": st.sampled_from(["MO", "SU,TU", "WE,FR"]),
    "BYYEARDAY": st.sampled_from([1, 60, 365, 366]),
    "INTERVAL": st.integers(1, 5),
}
RULES = st.builds(
    lambda frequency, parts: ";".join(f"{k}={v}" for k, v in {"FREQ": frequency, **parts}.items()),
    st.sampled_from(["WEEKLY", "MONTHLY", "YEARLY"]),
    st.fixed_dictionaries({}, optional=PARTS),
)


def _rule(text: str, starts: datetime) -> rrule:
    found = rrulestr(text, dtstart=starts)
    assert isinstance(found, rrule)
    return found


def _searched(text: str, starts: datetime) -> bool:
    """The calendar is the same after 400 years, and so after the most of them that there are."""
    late = starts.replace(year=starts.year + (LATEST - starts.year) // CYCLE * CYCLE)
    first = next(iter(_rule(text, late)), None)
    return first is not None and first <= late.replace(day=1, year=late.year + HORIZON_YEARS)


@given(RULES, STARTS)
@settings(max_examples=50)
def test_a_rule_names_a_day_exactly_where_a_search_finds_one(text: str, starts: datetime) -> None:
    assert ever_happens(_rule(text, starts)) == _searched(text, starts)


@pytest.mark.parametrize(
    ("text", "happens"),
    [
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", True),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29", False),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", False),
        ("FREQ=DAILY;UNTIL=20260101", False),
        ("FREQ=DAILY;COUNT=1", True),
    ],
)
def test_leap_years_count_from_the_first_day_as_they_are(text: str, *, happens: bool) -> None:
    assert ever_happens(_rule(text, datetime(2027, 3, 1))) == happens  # noqa: DTZ001 - the same
