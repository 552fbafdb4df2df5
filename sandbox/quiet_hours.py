"""When a person's notifications are off, in unix time."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sandbox.state.people import Person


def next_quiet_hours(person: Person, now: datetime) -> tuple[int, int] | None:
    """The quiet hours that this person is in, or the next ones, as (start, end) in unix seconds.

    Hours whose end is not after their start run into the next day.
    """
    if person.dnd is None:
        return None
    start, end = (time.fromisoformat(hour) for hour in person.dnd)
    zone = ZoneInfo(person.tz)
    day = now.astimezone(zone).date() - timedelta(days=1)
    while True:
        begins = datetime.combine(day, start, zone)
        ends = datetime.combine(day + timedelta(days=start >= end), end, zone)
        if ends > now:
            return int(begins.timestamp()), int(ends.timestamp())
        day += timedelta(days=1)
