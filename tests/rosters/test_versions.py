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
UNCLEAR = "the event has the UID of another one that may be its later version (SEQUENCE)"


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


@pytest.mark.parametrize(
    "lines",
    [
        f"SUMMARY:Ana Duarte{CANCELLED}",
        f"DTSTART;TZID=Nowhere:20261123T090000{CANCELLED}",
        f"DTSTART:16010101T000000{CANCELLED}",
        f"SEQUENCE:-1\nDTSTART:20261125T090000Z\nDTEND:20261124T090000Z{CANCELLED}",
    ],
)
def test_a_mistake_in_what_does_not_take_place_is_in_nobodys_way(lines: str) -> None:
    text = calendar(f"UID:b\n{lines}", f"{DAY}\nSUMMARY:Ana Duarte")
    assert shifts(stored(text)) == [ANA]


def test_what_is_cancelled_without_a_start_is_whatever_has_its_uid_and_its_people() -> None:
    gone = f"UID:a\nSUMMARY:Canceled: Ana Duarte{CANCELLED}"
    assert shifts(stored(calendar(f"{DAY}\nSUMMARY:Ana Duarte", gone))) == []


ANA_AND_MARCUS = [f"ATTENDEE:mailto:{name}@harbour.example" for name in ("ana", "marcus")]


@pytest.mark.parametrize(
    ("live", "copy"),
    [
        ("SUMMARY:Ana Duarte", "SUMMARY:Canceled: Ana Duarte"),
        ("SUMMARY:Ana Duarte", f"DESCRIPTION:none{CANCELLED}"),
        ("\n".join(ANA_AND_MARCUS), "\n".join(ANA_AND_MARCUS[::-1]) + CANCELLED),
    ],
)
def test_a_cancelled_copy_is_known_by_its_start_and_its_people(live: str, copy: str) -> None:
    assert shifts(stored(calendar(f"{DAY}\n{live}", f"{DAY}\n{copy}"))) == []


def test_an_earlier_version_that_was_cancelled_hinders_no_later_one() -> None:
    text = calendar(
        f"{DAY}\nSUMMARY:Ana Duarte{CANCELLED}", f"{NEXT}\nSEQUENCE:1\nSUMMARY:Marcus Bell"
    )
    assert shifts(stored(text)) == [MARCUS]


def test_of_two_people_on_one_shift_with_one_uid_neither_is_lost_where_one_was_edited() -> None:
    text = calendar(f"{DAY}\nSUMMARY:Ana Duarte", f"{DAY}\nSEQUENCE:1\nSUMMARY:Marcus Bell")
    with pytest.raises(RosterError, match="line 3"):
        stored(text)


def test_a_sequence_below_nought_is_one_like_any_other() -> None:
    text = calendar(
        f"{DAY}\nRRULE:FREQ=DAILY;COUNT=2\nSUMMARY:Ana Duarte",
        "UID:a\nSEQUENCE:-1\nRECURRENCE-ID;TZID=America/Toronto:20261124T090000\n"
        "DTSTART:20261124T160000Z\nDTEND:20261124T180000Z\nSUMMARY:Ana Duarte",
        f"{DAY.replace('UID:a', 'UID:b')}\nSEQUENCE:-1\nSUMMARY:Priya Nair",
    )
    assert shifts(stored(text)) == [
        ANA,
        ANA.replace("U0ANA", "U0PRIYA"),
        "11-24 16:00 18:00 U0ANA America/Toronto",
    ]


@pytest.mark.parametrize(
    "series", ["ATTENDEE;PARTSTAT=DECLINED:mailto:ana@harbour.example", "SUMMARY:OpenShift"]
)
def test_one_shift_of_a_series_may_be_taken_by_who_declined_the_others(series: str) -> None:
    text = calendar(
        f"{DAY}\nRRULE:FREQ=DAILY\n{series}",
        f"{NEXT}\nRECURRENCE-ID;TZID=America/Toronto:20261124T090000\nSUMMARY:Marcus Bell",
    )
    assert shifts(stored(text)) == [MARCUS]


@pytest.mark.parametrize(
    "later",
    [
        f"{DAY}\nSUMMARY:OpenShift",
        "UID:a\nDTSTART;VALUE=DATE:20261123\nSUMMARY:Ana Duarte",
    ],
)
def test_a_shift_that_became_an_open_one_or_a_whole_day_is_not_taken_for_the_older_one(
    later: str,
) -> None:
    with pytest.raises(RosterError, match=r"line 3: the event has the UID of another one"):
        stored(calendar(f"{DAY}\nSUMMARY:Ana Duarte", f"{later}\nSEQUENCE:1"))


def test_a_whole_day_takes_no_shift_away_that_begins_at_midnight() -> None:
    night = "UID:a\nDTSTART:20261124T000000\nDTEND:20261124T080000\nSUMMARY:Ana Duarte"
    day = "UID:a\nDTSTART;VALUE=DATE:20261124\nSUMMARY:Ana Duarte"
    assert len(shifts(stored(calendar(night, day)))) == 1


def test_an_override_without_a_uid_is_refused() -> None:
    text = f"{DAY}\nRECURRENCE-ID;TZID=America/Toronto:20261122T090000\nSUMMARY:Ana Duarte"
    with pytest.raises(RosterError, match="line 3: the event is for one shift of a series and has"):
        stored(without_uid(calendar(text)))


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
