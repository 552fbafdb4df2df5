"""Enter days off, see what is entered, and take it back."""

from datetime import datetime

from sqlalchemy import Connection

from bot.domain.absence import MOST_ENTRIES, Slip, TimeOff, local_day, slip
from bot.store import absences

Entered = list[tuple[int, TimeOff]]
"""A person's times off that are not over, each with its number, by day."""


def find_time_off(tx: Connection, person: str, now: datetime) -> Entered:
    """What this person has entered."""
    timezone = absences.timezones(tx, [person])[person]
    return absences.coming(tx, person, local_day(now, timezone))


def take_time_off(tx: Connection, wish: TimeOff, now: datetime) -> Entered | Slip:
    """Enter the days, or say what is wrong with them; all that is entered then.

    Doing it twice changes nothing.
    """
    timezone = absences.timezones(tx, [wish.person])[wish.person]
    wrong = slip(wish, local_day(now, timezone))
    if wrong:
        return wrong
    if len(find_time_off(tx, wish.person, now)) >= MOST_ENTRIES:
        return Slip.FULL
    absences.enter(tx, wish)
    return find_time_off(tx, wish.person, now)


def take_back_time_off(tx: Connection, person: str, number: int, now: datetime) -> Entered:
    """Delete one's own entry, if it is there still; what remains."""
    absences.take_back(tx, person, number)
    return find_time_off(tx, person, now)
