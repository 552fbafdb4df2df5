"""Delete all that is known of somebody."""

from sqlalchemy import Connection

from bot.domain.survey import Answer
from bot.seal.slots import Sealer
from bot.store import answering, rounds, teams, traces
from bot.use_cases.archived_people import forget_in_archives


def forget_person(tx: Connection, sealer: Sealer, person: str) -> int:
    """Take them out of every team and table, and how many rows that were.

    An open survey keeps their slot, since it was counted when it opened; whatever was in it is
    written over with an empty answer, which looks like any other.
    """
    for opened in rounds.open_rounds(tx):
        slot = sealer.slot(opened.id, person)
        empty = sealer.seal(opened.public_key, slot, Answer({}, ""))
        answering.fill(tx, opened.id, {slot: empty})
    found = teams.of_person(tx, person)
    for team in found:
        teams.save(tx, team.without(person))
    return traces.forget(tx, person) + len(found) + forget_in_archives(tx, person)
