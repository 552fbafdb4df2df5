"""What is stored about somebody right now, in numbers."""

from sqlalchemy import Connection

from bot.store import traces


def stored_about(tx: Connection, person: str) -> dict[str, int]:
    """How many rows of each kind; kinds of which there are none are left out."""
    return {what: number for what, number in traces.count(tx, person).items() if number}
