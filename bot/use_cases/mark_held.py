"""Note that a team has debriefed."""

from sqlalchemy import Connection

from bot.store import messages


def mark_held(tx: Connection, channel: str, ts: str) -> bool:
    """The debrief of the prompt with this ts was held. Who said so is not kept."""
    return messages.mark_held(tx, channel, ts)
