"""Reading the values of a team file: times, dates, weekdays and time zones."""

import difflib
import re
from collections.abc import Collection
from datetime import date, datetime, time
from functools import cache
from zoneinfo import available_timezones

from holidays import list_supported_countries

from bot.content.sentences import SaidError
from bot.domain.rhythm import WEEKDAYS
from bot.domain.saying import Quoted, Saying, says

known_zones = cache(available_timezones)
"""Every IANA name; read from the disk once."""

_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


class MistakeError(SaidError, ValueError):
    """A value that a team cannot have: what is wrong with it and what to do, as a phrase."""


def read_time(value: object) -> time:
    """A local time of whole minutes, as "09:00" or as TOML's own 09:00:00."""
    if isinstance(value, time) and (value.second, value.microsecond) == (0, 0):
        return value
    match = _TIME.fullmatch(value) if isinstance(value, str) else None
    if not match:
        raise MistakeError(says("mistakes.time", value=shown(value)))
    return time(int(match[1]), int(match[2]))


def read_date(value: object) -> date:
    """A date as TOML has it, or the same in quotes."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return datetime.strptime(str(value), "%Y-%m-%d").date()  # noqa: DTZ007 - a date has no zone
    except ValueError:
        raise MistakeError(says("mistakes.date", value=shown(value))) from None


def read_weekday(value: object) -> int:
    """A weekday by its name, or by at least its first three letters; 0 is Monday."""
    text = value.strip().casefold() if isinstance(value, str) else ""
    for number, name in enumerate(WEEKDAYS):
        if len(text) > 2 and name.startswith(text):  # noqa: PLR2004 - two letters are not enough
            return number
    raise MistakeError(says("mistakes.weekday", value=shown(value)))


def read_days(value: object) -> tuple[str, ...]:
    """Weekdays in the order of the week, by iCalendar's letters (MO)."""
    if not isinstance(value, list) or not value:
        raise MistakeError(says("mistakes.weekdays"))
    return tuple(WEEKDAYS[day][:2].upper() for day in sorted({read_weekday(day) for day in value}))


def read_zone(name: str) -> str:
    """An IANA time zone."""
    zones = known_zones()
    if name in zones:
        return name
    hint = did_you_mean(name, zones)
    raise MistakeError(says("mistakes.timezone", value=shown(name), hint=hint))


def read_region(code: str) -> str:
    """The ISO 3166 code of a country, or of a part of one, whose public holidays are known."""
    country, _, part = code.partition("-")
    known = list_supported_countries()
    if country not in known:
        hint = did_you_mean(country, known)
        raise MistakeError(says("mistakes.region", value=shown(code), hint=hint))
    if part and part not in known[country]:
        parts = tuple(f"{country}-{each}" for each in known[country])
        raise MistakeError(
            says("mistakes.region_part", value=shown(code), country=country, known=parts)
        )
    return code


def did_you_mean(text: str, known: Collection[str]) -> Saying | str:
    """A question that names what is nearest to `text`, or nothing."""
    near = difflib.get_close_matches(text, sorted(known), n=1)
    return says("mistakes.near", near=Quoted(near[0])) if near else ""


def shown(value: object) -> Quoted:
    """A value as a sentence repeats it."""
    return Quoted(str(value))
