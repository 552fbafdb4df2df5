"""How a roster is stored: iCalendar text that says when and, by Slack ids, who. Nothing else.

There are one or two calendars in it: the roster as it was last read, and, after a second reading,
what had been worked until then. `SINCE` stands in the former and says from when it holds.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from icalendar import Calendar, Component

SINCE = "X-HOLDSPACE-SINCE"
"""An instant in UTC. What ended before it is the past, and stands in the other calendar."""

ZONE = "X-HOLDSPACE-ZONE"
"""Only while a roster is expanded: the IANA name of an event's own zone."""

_SLACK = "slack:"
_DAY = re.compile(r"\d{8}")
_ENDLESS = re.compile("RRULE(?!.*UNTIL)")
_WHEN = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")


def calendar_text(events: Iterable[str], since: str = "") -> str:
    """A calendar of these events, each with its BEGIN and END."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:Holdspace"]
    lines += [f"{SINCE}:{since}"] if since else []
    head = "".join(f"{line}\r\n" for line in lines)
    return f"{head}{''.join(events)}END:VCALENDAR\r\n"


def calendars_in(text: str) -> list[Calendar]:
    """The calendars of a stored text. Times come without their zone: `zone_of` names it."""
    return list(Calendar.from_ical(text.replace(";TZID=", ";X-TZID="), multiple=True))


def shifts_of(text: str, person: str) -> list[list[str]]:
    """The lines that say when, of each event that names this person; others are not in them."""
    events = [each.splitlines() for each in text.replace("\r\n ", "").split("BEGIN:VEVENT")[1:]]
    return [
        [line for line in event if line.startswith(_WHEN)]
        for event in events
        if any(line.startswith("ATTENDEE") and line.endswith(address(person)) for line in event)
    ]


def names_from(text: str, person: str, day: date) -> bool:
    """Whether somebody may still have a shift that starts on this day or later, by its local date.

    Read off the text, which costs little: a day that is left out, or one who was taken off a series
    from some day on, counts as if that were not so.
    """
    return any(_goes_on(lines, f"{day:%Y%m%d}") for lines in shifts_of(text, person))


def _goes_on(lines: list[str], day: str) -> bool:
    """An override of all later ones goes on as long as its series, which is not looked for."""
    if any(";RANGE=" in line or _ENDLESS.match(line) for line in lines):
        return True
    told = "".join(line for line in lines if line.startswith(("DTEND", "RRULE", "RDATE")))
    return max(_DAY.findall(told), default="") >= day


def address(person: str) -> str:
    """How a person stands in a roster."""
    return f"{_SLACK}{person}"


def people_of(event: Component) -> list[str]:
    """The Slack ids of those who work."""
    return [str(each).removeprefix(_SLACK) for each in several(event, "ATTENDEE")]


def zone_of(event: Component) -> str | None:
    """The IANA name of the zone that the event's times are local to; None where they are UTC."""
    zone = value(event, "DTSTART").params.get("X-TZID")
    return str(zone) if zone else None


def value(event: Component, name: str) -> Any:  # noqa: ANN401 - as the library has it
    """A property as the library reads it, or None; which class it has depends on the name."""
    return event.get(name)


def several(event: Component, name: str) -> list[Any]:
    """The values of a property that may be there any number of times."""
    found = value(event, name)
    if found is None:
        return []
    return found if isinstance(found, list) else [found]
