"""What a roster's file may say, who is meant, and what is refused and why."""

from datetime import UTC, datetime

import pytest

from bot.domain.team import Member, Role
from bot.rosters.problems import RosterError
from tests.rosters.conftest import MEMBERS, calendar, shifts, stored

DAY = """\
UID:a
DTSTART;TZID=America/Toronto:20261123T090000
DTEND;TZID=America/Toronto:20261123T170000"""
FAR = datetime(2028, 1, 1, tzinfo=UTC)
WORKED = ["11-23 14:00 22:00 U0ANA America/Toronto"]


def titled(title: str) -> str:
    return calendar(f"{DAY}\nSUMMARY:{title}")


def refused(data: str, members: tuple[Member, ...] = MEMBERS) -> list[str]:
    with pytest.raises(RosterError) as error:
        stored(data, members)
    return str(error.value).splitlines()


def reasons(*lines: str) -> str:
    """Why an event of Ana's with these lines more is refused."""
    (told,) = refused(calendar("\n".join([DAY, "SUMMARY:Ana Duarte", *lines])))
    return told.removeprefix("line 3: ")


@pytest.mark.parametrize(
    "title",
    [
        "Ana Duarte",
        "ANA  DUÁRTE",
        "Duarte\\, Ana",
        "ana@harbour.example",
        "U0ANA",
        "Ana Duarte - Day shift",
        "Ana Duarte: drop-in",
        "Ana Duarte (day)",
        "Ana Duarte \u2013 nights",
        "Duarte\\, Ana | nights",
    ],
)
def test_a_title_that_is_or_begins_with_a_name_says_who(title: str) -> None:
    assert shifts(stored(titled(title))) == WORKED


@pytest.mark.parametrize(
    "title",
    ["Ana Duarte Costa", "Ana Duarte-Costa", "Ana", "Day shift - Ana Duarte", "Anna Duarte", "-"],
)
def test_a_title_that_may_mean_somebody_else_is_refused(title: str) -> None:
    (told,) = refused(titled(title))
    assert told.startswith(f"line 3: the title {title!r} names nobody of this team; begin it")


def test_the_longer_of_two_names_is_meant() -> None:
    costa = Member("U0COSTA", "Ana Duarte - Costa", Role.PEER_SUPPORTER, "Europe/London")
    found = shifts(stored(titled("Ana Duarte - Costa - nights"), (*MEMBERS, costa)))
    assert found == ["11-23 14:00 22:00 U0COSTA America/Toronto"]


def test_a_name_that_two_have_is_refused_and_their_address_is_not() -> None:
    other = Member("U0ANA2", "ana duarte", Role.PEER_SUPPORTER, "Europe/London")
    members = (*MEMBERS, other)
    table = "person,start,end\n{},2026-11-23 09:00,2026-11-23 17:00\n"
    (told,) = refused(table.format("Ana Duarte"), members)
    assert told == (
        "line 2: the person 'Ana Duarte' is the name of two people in this team; give an e-mail "
        "address or a Slack id"
    )
    for exact in ("U0ANA", "ana@harbour.example", "Ana Duarte <Ana@harbour.example>"):
        assert shifts(stored(table.format(exact), members)) == WORKED


def test_those_invited_come_before_the_title_and_the_title_before_the_organizer() -> None:
    organizer = "ORGANIZER;CN=Dev Sandhu:mailto:dev@harbour.example"
    assert shifts(stored(calendar(f"{DAY}\nSUMMARY:Day\n{organizer}"))) == [
        "11-23 14:00 22:00 U0DEV America/Toronto"
    ]
    assert shifts(stored(calendar(f"{DAY}\nSUMMARY:Ana Duarte\n{organizer}"))) == WORKED
    invited = "ATTENDEE:mailto:priya@harbour.example"
    assert shifts(stored(calendar(f"{DAY}\nSUMMARY:Ana Duarte\n{organizer}\n{invited}"))) == [
        "11-23 14:00 22:00 U0PRIYA America/Toronto"
    ]


def test_a_private_address_is_no_hindrance_where_the_name_beside_it_is_known() -> None:
    invited = "ATTENDEE;CN=Ana Duarte:mailto:ana.d@elsewhere.example"
    assert shifts(stored(calendar(f"{DAY}\n{invited}"))) == WORKED


def test_somebody_invited_who_is_not_of_the_team_is_named() -> None:
    invited = "ATTENDEE:mailto:ana@harbour.example\nATTENDEE:mailto:cora@harbour.example"
    (told,) = refused(calendar(f"{DAY}\n{invited}"))
    assert told.startswith("line 3: the person 'cora@harbour.example' is nobody in this team; ")


