"""Events of one UID, and of none: which are versions of one shift, and which are others."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rosters.problems import RosterError
from tests.rosters.conftest import NOW, calendar, shifts, stored

DAY = """\
UID:a
DTSTART;TZID=America/Toronto:20261123T090000
DTEND;TZID=America/Toronto:20261123T170000"""
NEXT = DAY.replace("1123T", "1124T")
ANA = "11-23 14:00 22:00 U0ANA America/Toronto"
MARCUS = "11-24 14:00 22:00 U0MARCUS America/Toronto"
CANCELLED = "\nSTATUS:CANCELLED"
UNCLEAR = "the event has the UID of another that starts at another time and may be its later"


def without_uid(text: str) -> str:
    return text.replace("UID:a\r\n", "")


def test_of_two_states_of_an_event_the_later_one_holds() -> None:
    later = DAY.replace("T170000", "T180000")
    text = calendar(f"{later}\nSUMMARY:Ana Duarte\nSEQUENCE:2", f"{DAY}\nSUMMARY:Ana Duarte")
    assert shifts(stored(text)) == ["11-23 14:00 23:00 U0ANA America/Toronto"]


def test_events_that_share_a_uid_by_mistake_are_all_kept() -> None:
    text = calendar(f"{DAY}\nSUMMARY:Ana Duarte", f"{NEXT}\nSUMMARY:Marcus Bell")
    assert shifts(stored(text)) == [ANA, MARCUS]


def test_a_series_that_is_cancelled_takes_its_overrides_along() -> None:
    text = calendar(
        f"{DAY}\nRRULE:FREQ=DAILY\nSUMMARY:Ana Duarte\nSTATUS:CANCELLED",
        f"{DAY}\nRECURRENCE-ID;TZID=America/Toronto:20261123T090000\nSUMMARY:Ana Duarte",
    )
    assert shifts(stored(text)) == []


@pytest.mark.parametrize("form", [str, without_uid])
def test_one_cancelled_event_takes_no_other_along(form: type[str]) -> None:
    """Whether a program gives all events one UID or none: the others are shifts of their own."""
    text = calendar(
        f"{DAY}\nSUMMARY:Ana Duarte",
        f"{DAY}\nSUMMARY:Priya Nair{CANCELLED}",
        f"{NEXT}\nSUMMARY:Marcus Bell",
        f"{NEXT}\nSUMMARY:Ana Duarte{CANCELLED}",
    )
    assert shifts(stored(form(text))) == [ANA, MARCUS]


def test_events_without_a_uid_are_no_versions_of_each_other() -> None:
    text = calendar(f"{DAY}\nSUMMARY:Ana Duarte", f"{NEXT}\nSUMMARY:Marcus Bell\nSEQUENCE:2")
    assert shifts(stored(without_uid(text))) == [ANA, MARCUS]


def test_a_shift_that_is_there_and_cancelled_by_the_same_words_does_not_take_place() -> None:
    text = calendar(f"{DAY}\nSUMMARY:Ana Duarte", f"{DAY}\nSUMMARY:Ana Duarte{CANCELLED}")
    assert shifts(stored(text)) == []


def test_a_later_version_that_is_cancelled_holds_whatever_its_title() -> None:
    later = f"{DAY}\nSEQUENCE:1\nSUMMARY:Canceled: Ana Duarte"
    assert shifts(stored(calendar(f"{DAY}\nSUMMARY:Ana Duarte", later))) == []


@pytest.mark.parametrize("more", ["", CANCELLED])
def test_what_may_be_a_later_version_or_another_shift_is_refused(more: str) -> None:
    later = f"{NEXT}\nSEQUENCE:2\nSUMMARY:Marcus Bell{more}"
    with pytest.raises(RosterError) as error:
        stored(calendar(f"{DAY}\nSUMMARY:Ana Duarte", later))
    assert str(error.value).startswith(f"line 3: {UNCLEAR}")
    assert "\n" not in str(error.value)


def test_what_is_over_may_have_been_either() -> None:
    later = f"{NEXT}\nSEQUENCE:2\nSUMMARY:Marcus Bell"
    text = calendar(f"{DAY}\nSUMMARY:Ana Duarte", later)
    assert shifts(stored(text, now=NOW + timedelta(days=2))) == [MARCUS]


def test_a_version_that_was_moved_into_the_past_leaves_none_to_come() -> None:
    """What is over is left out after it is known which version holds."""
    later = DAY.replace("DTEND", "SEQUENCE:1\nDTEND").replace("T170000", "T093000")
    text = calendar(f"{DAY}\nSUMMARY:Ana Duarte", f"{later}\nSUMMARY:Ana Duarte")
    assert shifts(stored(text, now=NOW + timedelta(days=1, hours=3))) == []


def test_a_cancelled_event_says_when_it_would_have_been() -> None:
    with pytest.raises(RosterError, match="line 3: the event has no DTSTART; give it one"):
        stored(calendar(f"UID:a\nSUMMARY:Ana Duarte{CANCELLED}"))


@given(
    st.lists(
        st.tuples(st.integers(1, 28), st.booleans()), unique_by=lambda each: each[0], max_size=8
    ),
    st.sampled_from([str, without_uid]),
)
def test_however_many_are_cancelled_each_other_shift_is_there(
    days: list[tuple[int, bool]], form: type[str]
) -> None:
    events = [
        f"UID:a\nDTSTART:202612{day:02}T090000Z\nDTEND:202612{day:02}T170000Z\n"
        f"SUMMARY:Ana Duarte{CANCELLED * cancelled}"
        for day, cancelled in days
    ]
    found = [each[:5] for each in shifts(stored(form(calendar(*events))))]
    assert found == [f"12-{day:02}" for day, cancelled in sorted(days) if not cancelled]
