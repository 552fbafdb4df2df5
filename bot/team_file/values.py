"""Reading the values of a team file: times, dates, weekdays and time zones."""

import difflib
import re
from datetime import date, datetime, time
from functools import cache
from zoneinfo import available_timezones

from holidays import list_supported_countries

from bot.domain.rhythm import WEEKDAYS

known_zones = cache(available_timezones)
"""Every IANA name; read from the disk once."""

_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


def read_time(value: object) -> time:
    """A local time of whole minutes, as "09:00" or as TOML's own 09:00:00."""
    if isinstance(value, time) and (value.second, value.microsecond) == (0, 0):
        return value
    match = _TIME.fullmatch(value) if isinstance(value, str) else None
    if not match:
        raise ValueError(f'{shown(value)} is not a time of day; write it like "09:00"')
    return time(int(match[1]), int(match[2]))


def read_date(value: object) -> date:
    """A date as TOML has it, or the same in quotes."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return datetime.strptime(str(value), "%Y-%m-%d").date()  # noqa: DTZ007 - a date has no zone
    except ValueError:
        raise ValueError(f"{shown(value)} is not a date; write it like 2026-11-23") from None


def read_weekday(value: object) -> int:
    """A weekday by its name, or by at least its first three letters; 0 is Monday."""
    text = value.strip().casefold() if isinstance(value, str) else ""
    for number, name in enumerate(WEEKDAYS):
        if len(text) > 2 and name.startswith(text):  # noqa: PLR2004 - two letters are not enough
            return number
    raise ValueError(f'{shown(value)} is not a weekday; write "monday" or "mon"')


def read_days(value: object) -> tuple[str, ...]:
    """Weekdays in the order of the week, by iCalendar's letters (MO)."""
    if not isinstance(value, list) or not value:
        raise ValueError('needs a list of weekdays, such as ["mon", "tue"]')
    return tuple(WEEKDAYS[day][:2].upper() for day in sorted({read_weekday(day) for day in value}))


def read_zone(name: str) -> str:
    """An IANA time zone."""
    zones = known_zones()
    if name in zones:
        return name
    raise ValueError(f"{shown(name)} is not a time zone{did_you_mean(name, zones)}; {_ZONES}")


def read_region(code: str) -> str:
    """The ISO 3166 code of a country, or of a part of one, whose public holidays are known."""
    country, _, part = code.partition("-")
    known = list_supported_countries()
    if country not in known:
        raise ValueError(
            f"{shown(code)} is no region whose holidays are known"
            f'{did_you_mean(country, set(known))}; use a code such as "CA" or "CA-ON"'
        )
    if part and part not in known[country]:
        parts = ", ".join(f"{country}-{each}" for each in known[country])
        raise ValueError(f"{shown(code)} is no part of {country} that is known; known are {parts}")
    return code


_ZONES = "use a name such as America/Toronto"


def did_you_mean(text: str, known: "set[str] | list[str]") -> str:
    """A question that names what is nearest to `text`, or nothing."""
    near = difflib.get_close_matches(text, sorted(known), n=1)
    return f" (did you mean {near[0]!r}?)" if near else ""


def shown(value: object) -> str:
    """A value as it may be shown in a sentence: on one line, and not too long."""
    text = value if isinstance(value, str) else str(value)
    return repr(text if len(text) <= MOST else text[:MOST] + "…")


MOST = 80
"""Characters of a value that a sentence repeats."""
