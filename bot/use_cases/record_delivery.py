"""Record what became of deliveries that were taken."""

from collections.abc import Sequence

from sqlalchemy import Connection

from bot.domain.attempt import Outcome
from bot.domain.prompts import State
from bot.store import attempts, messages
from bot.use_cases.introduce import have_been_told, newcomers


def record_deliveries(tx: Connection, outcomes: Sequence[Outcome]) -> None:
    """How each attempt ended; one that another worker has taken over since is left alone.

    Whoever was reached knows the app from then on; what may be there or not reaches nobody.
    """
    attempts.record(tx, outcomes)
    sent = [each.delivery for each in outcomes if each.state is State.SENT]
    new = newcomers(tx, {each.prompt.recipient for each in sent})
    if new:
        theirs = [each.id for each in sent if each.prompt.recipient in new]
        have_been_told(tx, messages.reached(tx, theirs))
