"""From a stored roster to who works when."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar, Component, vRecur

from bot.clock import parse_instant
from bot.domain.shifts import there_is
from bot.domain.working import Worked
from bot.rosters.stored import SINCE, ZONE, calendars_in, people_of, several, value, zone_of

MARGIN = timedelta(days=3)
"""More than the longest shift (a day) and the furthest that a clock is from UTC (14 hours)."""

EVENT = re.compile(r"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)
SERIES = re.compile(r"^(RRULE|RDATE|RECURRENCE-ID)\b", re.MULTILINE)
END = re.compile(r"^DTEND[^:]*:(\d{8})", re.MULTILINE)

STEPS = {"DAILY": 1, "WEEKLY": 7}
"""Days in one step of a rule that may be entered at any later step of it."""


def expand(calendar: str, since: datetime, until: datetime, timezone: str) -> Iterator[Worked]:
    """Every shift of a stored roster that ends in [since, until), in no particular order.

    Splitting a window in two neither loses nor repeats one. `timezone` is whose time is meant
    where the roster has instants in UTC. A shift is as long by the clock on the wall on each day;
    one whose hours a clock change skips does not take place.
    """
    for each in calendars_in(_near(calendar, since, until)):
        holds = value(each, SINCE)
        began = parse_instant(holds) if holds else since
        yield from _within(each, max(since, began), until, timezone)


def _near(calendar: str, since: datetime, until: datetime) -> str:
    """The text without single shifts on other days: reading them is most of what this costs."""
    first, last = f"{since - MARGIN:%Y%m%d}", f"{until + MARGIN:%Y%m%d}"

    def kept(event: re.Match[str]) -> str:
        ends = None if SERIES.search(event[0]) else END.search(event[0])
        return event[0] if ends is None or first <= ends[1] <= last else ""

    return EVENT.sub(kept, calendar)


def _within(
    calendar: Calendar, since: datetime, until: datetime, timezone: str
) -> Iterator[Worked]:
    """Rules are expanded in local time without a zone, where a day is a day all year round."""
    if since >= until:
        return
    low, high = (each.astimezone(UTC).replace(tzinfo=None) for each in (since, until))
    low, high = low - MARGIN, high + MARGIN
    moved = _moved(calendar)
    for event in calendar.events:
        _prepare(event, low, high, by_steps=event["UID"] not in moved)
    for found in recurring_ical_events.of(calendar).between(low, high):
        yield from _worked(found, since, until, timezone)


def _worked(event: Component, since: datetime, until: datetime, timezone: str) -> Iterator[Worked]:
    zone = value(event, ZONE)
    starts, ends = (_instant(value(event, name).dt, zone) for name in ("DTSTART", "DTEND"))
    asked_for = starts < ends and since <= ends < until and event.get("STATUS") != "CANCELLED"
    if asked_for and (zone is None or there_is(value(event, "DTSTART").dt.date(), zone)):
        for person in people_of(event):
            yield Worked(starts, ends, person, _told_in(zone, timezone))


def _told_in(zone: str | None, timezone: str) -> str:
    """Nobody lives in UTC or at a fixed offset from it, and Etc/GMT+5 is five hours behind."""
    return timezone if zone is None or zone.startswith("Etc/") else zone


def _instant(local: datetime, zone: str | None) -> datetime:
    """A time that a clock change skips is the equally long after it; one twice, the first."""
    return (local.replace(tzinfo=ZoneInfo(zone)) if zone else local).astimezone(UTC)


def _prepare(event: Component, low: datetime, high: datetime, *, by_steps: bool) -> None:
    """Note the zone, end each rule with the window, and begin it shortly before.

    So the cost is that of the window, however long a rule has run or will.
    """
    zone = zone_of(event)
    if zone:
        event[ZONE] = zone
    rules = several(event, "RRULE")
    for rule in rules:
        last = _local(rule["UNTIL"][0], zone) if "UNTIL" in rule else high
        rule["UNTIL"] = [_like(event, min(last, high))]
    if by_steps and len(rules) == 1:
        _enter_late(event, rules[0], low)


def _local(instant: datetime, zone: str | None) -> datetime:
    return instant.astimezone(ZoneInfo(zone) if zone else UTC).replace(tzinfo=None)


def _like(event: Component, naive: datetime) -> datetime:
    """With UTC where the event's own times have it."""
    return naive.replace(tzinfo=value(event, "DTSTART").dt.tzinfo)


def _enter_late(event: Component, rule: vRecur, low: datetime) -> None:
    """Move the first time on by whole steps, to some days before the window."""
    step = STEPS.get(rule["FREQ"][0], 0) * int(rule.get("INTERVAL", [1])[0])
    days = (_like(event, low - MARGIN) - value(event, "DTSTART").dt).days
    if step and days > step:
        on = timedelta(days=days // step * step)
        for name in ("DTSTART", "DTEND"):
            value(event, name).dt += on


def _moved(calendar: Calendar) -> set[str]:
    """The events of which an override moves all later ones, which hang on where it began."""
    return {
        str(event["UID"])
        for event in calendar.events
        if "RECURRENCE-ID" in event and "RANGE" in value(event, "RECURRENCE-ID").params
    }