def test_an_event_that_everybody_declined_is_no_shift() -> None:
    invited = "ATTENDEE;PARTSTAT=DECLINED:mailto:ana@harbour.example"
    assert shifts(stored(calendar(f"{DAY}\n{invited}"))) == []


def test_an_override_without_its_series_is_a_shift_by_itself() -> None:
    text = calendar(
        f"{DAY}\nRECURRENCE-ID;TZID=America/Toronto:20261122T090000\nSUMMARY:Ana Duarte"
    )
    assert shifts(stored(text)) == WORKED


def test_an_override_that_became_an_all_day_event_is_a_day_off() -> None:
    text = calendar(
        f"{DAY}\nRRULE:FREQ=DAILY;COUNT=2\nSUMMARY:Ana Duarte",
        "UID:a\nRECURRENCE-ID;TZID=America/Toronto:20261124T090000\n"
        "DTSTART;VALUE=DATE:20261124\nSUMMARY:Ana Duarte is away",
    )
    assert shifts(stored(text)) == WORKED


@pytest.mark.parametrize("instead_of", ["20261124T140000Z", "20261124T090000", "VALUE=DATE"])
def test_an_override_is_found_however_it_names_the_shift(instead_of: str) -> None:
    named = instead_of if instead_of != "VALUE=DATE" else "20261124"
    which = f"RECURRENCE-ID{';VALUE=DATE' * (instead_of == 'VALUE=DATE')}:{named}"
    text = calendar(
        f"{DAY}\nRRULE:FREQ=DAILY;COUNT=2\nSUMMARY:Ana Duarte",
        f"UID:a\n{which}\nDTSTART:20261124T160000Z\nDTEND:20261124T180000Z\nSUMMARY:Ana Duarte",
    )
    assert shifts(stored(text)) == [*WORKED, "11-24 16:00 18:00 U0ANA America/Toronto"]


def test_a_shift_cancelled_from_a_day_on_is_there_no_more() -> None:
    text = calendar(
        f"{DAY}\nRRULE:FREQ=DAILY\nSUMMARY:Ana Duarte",
        "UID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=America/Toronto:20261124T090000\n"
        "DTSTART;TZID=America/Toronto:20261124T090000\nSTATUS:CANCELLED",
    )
    assert shifts(stored(text)) == WORKED


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=DAILY;UNTIL=20261124", [23, 24]),
        ("FREQ=DAILY;UNTIL=20261124T090000", [23, 24]),
        ("FREQ=DAILY;UNTIL=20261124T140000Z", [23, 24]),
        ("FREQ=DAILY;UNTIL=20261124T135959Z", [23]),
        ("FREQ=DAILY;COUNT=3", [23, 24, 25]),
        ("FREQ=WEEKLY;BYDAY=MO,WE;COUNT=3", [23, 25, 30]),
        ("FREQ=DAILY;BYHOUR=9;BYMINUTE=0;COUNT=2", [23, 24]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", [23]),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=3", [23]),
        ("FREQ=WEEKLY;UNTIL=99991231T235959Z", [23, 30]),
    ],
)
def test_a_rule_ends_on_the_day_that_its_program_means(rule: str, days: list[int]) -> None:
    found = shifts(stored(calendar(f"{DAY}\nRRULE:{rule}\nSUMMARY:Ana Duarte")))
    assert [int(each[3:5]) for each in found if each < "12"] == days


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("RRULE:FREQ=SECONDLY", "the event repeats within a day, or says not how often"),
        ("RRULE:FREQ=DAILY;BYHOUR=9,14", "the event repeats within a day; make it an event"),
        ("RRULE:FREQ=DAILY;INTERVAL=0", "the event repeats at no interval; correct INTERVAL"),
        ("RRULE:FREQ=DAILY;RSCALE=HEBREW", "the event repeats in a way that is not known here"),
        ("RRULE:FREQ=SOMETIMES", "the event has in its RRULE what no calendar knows"),
        ("RRULE:FREQ=DAILY\nEXRULE:FREQ=WEEKLY", "the event leaves days out by an EXRULE"),
        ("DTSTART;;VALUE=DATE-TIME:20261123T090000", "the event has in its lines what no calendar"),
        ("EXDATE:never", "the event has in its EXDATE what no calendar"),
        ("DTEND:20261123T180000", "the event has more than one DTEND; take all but one out"),
        ("RDATE;VALUE=PERIOD:20261124T090000Z/P2D", "the shift is longer than 24 hours"),
    ],
)
def test_what_no_shift_can_be_is_refused_with_the_reason(lines: str, reason: str) -> None:
    assert reasons(*lines.splitlines()).startswith(reason)


