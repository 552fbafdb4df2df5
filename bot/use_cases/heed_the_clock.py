"""See to what waits by a clock that has been set back since."""

from datetime import timedelta

from sqlalchemy import Connection

from bot.clock import Clock
from bot.domain.attempt import LEASE, MEND_TO
from bot.store import attempts, rosters, seen

SLACK = timedelta(minutes=1)
"""By how much the clocks of two machines may differ. So long is waited in vain at most."""

LONGEST_DOUBT = 2 * LEASE
"""A lease, and room for whoever claims at this very moment. By then what was on its way is there,
whichever clock its claim was made by."""


def heed_the_clock(tx: Connection, clock: Clock) -> timedelta:
    """How far the clock was set back since the last look. What waits does not wait for that too.

    What was to be tried again in ten minutes by the old clock is tried in ten minutes by the new
    one. What was too late by the old one, and is not by the new, may come. What may have been
    posted is never looked for too early: it might be found missing, and be doubled.
    """
    last, now = seen.look(tx, clock)
    back = last - now
    if back <= SLACK:
        return timedelta(0)
    attempts.bring_forward(tx, now, last + MEND_TO, back)
    attempts.bring_back(tx, now)
    attempts.shorten(tx, now + LONGEST_DOUBT)
    rosters.bring_forward(tx, now, back)
    rosters.doubt(tx, now)
    return back
