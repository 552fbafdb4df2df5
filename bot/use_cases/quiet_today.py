"""Be quiet for the rest of the day, and end it again."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.domain.absence import quiet_until
from bot.store import absences, standing


@dataclass(frozen=True, slots=True)
class Quiet:
    """Somebody's quiet: until when (UTC), their time zone, and whether it has begun just now."""

    until: datetime
    timezone: str
    begun: bool


def quiet_today(tx: Connection, person: str, now: datetime) -> Quiet:
    """Quiet until midnight, or the end of the last shift that begins today if that is later.

    One that has begun stays as it is.
    """
    timezone = absences.timezones(tx, [person])[person]
    until = absences.quiet_end(tx, person, now)
    if until:
        return Quiet(until, timezone, begun=False)
    midnight = quiet_until(now, timezone, None)
    until = quiet_until(now, timezone, absences.shift_end(tx, person, now, midnight))
    absences.be_quiet(tx, person, until)
    return Quiet(until, timezone, begun=True)


def end_quiet(tx: Connection, person: str, now: datetime) -> None:
    """From now on prompts come again, and so does what has waited."""
    absences.end_quiet(tx, person)
    standing.judge_again(tx, [person], now)
