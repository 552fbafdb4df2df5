"""How often people meet, in rules."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.rhythm import denser
from bot.domain.shifts import days_of_rule

FIRST = date(2026, 1, 7)
RULES = st.builds(
    "FREQ={};INTERVAL={};BYDAY={}".format,
    st.sampled_from(["WEEKLY", "MONTHLY"]),
    st.integers(1, 12),
    st.sampled_from(["WE", "1WE"]),
).filter(lambda rule: "WEEKLY" not in rule or "1WE" not in rule)


@pytest.mark.parametrize(
    ("rule", "new"),
    [
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", "FREQ=WEEKLY;BYDAY=TH"),
        ("FREQ=MONTHLY;BYDAY=1TU;INTERVAL=3", "FREQ=MONTHLY;BYDAY=1TU"),
        ("FREQ=WEEKLY;BYDAY=TH", "FREQ=WEEKLY;BYDAY=TH"),
        ("FREQ=DAILY;INTERVAL=14", "FREQ=DAILY;INTERVAL=14"),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=9", "FREQ=WEEKLY;INTERVAL=2;COUNT=9"),
    ],
)
def test_while_people_are_new_every_so_many_weeks_is_every_week(rule: str, new: str) -> None:
    assert denser(rule) == new


@given(RULES)
def test_whoever_is_new_meets_on_every_day_on_which_the_others_do(rule: str) -> None:
    year = FIRST, FIRST + timedelta(days=366)
    assert {*days_of_rule(rule, FIRST, *year)} <= {*days_of_rule(denser(rule), FIRST, *year)}
