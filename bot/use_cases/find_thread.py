"""Find where a shared debrief belongs."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.store import messages, teams

SAME_SHIFT = timedelta(hours=12)
"""A debrief written later than this after a prompt stands in the channel by itself."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A team's channel, and the message to answer there; without one, it is no answer."""

    channel: str
    ts: str | None


def find_thread(
    tx: Connection, person: str, team: str, thread: str, now: datetime
) -> Thread | None:
    """The thread of the prompt that was answered, or of the team's latest prompt.

    None where `person` is not (or is no longer) in that team.
    """
    found = teams.load(tx, team)
    if found is None or found.member(person) is None:
        return None
    since = now - SAME_SHIFT
    latest = messages.last_debrief(tx, found, since)
    return Thread(found.channel, thread or latest)
