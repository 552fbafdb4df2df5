"""Reading a roster again: what is to come is replaced, and what has been stays."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.working import Worked
from bot.rosters.expand import expand
from bot.rosters.roster import KEPT, after
from tests.rosters.conftest import MEMBERS, NOW, ZONE, calendar, stored

ZONES = ("America/Toronto", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu")
FORM = "%Y%m%dT%H%M%S"
HOUR = timedelta(hours=1)
TWICE = datetime(2026, 11, 1, 5, 30)  # noqa: DTZ001 - an hour before clocks go back in Toronto


@st.composite
def events(draw: st.DrawFn) -> str:
    """A shift or a series of somebody's, somewhere around now."""
    person = draw(st.sampled_from(MEMBERS[:4]))
    zone = draw(st.sampled_from(["", *ZONES]))
    local = TWICE + draw(st.integers(0, 40 * 24)) * HOUR
    named = f";TZID={zone}" if zone else ""
    z = "" if zone else "Z"
    rule = draw(st.sampled_from(["", "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY;COUNT=3"]))
    ends = local + draw(st.integers(1, 23)) * HOUR
    return (
        f"UID:{draw(st.integers(0, 99))}\nDTSTART{named}:{local:{FORM}}{z}\n"
        f"DTEND{named}:{ends:{FORM}}{z}\nSUMMARY:{person.name}\n{rule}"
    )


ROSTERS = st.lists(events(), max_size=6).map(lambda found: calendar(*found))
INSTANTS = st.integers(-3 * 24, 20 * 24).map(lambda hours: NOW + hours * HOUR)


def worked(text: str, since: datetime, until: datetime) -> list[Worked]:
    return sorted({*expand(text, since, until, ZONE)})


def read_again(old: str, data: str, now: datetime) -> str:
    return after(old, stored(data, now=now), now, ZONE) or old


@given(ROSTERS, INSTANTS)
def test_reading_the_same_again_at_once_changes_nothing(data: str, now: datetime) -> None:
    once = stored(data, now=now)
    assert after(once, stored(data, now=now), now, ZONE) is None


@given(ROSTERS, INSTANTS, st.integers(0, 20 * 24), st.integers(0, 30 * 24))
def test_reading_the_same_again_later_leaves_every_shift_as_it_was(
    data: str, first: datetime, hours: int, more: int
) -> None:
    once = stored(data, now=first)
    now = first + hours * HOUR
    again = read_again(once, data, now)
    since, until = max(now - KEPT, first), now + more * HOUR
    assert worked(again, since, until) == worked(once, since, until)


@given(ROSTERS, ROSTERS, ROSTERS, INSTANTS)
def test_reading_another_replaces_what_is_to_come_and_leaves_the_past(
    first: str, second: str, third: str, now: datetime
) -> None:
    old = stored(first, now=NOW - KEPT)
    for data in (second, third):
        new = read_again(old, data, now)
        day = timedelta(days=1)
        assert worked(new, now - KEPT + day, now) == worked(old, now - KEPT + day, now)
        coming = (now, now + 30 * day)
        assert worked(new, *coming) == worked(stored(data, now=now), *coming)
        old, now = new, now + day


@given(ROSTERS, ROSTERS, st.lists(INSTANTS, min_size=3, max_size=3), INSTANTS)
def test_splitting_a_window_loses_and_repeats_nothing_after_a_second_reading_either(
    first: str, second: str, cuts: list[datetime], now: datetime
) -> None:
    text = read_again(stored(first, now=NOW - KEPT), second, now)
    since, middle, until = sorted(cuts)
    parts = [*expand(text, since, middle, ZONE), *expand(text, middle, until, ZONE)]
    assert sorted(parts) == sorted(expand(text, since, until, ZONE))


def test_a_shift_that_runs_is_still_to_come_and_can_be_made_longer() -> None:
    day = "UID:a\nDTSTART:20261123T090000Z\nDTEND:20261123T{}0000Z\nSUMMARY:Ana Duarte"
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    old = stored(calendar(day.format(17)))
    (one,) = worked(read_again(old, calendar(day.format(18)), now), NOW, now + 24 * HOUR)
    assert one.ends.hour == 18


def test_what_is_no_longer_there_is_gone_but_for_what_was_worked() -> None:
    two = [
        f"UID:{day}\nDTSTART:202611{day}T090000Z\nDTEND:202611{day}T170000Z\nSUMMARY:Ana Duarte"
        for day in (23, 24)
    ]
    now = datetime(2026, 11, 23, 20, tzinfo=UTC)
    text = read_again(stored(calendar(*two)), calendar(), now)
    assert [one.starts.day for one in worked(text, NOW, NOW + 90 * 24 * HOUR)] == [23]


def test_the_same_hours_told_in_two_time_zones_are_both_kept() -> None:
    """Half past eight in Lord Howe is half past ten in Apia."""
    two = [
        f"UID:{zone}\nDTSTART;TZID={zone}:{start}\nDTEND;TZID={zone}:{end}\nSUMMARY:Ana Duarte"
        for zone, start, end in (
            ("Australia/Lord_Howe", "20261123T203000", "20261123T213000"),
            ("Pacific/Apia", "20261123T223000", "20261123T233000"),
        )
    ]
    old = stored(calendar(*two))
    now = datetime(2026, 11, 23, 20, tzinfo=UTC)
    assert len(worked(old, NOW, now)) == 2
    assert worked(read_again(old, calendar(), now), NOW, now) == worked(old, NOW, now)


def test_the_past_is_kept_for_a_week_and_no_longer() -> None:
    day = "UID:a\nDTSTART:20261123T090000Z\nDTEND:20261123T170000Z\nSUMMARY:Ana Duarte"
    text = stored(calendar(day))
    text = read_again(text, calendar(), datetime(2026, 11, 24, tzinfo=UTC))
    text = read_again(
        text, calendar(day.replace("1123T", "1209T")), datetime(2026, 12, 8, tzinfo=UTC)
    )
    assert "20261123" not in text