@pytest.mark.parametrize(
    ("times", "reason"),
    [
        ("DTSTART:20261123T090000", "the event has no end; give it DTEND or DURATION"),
        ("DTSTART:20261123T090000\nDTEND:20261123T090000", "the shift does not end after it"),
        ("DTSTART:20261123T090000\nDTEND;VALUE=DATE:20261124", "the event starts at an hour and"),
        ("DTSTART:20261123T090000\nDURATION:PT25H", "the shift is longer than 24 hours"),
        ("DTSTART:99991231T090000\nDURATION:PT8H", "the event is too far away; correct its year"),
        ("DTSTART:tomorrow\nDURATION:PT8H", "the event has in its DTSTART what no calendar"),
        ("DTEND:20261123T090000", "the event has no DTSTART; give it one"),
        (
            "DTSTART;TZID=EST8:20261123T090000\nDURATION:PT8H",
            "the event is in a time zone that is not known here ('EST8')",
        ),
    ],
)
def test_hours_that_make_no_shift_are_refused_with_the_reason(times: str, reason: str) -> None:
    (told,) = refused(calendar(f"UID:a\n{times}\nSUMMARY:Ana Duarte"))
    assert told.removeprefix("line 3: ").startswith(reason)


def test_a_time_without_a_zone_is_in_the_calendars_own_or_else_in_the_teams() -> None:
    text = calendar("UID:a\nDTSTART:20261123T090000\nDURATION:PT8H\nSUMMARY:Ana Duarte")
    assert shifts(stored(text)) == WORKED
    for own, zone in {"Europe/London": "Europe/London", "UTC": "America/Toronto"}.items():
        (told,) = shifts(stored(text.replace("VERSION:2.0", f"X-WR-TIMEZONE:{own}")))
        assert told.endswith(f"U0ANA {zone}")


def test_days_are_left_out_however_they_are_named() -> None:
    left_out = (
        "EXDATE:20261124T140000Z\nEXDATE;VALUE=DATE:20261125\n"
        "EXDATE;TZID=Europe/London:20261126T140000,20261127T140000\n"
        "EXDATE;VALUE=PERIOD:20261128T140000Z/PT8H"
    )
    text = calendar(f"{DAY}\nRRULE:FREQ=DAILY;COUNT=6\n{left_out}\nSUMMARY:Ana Duarte")
    assert shifts(stored(text)) == WORKED


def test_a_shift_of_exactly_a_day_is_one() -> None:
    text = calendar("UID:a\nDTSTART:20261123T090000\nDURATION:P1D\nSUMMARY:Ana Duarte")
    assert shifts(stored(text)) == ["11-23 14:00 14:00 U0ANA America/Toronto"]


def test_a_duration_is_as_long_as_it_says_and_in_a_series_by_the_clock_on_the_wall() -> None:
    start = "UID:a\nDTSTART;TZID=America/Toronto:{}T220000\nDURATION:PT8H\nSUMMARY:Ana Duarte\n"
    night = start.format("20270313")
    assert shifts(stored(calendar(night)), until=FAR) == ["03-14 03:00 11:00 U0ANA America/Toronto"]
    every = shifts(stored(calendar(f"{night}RRULE:FREQ=DAILY;COUNT=2")), until=FAR)
    assert [each[:17] for each in every] == ["03-14 03:00 10:00", "03-15 02:00 10:00"]


def test_what_is_over_is_not_looked_at() -> None:
    old = DAY.replace("20261123", "20211123")
    gone = f"{old}\nSUMMARY:Somebody who has left"
    ended = f"{old}\nRRULE:FREQ=DAILY;COUNT=9\nSUMMARY:Somebody who has left".replace(
        "UID:a", "UID:b"
    )
    assert shifts(stored(calendar(gone, ended, f"{DAY}\nSUMMARY:Ana Duarte"))) == WORKED


@pytest.mark.parametrize(
    "lines",
    [
        "SUMMARY:Ana Duarte\nSUMMARY:Ana Duarte\nSEQUENCE:1\nSEQUENCE:1",
        "SUMMARY:Ana Duarte\nDESCRIPTION:Bring keys\nEnd: 17:00\nBegin: at nine",
        "SUMMARY:Ana Duarte\nRRULE:FREQ=DAILY;UNTIL=20261123T235900Z;BYDAY=MO, TU, WE",
        "SUMMARY:Ana Duarte\nEXDATE:\nRDATE:",
    ],
)
def test_what_some_programs_write_besides_hinders_nothing(lines: str) -> None:
    """Repetitions, prose that was not folded, blanks in a rule (Exchange), lists of nothing."""
    assert shifts(stored(calendar(f"{DAY}\n{lines}"))) == WORKED


