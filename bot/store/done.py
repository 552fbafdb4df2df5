"""What teams did about what a survey showed, sealed."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import Connection, and_, delete, select

from bot.store.inserting import into
from bot.store.tables import survey_done

D = survey_done.c


def put(tx: Connection, round_id: str, team: str, sealed: bytes) -> None:
    """Write it down, in place of what the team had said before."""
    row = into(tx, survey_done).values(round=round_id, team=team, sealed=sealed)
    again = row.on_conflict_do_update(index_elements=["round", "team"], set_={"sealed": sealed})
    tx.execute(again)


def remove(tx: Connection, round_id: str, team: str) -> None:
    """Take it back."""
    tx.execute(delete(survey_done).where(and_(D.round == round_id, D.team == team)))


def of_rounds(tx: Connection, ids: Collection[str]) -> Mapping[str, dict[str, bytes]]:
    """By round and team key."""
    found = defaultdict[str, dict[str, bytes]](dict)
    query = select(survey_done).where(D.round.in_(ids)).order_by(D.team)
    for row in tx.execute(query):
        found[row.round][row.team] = row.sealed
    return found
