"""Put a reminder of a break off by ten minutes, or go without for today."""

from datetime import datetime

from sqlalchemy import Connection

from bot.domain.absence import quiet_until
from bot.domain.breaks import TEN_MINUTES, Reminder
from bot.domain.prompts import Kind
from bot.store import absences, breaks, deliveries


def put_off_break(tx: Connection, reminder: Reminder, now: datetime) -> bool:
    """Plan another reminder; False where the shift is over by then, also if it has been moved."""
    hours = breaks.hours_at(tx, reminder.person, now + TEN_MINUTES)
    again = hours.put_off(now) if hours else None
    if again is None:
        return False
    deliveries.plan(tx, [again])
    return True


def no_breaks_today(tx: Connection, reminder: Reminder, now: datetime) -> None:
    """No more reminders in this shift, nor on this day where the person is.

    Reminders that are paused for longer, or for good, stay so.
    """
    person = reminder.person
    zone = absences.timezones(tx, [person])[person]
    until = quiet_until(now, zone, reminder.ends)
    paused = absences.paused(tx, person, now).get(Kind.BREAK, until)
    longest = max(until, paused) if paused else None
    absences.set_pauses(tx, person, [Kind.BREAK], {Kind.BREAK: longest})
