"""How often something is, in the plain form that most teams use: every so many weeks, on a day."""

import re
from dataclasses import dataclass

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LETTERS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""How iCalendar calls the days of the week."""

_PLAIN = re.compile(rf"FREQ=WEEKLY(?:;INTERVAL=(\d{{1,2}}))?;BYDAY=({'|'.join(LETTERS)})")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every `weeks` weeks on a weekday (0 is Monday), counted from a first day."""

    weeks: int
    weekday: int

    @property
    def rule(self) -> str:
        """The iCalendar RRULE."""
        interval = f"INTERVAL={self.weeks};" if self.weeks > 1 else ""
        return f"FREQ=WEEKLY;{interval}BYDAY={LETTERS[self.weekday]}"


def denser(rule: str) -> str:
    """The rule for people who are new, where none is given: every week, or every month.

    It has all the days of the usual one and more. A rule that counts days, or its own times, or
    that has no interval stays as it is.
    """
    parts = rule.upper().split(";")
    if not {"FREQ=WEEKLY", "FREQ=MONTHLY"} & {*parts} or "COUNT=" in rule.upper():
        return rule
    return ";".join(part for part in parts if not part.startswith("INTERVAL="))


def rhythm_of(rule: str) -> Rhythm | None:
    """The plain form of a rule; None where it says more than that."""
    found = _PLAIN.fullmatch(rule)
    return Rhythm(int(found[1] or 1), LETTERS.index(found[2])) if found else None
