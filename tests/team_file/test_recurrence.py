from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.rhythm import LETTERS, WEEKDAYS
from bot.team_file import recurrence
from bot.team_file.values import read_days, read_weekday

DAY = timedelta(days=1)


def test_a_rule_may_be_written_as_calendars_export_it() -> None:
    assert recurrence.read(" rrule:freq=weekly;byday=mo ") == "FREQ=WEEKLY;BYDAY=MO"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "every monday",
        "FREQ=MINUTELY",
        "FREQ=WEEKLY;BYHOUR=9",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;INTERVAL=-2",
        "FREQ=WEEKLY;COUNT=0",
        "FREQ=WEEKLY;COUNT=3;UNTIL=20270101",
        "FREQ=WEEKLY;INTERVAL=two",
        "FREQ=WEEKLY;WEEKS=2",
        "FREQ=WEEKLY;BYDAY=",
        "FREQ=DAILY;UNTIL=tomorrow",
        "FREQ=DAILY\nDTSTART:20260101T000000",
        "FREQ=DAILY\nRRULE:FREQ=WEEKLY",
    ],
)
def test_whatever_is_no_rule_of_days_is_refused(text: str) -> None:
    with pytest.raises(
        ValueError, match=r"needs FREQ|names hours|is not a rule|counts wrongly|ends twice"
    ):
        recurrence.read(text)


@pytest.mark.parametrize(
    "rule",
    ["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "FREQ=DAILY;COUNT=3", "FREQ=WEEKLY", "FREQ=MONTHLY"],
)
def test_a_rule_that_counts_from_a_day_needs_that_day(rule: str) -> None:
    with pytest.raises(ValueError, match="first_day"):
        recurrence.refuse_unclear(rule, None)
    recurrence.refuse_unclear(rule, date(2026, 11, 23))


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=1WE",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=DAILY;UNTIL=20271231T235959Z",
    ],
)
def test_a_rule_that_names_its_days_needs_no_first_one(rule: str) -> None:
    recurrence.refuse_unclear(recurrence.read(rule), None)


@pytest.mark.parametrize(
    ("rule", "first"),
    [
        ("FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31", None),
        ("FREQ=DAILY;UNTIL=20201231", None),
        ("FREQ=DAILY;UNTIL=20261101", date(2026, 11, 2)),
    ],
)
def test_a_rule_that_names_no_day_is_refused(rule: str, first: date | None) -> None:
    with pytest.raises(ValueError, match="names no day"):
        recurrence.refuse_unclear(recurrence.read(rule), first)


@pytest.mark.parametrize(
    ("until", "day"),
    [
        ("20261202T045959Z", "20261201"),
        ("20261201T140000Z", "20261201"),
        ("20261201T135959Z", "20261130"),
        ("20261201T090000", "20261201"),
        ("20261201T085959", "20261130"),
        ("20261201", "20261201"),
    ],
)
def test_a_rule_ends_on_the_day_that_its_calendar_means(until: str, day: str) -> None:
    rule = f"FREQ=DAILY;UNTIL={until};WKST=SU"
    expected = f"FREQ=DAILY;UNTIL={day};WKST=SU"
    assert recurrence.until_a_day(rule, time(9), "America/Toronto") == expected


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)),  # noqa: DTZ001 - Hypothesis asks for such
    st.times().map(lambda at: at.replace(microsecond=0)),
    st.sampled_from(["America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia"]),
)
def test_the_last_shift_is_the_last_that_starts_by_the_end_of_the_rule(
    until: datetime, starts: time, zone: str
) -> None:
    written = f"{until.replace(microsecond=0):%Y%m%dT%H%M%S}"
    rule = recurrence.until_a_day(f"FREQ=DAILY;UNTIL={written}Z", starts, zone)
    last = date.fromisoformat(rule.partition("UNTIL=")[2])
    end = datetime.fromisoformat(written).replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
    wall = end.replace(tzinfo=None)
    assert datetime.combine(last, starts) <= wall < datetime.combine(last + DAY, starts)


def test_the_first_day_is_a_monday() -> None:
    assert recurrence.FIRST_DAY.weekday() == 0


@given(st.sets(st.integers(0, 6), min_size=1), st.data())
def test_weekdays_are_read_in_any_order_and_spelling(days: set[int], data: st.DataObject) -> None:
    written = [
        data.draw(st.sampled_from([WEEKDAYS[day], WEEKDAYS[day][:3].upper(), WEEKDAYS[day][:4]]))
        for day in data.draw(st.permutations(sorted(days)))
    ]
    assert read_days(written) == tuple(LETTERS[day] for day in sorted(days))


@pytest.mark.parametrize("value", ["", "m", "mo", "mondays", 1, None])
def test_what_is_no_weekday_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="is not a weekday"):
        read_weekday(value)
