"""What is stored about somebody right now, in numbers."""

from sqlalchemy import Connection

from bot.store import mentions, traces
from bot.use_cases.archived_people import in_archives


def stored_about(tx: Connection, person: str) -> dict[str, int]:
    """How many rows of each kind; kinds of which there are none are left out."""
    counts = traces.count(tx, person) | mentions.count(tx, person)
    counts |= {"archived": len(list(in_archives(tx, person)))}
    return {what: number for what, number in counts.items() if number}
