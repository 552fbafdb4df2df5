"""Record what became of deliveries that were taken."""

from collections.abc import Sequence

from sqlalchemy import Connection

from bot.domain.attempt import Outcome
from bot.store import attempts


def record_deliveries(tx: Connection, outcomes: Sequence[Outcome]) -> None:
    """How each attempt ended; one that another worker has taken over since is left alone."""
    attempts.record(tx, outcomes)
