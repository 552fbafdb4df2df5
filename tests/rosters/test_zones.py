"""From the names that programs give to time zones to those that the world agreed upon."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from bot.rosters.problems import UnfitError
from bot.rosters.zones import Zones, named

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HALIFAX = """\
BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:20071104T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
TZOFFSETFROM:-0300
TZOFFSETTO:-0400
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20070311T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
TZOFFSETFROM:-0400
TZOFFSETTO:-0300
END:DAYLIGHT
END:VTIMEZONE"""
FIXED = """\
BEGIN:VTIMEZONE
TZID:Odd
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:{0}
TZOFFSETTO:{0}
END:STANDARD
END:VTIMEZONE"""


def found(name: str, block: str = "", default: str = "America/Toronto") -> str:
    zones = Zones(ZoneInfo(default), NOW, {name: block} if block else {})
    return str(zones.zone(name).key)


@pytest.mark.parametrize("name", WINDOWS_TO_OLSON)
def test_every_name_of_windows_is_a_zone_here(name: str) -> None:
    assert named(name)
    assert named(name.upper())


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("America/Toronto", "America/Toronto"),
        ("america/st_johns", "America/St_Johns"),
        ("US/Eastern", "US/Eastern"),
        ("/citadel.example/20250101_1/Australia/Lord_Howe", "Australia/Lord_Howe"),
        ('"Samoa Standard Time"', "Pacific/Apia"),
        ("Nepal Standard Time", "Asia/Katmandu"),
    ],
)
def test_a_name_is_understood(name: str, zone: str) -> None:
    assert found(name) == zone


def test_a_name_that_says_nothing_is_the_teams_zone_where_that_keeps_the_same_time() -> None:
    block = HALIFAX.format(name="Customized Time Zone")
    assert found("Customized Time Zone", block, "Atlantic/Bermuda") == "Atlantic/Bermuda"
    assert found("Customized Time Zone", block) == "America/Halifax"


def test_letters_mean_what_the_file_says_they_do() -> None:
    assert found("EST", HALIFAX.format(name="EST")) == "America/Halifax"
    assert found("EST") == "EST"


def test_a_place_beside_the_name_comes_first() -> None:
    block = HALIFAX.format(name="Odd").replace("TZID:Odd", "TZID:Odd\nX-LIC-LOCATION:Asia/Tokyo")
    assert found("Odd", block) == "Asia/Tokyo"


@pytest.mark.parametrize(("offset", "zone"), [("-0500", "Etc/GMT+5"), ("+0545", "Asia/Katmandu")])
def test_a_zone_that_never_changes_is_one_that_never_does(offset: str, zone: str) -> None:
    assert found("Odd", FIXED.format(offset)) == zone


@pytest.mark.parametrize("block", ["", FIXED.format("+0317"), "BEGIN:VTIMEZONE\nEND:VTIMEZONE"])
def test_what_is_no_zone_on_earth_is_refused(block: str) -> None:
    with pytest.raises(UnfitError, match=r"^is in a time zone that is not known here \('Odd'\); "):
        found("Odd", block)
