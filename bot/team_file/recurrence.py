"""Rules by which a shift recurs: what an iCalendar RRULE may say here, and from which day."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rrulestr

from bot.domain.recurring import ever_happens
from bot.domain.rhythm import LETTERS
from bot.domain.saying import Quoted, says
from bot.team_file.values import MistakeError

FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
WITHIN_A_DAY = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})
POSITIVE = re.compile(r"0*[1-9][0-9]{0,3}")
INSTANT = re.compile(r"(?<=UNTIL=)\d{8}T\d{6}Z?")
NAMES_DAYS = frozenset({"BYDAY", "BYMONTHDAY", "BYYEARDAY"})

FIRST_DAY = date(2024, 1, 1)
"""From when a shift without a first day recurs: a Monday, always the same, and long past.

Were it the day on which the file is applied, applying it twice would change something.
"""


def weekly(days: Iterable[str]) -> str:
    """The rule of a shift on these weekdays of every week, by iCalendar's letters."""
    return f"FREQ=WEEKLY;BYDAY={','.join(days)}"


def weekdays(rule: str) -> list[int]:
    """The weekdays (0 is Monday) of a rule that `weekly` could have made; none of any other."""
    days = [LETTERS.index(day) for day in rule.partition("BYDAY=")[2].split(",") if day in LETTERS]
    ascending = sorted(set(days))
    return ascending if weekly(LETTERS[day] for day in ascending) == rule else []


def read(text: str) -> str:
    """An RRULE of days, in capitals and without its prefix."""
    rule = text.strip().upper().removeprefix("RRULE:")
    parts = _parts(rule)
    if parts.get("FREQ") not in FREQUENCIES:
        raise MistakeError(says("mistakes.rule_frequency", known=tuple(sorted(FREQUENCIES))))
    if WITHIN_A_DAY & {*parts}:
        raise MistakeError(says("mistakes.rule_hours"))
    if not all(POSITIVE.fullmatch(parts.get(name, "1")) for name in ("INTERVAL", "COUNT")):
        raise MistakeError(says("mistakes.rule_counts"))
    if {"COUNT", "UNTIL"} <= {*parts}:
        raise MistakeError(says("mistakes.rule_ends_twice"))
    if not _is_known(rule):
        raise MistakeError(says("mistakes.rule_unknown", part=Quoted(_unknown(rule))))
    return rule


def _is_known(rule: str) -> bool:
    try:
        _parse(rule, FIRST_DAY)
    except (ValueError, TypeError, IndexError, KeyError):
        return False
    return True


def _unknown(rule: str) -> str:
    """The first part that cannot be read, or all of a rule whose parts do not go together."""
    parts = (part for part in rule.split(";") if not part.startswith("FREQ="))
    return next((part for part in parts if not _is_known(f"FREQ=DAILY;{part}")), rule)


def until_a_day(rule: str, starts: time, timezone: str) -> str:
    """The rule with the last day on which the shift starts in place of an instant after it.

    Calendars end a rule so: for one that ends on 1 December in Toronto, Google writes
    20261202T045959Z.
    """

    def last_day(found: re.Match[str]) -> str:
        until = datetime.strptime(found[0].removesuffix("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007 - the next line says where
        if found[0].endswith("Z"):
            until = until.replace(tzinfo=UTC).astimezone(ZoneInfo(timezone)).replace(tzinfo=None)
        not_yet = until.time() < starts
        return f"{until.date() - timedelta(days=not_yet):%Y%m%d}"

    return INSTANT.sub(last_day, rule)


def refuse_unclear(rule: str, first: date | None) -> None:
    """Raise MistakeError where the rule needs a first day and has none, or names no day at all."""
    if first is None and _counts_from_a_day(rule):
        raise MistakeError(says("mistakes.rule_first_day"))
    if not ever_happens(_parse(rule, first or FIRST_DAY)):
        raise MistakeError(says("mistakes.rule_never"))


def _counts_from_a_day(rule: str) -> bool:
    parts = _parts(rule)
    if parts.get("INTERVAL", "1") != "1" or "COUNT" in parts:
        return True
    return parts["FREQ"] != "DAILY" and not NAMES_DAYS & {*parts}


def _parse(rule: str, first: date) -> rrule:
    """Read the rule exactly as `bot.domain.shifts` will."""
    parsed = rrulestr(rule, dtstart=datetime.combine(first, time()), ignoretz=True)
    if not isinstance(parsed, rrule):
        raise TypeError("one rule only")
    return parsed


def _parts(rule: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in rule.split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs}
