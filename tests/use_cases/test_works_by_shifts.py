"""Who counts as somebody who works by shifts, on both databases."""

from collections.abc import Collection
from datetime import date, timedelta

import pytest

from bot.domain.team import Shift
from bot.domain.working import Worked
from bot.rosters.stored import address, calendar_text
from bot.store import known_shifts, occurrences, rosters, teams
from bot.store.database import Database
from bot.store.rosters import Roster
from bot.use_cases.works_by_shifts import work_until
from tests.support.plans import ADA, BEN, CLEO, HOUR, NOW, a_shift, shift_team

DAY = timedelta(days=1)
EVERYBODY = (ADA, BEN, CLEO)


def _single(person: str, day: date) -> str:
    when = f"DTSTART:{day:%Y%m%d}T090000Z\r\nDTEND:{day:%Y%m%d}T170000Z\r\n"
    return f"BEGIN:VEVENT\r\n{when}ATTENDEE:{address(person)}\r\nEND:VEVENT\r\n"


def _works(db: Database) -> Collection[str]:
    return set(db.now(work_until, EVERYBODY, NOW))


def _rare(person: str, rule: str, last_day: date | None = None) -> Shift:
    first = date(2026, 1, 1)
    return a_shift("09:00", "17:00", person, rrule=rule, first_day=first, last_day=last_day)


@pytest.mark.parametrize(
    ("rule", "last_day", "goes_on"),
    [
        ("FREQ=YEARLY", None, True),
        ("FREQ=YEARLY", date(2026, 11, 1), False),
        ("FREQ=WEEKLY;COUNT=3", None, False),
        ("FREQ=WEEKLY;UNTIL=20260301", None, False),
    ],
)
def test_a_pattern_counts_while_it_has_days_to_come(
    database: Database, rule: str, last_day: date | None, *, goes_on: bool
) -> None:
    database.now(teams.save, shift_team("elm", _rare(ADA, rule, last_day), _rare(BEN, rule)))
    assert (ADA in _works(database)) is goes_on


def test_whoever_stood_in_once_long_ago_counts_no_longer(
    database: Database,
) -> None:
    database.now(teams.save, shift_team("elm"))
    ahead, over = _single(ADA, NOW.date() + 90 * DAY), _single(BEN, NOW.date() - 90 * DAY)
    database.now(rosters.save, Roster("elm", "r", calendar_text([ahead, over]), NOW))
    assert _works(database) == {ADA}


def test_who_is_at_work_is_known_until_when_and_who_was_there_in_these_days_counts(
    database: Database,
) -> None:
    database.now(teams.save, shift_team("elm"))
    runs = Worked(NOW - HOUR, NOW + HOUR, ADA, "UTC")
    over = Worked(NOW - 9 * HOUR, NOW - HOUR, BEN, "UTC")
    database.now(occurrences.replace, {"elm": [runs, over]}, NOW - DAY)
    assert database.now(work_until, EVERYBODY, NOW) == {ADA: NOW + HOUR, BEN: None}
    starts = database.now(known_shifts.next_starts, EVERYBODY, NOW - 2 * HOUR)
    assert starts == {ADA: NOW - HOUR}