def test_a_shift_that_is_cancelled_twice_is_cancelled() -> None:
    text = calendar(f"{DAY}\nSUMMARY:Ana Duarte\nSTATUS:CANCELLED\nSTATUS:CANCELLED")
    assert shifts(stored(text)) == []


@pytest.mark.parametrize("name", ["STATUS", "SUMMARY", "SEQUENCE", "UID"])
def test_what_is_said_twice_and_differently_is_refused(name: str) -> None:
    (told,) = refused(calendar(f"{DAY}\n{name}:1\n{name}:2"))
    assert told == f"line 3: the event has more than one {name}; take all but one out"


def test_a_comment_below_the_calendar_is_passed_over() -> None:
    """Podio's feeds have one."""
    assert shifts(stored(f"{titled('Ana Duarte')}X-COMMENT:Cached\r\n")) == WORKED


@pytest.mark.parametrize(
    "data",
    [
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\n",
        "BEGIN:VCALENDAR\nEND:VEVENT\n",
        "BEGIN:VEVENT\nEND:VEVENT\n",
    ],
)
def test_a_part_of_a_calendar_is_refused(data: str) -> None:
    (told,) = refused(data)
    assert told.endswith("; export the calendar again as iCalendar (.ics), or as CSV")


@pytest.mark.parametrize("data", ["", "  \n", "{}", "<html></html>"])
def test_what_is_no_roster_at_all_is_refused(data: str) -> None:
    assert refused(data) == [
        "line 1: the file is neither iCalendar nor CSV; export the roster as one of them"
    ]


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-1.7", b"\x1f\x8b"])
def test_a_workbook_is_refused_with_what_to_save_it_as(data: bytes) -> None:
    with pytest.raises(RosterError) as error:
        stored(data + b"\x00\xff")
    assert str(error.value) == (
        "line 1: the file is a spreadsheet, a document or an archive; "
        "save the roster as CSV or iCalendar"
    )


@pytest.mark.parametrize("title", ["OpenShift", "Open shift (evening)", "open-shift", "Unassigned"])
def test_a_shift_that_nobody_has_taken_is_left_out(title: str) -> None:
    taken = f"{DAY}\nSUMMARY:Ana Duarte".replace("UID:a", "UID:b")
    assert shifts(stored(calendar(f"{DAY}\nSUMMARY:{title}", taken))) == WORKED
    row = f"{title},2026-11-23 09:00,2026-11-23 17:00"
    assert shifts(stored(f"person,start,end\n{row}\n{row.replace(title, 'Ana Duarte')}")) == WORKED


def test_a_shift_of_a_series_that_was_given_away_is_its_persons_no_more() -> None:
    week = f"{DAY}\nRRULE:FREQ=DAILY;COUNT=2\nSUMMARY:Ana Duarte"
    given = f"{DAY}\nSUMMARY:Open shift".replace("20261123", "20261124")
    instead_of = "RECURRENCE-ID;TZID=America/Toronto:20261124T090000"
    assert shifts(stored(calendar(week, f"{given}\n{instead_of}"))) == WORKED


def test_an_open_shift_to_which_somebody_is_invited_is_theirs() -> None:
    invited = "SUMMARY:Open shift\nATTENDEE:mailto:ana@harbour.example"
    assert shifts(stored(calendar(f"{DAY}\n{invited}"))) == WORKED


@pytest.mark.parametrize("title", ["Canceled: Ana Duarte", "Cancelled: Ana Duarte"])
def test_what_exchange_says_is_called_off_in_its_title_alone_is_no_shift(title: str) -> None:
    assert shifts(stored(titled(title))) == []


def test_a_file_that_is_not_utf_8_is_refused_with_the_line() -> None:
    with pytest.raises(
        RosterError, match=r"^line 2: the file is not UTF-8 here; save it as UTF-8$"
    ):
        stored("person,start,end\nLavallée,,\n".encode("latin-1"))


def test_utf_16_as_spreadsheets_save_it_is_read() -> None:
    table = "person\tstart\tend\r\nAna Duarte\t2026-11-23 09:00\t2026-11-23 17:00\r\n"
    assert shifts(stored(table.encode("utf-16"))) == WORKED


def test_a_file_that_takes_back_single_events_is_refused() -> None:
    text = calendar(f"{DAY}\nSUMMARY:Ana Duarte").replace("VERSION:2.0", "METHOD:CANCEL")
    (told,) = refused(text)
    assert told.startswith("line 1: the file takes back single events and is no roster; export")


def test_somebody_invited_twice_works_once() -> None:
    invited = (
        "ATTENDEE:mailto:ana@harbour.example\nATTENDEE;CN=Ana Duarte:mailto:a@elsewhere.example"
    )
    assert shifts(stored(calendar(f"{DAY}\n{invited}"))) == WORKED
