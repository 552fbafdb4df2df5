"""Times as tables have them, where they can mean one thing only."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.rosters.problems import UnfitError
from bot.rosters.rows import YEARS

DATES = ("%Y-%m-%d", "%Y/%m/%d", "%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y")
HOURS = ("%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M:%S %p", "%I %p")
FORMS = [f"{day} {hour}" for day in DATES for hour in HOURS]
"""English names of months, and the year first where all is numbers."""

WEEKDAY = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*[ ,]+", re.IGNORECASE)
AM_PM = re.compile(r"(?<=\d)\s*([ap])\.?m\.?$", re.IGNORECASE)
YEAR_LAST = re.compile(r"^(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}")
MONTHS = 12
LIKE = "write it like 2026-11-23 09:00"


def read_time(text: str, zone: ZoneInfo) -> datetime:
    """A moment in this zone. One with an offset from UTC is that instant.

    Raises:
        UnfitError: it is none, has no hour, or could be two different days.
    """
    plain = _plain(text)
    found = _iso(plain) or _by_form(plain)
    if found is None:
        raise UnfitError(_why(plain))
    if found.year not in YEARS:
        raise UnfitError(f"is too far away; {LIKE}")
    return found.astimezone(zone) if found.tzinfo else found.replace(tzinfo=zone)


def _plain(text: str) -> str:
    """Without a weekday and commas, and with a blank before a big AM or PM."""
    bare = WEEKDAY.sub("", text.strip()).replace(",", " ")
    return " ".join(AM_PM.sub(lambda half: f" {half[1]}M", bare).upper().split())


def _iso(text: str) -> datetime | None:
    """ISO 8601 with an hour."""
    try:
        return None if _is_day(text) else datetime.fromisoformat(text)
    except ValueError:
        return None


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _by_form(text: str) -> datetime | None:
    for form in FORMS:
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007 - its zone is another column
        except ValueError:
            continue
    return None


def _why(text: str) -> str:
    found = YEAR_LAST.match(text)
    if found:
        either_way = max(map(int, found.groups())) <= MONTHS
        what = "could be two different days" if either_way else "has its year last"
        return f"{what}; {LIKE}, with the year first"
    if _is_day(text):
        return f"has no hour; {LIKE}"
    return f"is not a time that can be read here; {LIKE}"
