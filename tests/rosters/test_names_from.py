"""Whom a stored roster names for days to come, read off its text."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rosters.stored import names_from
from tests.rosters.conftest import MEMBERS, NOW, calendar, stored
from tests.rosters.test_again import ROSTERS, read_again, worked

ANA = MEMBERS[0]
SHIFT = "UID:1\nDTSTART:20261130T090000Z\nDTEND:20261130T170000Z\nSUMMARY:" + ANA.name
LAST = date(2026, 11, 30)


def _until(text: str) -> date | None:
    """The first day of two years from which she is not named any more."""
    days = (date(2026, 11, 1) + timedelta(days=n) for n in range(730))
    return next((day for day in days if not names_from(text, ANA.id, day)), None)


@pytest.mark.parametrize(
    ("more", "last"),
    [
        ("", LAST),
        ("\nRRULE:FREQ=DAILY;UNTIL=20261204T235959Z", date(2026, 12, 4)),
        ("\nRRULE:FREQ=WEEKLY;COUNT=3", date(2026, 12, 14)),
        ("\nRDATE:20270105T090000Z", date(2027, 1, 5)),
    ],
)
def test_somebody_is_named_until_their_last_shift(more: str, last: date) -> None:
    assert _until(stored(calendar(SHIFT + more))) == last + timedelta(days=1)


def test_a_series_without_an_end_names_them_for_good_and_nobody_else() -> None:
    text = stored(calendar(SHIFT + "\nRRULE:FREQ=WEEKLY"))
    assert _until(text) is None
    assert not names_from(text, MEMBERS[1].id, LAST)


@given(ROSTERS, ROSTERS, st.integers(0, 40))
def test_whoever_is_to_work_is_named_also_in_a_roster_that_was_read_again(
    first: str, second: str, days: int
) -> None:
    text = read_again(stored(first), second, NOW + timedelta(days=1))
    since = NOW + timedelta(days=days)
    for one in worked(text, since, since + timedelta(days=5)):
        assert names_from(text, one.person, one.starts.date() - timedelta(days=1))
