"""Files that were found: what people sent in to the library because programs had written it.

They come with the library (`icalendar/tests`), so none of them stands here. Among their writers are
Google Calendar, Exchange, Thunderbird, Lotus Notes, Podio, DavMail and khal.
"""

from importlib.resources import files
from pathlib import Path

import pytest

from bot.rosters import roster
from bot.rosters.problems import RosterError
from tests.rosters.conftest import LONG_AGO, ZONE

FOUND = sorted(Path(str(files("icalendar") / "tests")).rglob("*.ics"))
ENOUGH = 100


def test_there_are_many() -> None:
    assert len(FOUND) > ENOUGH


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_a_file_that_was_found_is_refused_or_each_of_its_events_is_accounted_for(
    path: Path,
) -> None:
    data = path.read_bytes()
    try:
        reading = roster.read(data, ZONE, LONG_AGO)
    except RosterError as error:
        assert error.problems  # noqa: PT017 - one of two ways that are right
        return
    told = len(reading.problems) + sum(len(lines) for lines in reading.passed.values())
    assert len(reading.rows) + told >= data.count(b"BEGIN:VEVENT")
