"""Record what became of deliveries that were taken."""

from collections.abc import Sequence

from sqlalchemy import Connection

from bot.domain.attempt import Outcome
from bot.store import attempts, messages
from bot.use_cases.introduce import have_been_told


def record_deliveries(tx: Connection, outcomes: Sequence[Outcome]) -> None:
    """How each attempt ended; one that another worker has taken over since is left alone.

    Whoever was reached by a message that introduces the app knows it from then on. What is found
    later does not say whether it did: its reader is introduced to twice rather than never.
    """
    attempts.record(tx, outcomes)
    theirs = [each.delivery.id for each in outcomes if each.introduced]
    have_been_told(tx, messages.reached(tx, theirs))
