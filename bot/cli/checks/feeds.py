"""Whether each roster could be read when it was last looked at."""

from collections.abc import Iterator

from sqlalchemy import Connection

from bot.cli.checks.finding import Finding
from bot.store import rosters


def feeds(tx: Connection) -> Iterator[Finding]:
    """A line for each roster that comes from a feed; the trouble names no person."""
    for one in rosters.with_feed(tx):
        yield Finding(f"{one.team}, roster {one.name}", one.trouble or "")
