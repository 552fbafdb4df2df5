"""How long what is known of people is kept."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Retention:
    """Our own measures where nobody chose others.

    `deliveries`: that a message went out, for looking into what went wrong. `check_ins`: that
    people met, and the agenda that was shared for it. `left`: all that is known of somebody, from
    the day on which their Slack account was deactivated or they were taken out of the last of their
    teams, in case it was by mistake.
    """

    deliveries: timedelta = timedelta(days=90)
    check_ins: timedelta = timedelta(days=180)
    left: timedelta = timedelta(days=30)
