"""Put a reminder of a break off by ten minutes, or go without for today."""

from datetime import datetime

from sqlalchemy import Connection

from bot.domain.breaks import Reminder
from bot.store import breaks, deliveries, teams


def put_off_break(tx: Connection, reminder: Reminder, now: datetime) -> bool:
    """Plan another reminder; False where the shift is over by then."""
    again = reminder.put_off(now)
    if again is None:
        return False
    deliveries.plan(tx, [again])
    return True


def no_breaks_today(tx: Connection, reminder: Reminder, now: datetime) -> None:
    """No more reminders in this shift, nor on this day where the person is."""
    person = reminder.person
    members = [team.member(person) for team in teams.of_person(tx, person)]
    zone = next((member.timezone for member in members if member), "UTC")
    breaks.go_without(tx, person, reminder.no_more_until(now, zone))
