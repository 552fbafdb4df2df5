"""What an answer needs of its round, in few statements: answers come many at once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select, update

from bot.domain.survey import TAKES_ANSWERS
from bot.store.tables import survey_cadence, survey_round, survey_round_team, survey_slot, team

R = survey_round.c
S = survey_slot.c
ROUND: BindParameter[str] = bindparam("of")
SLOT: BindParameter[bytes] = bindparam("at")
SLOTS: BindParameter[Any] = bindparam("at", expanding=True)

# Its first team by key that has a cadence is the one whose clock a round goes by.
TAKING = (
    select(R.public_key, R.closes_at, team.c.timezone)
    .join(survey_round_team, survey_round_team.c.round == R.id)
    .join(team, team.c.key == survey_round_team.c.team)
    .outerjoin(survey_cadence, survey_cadence.c.team == team.c.key)
    .where(R.id == ROUND, R.state.in_(sorted(TAKES_ANSWERS)))
    .order_by(survey_cadence.c.team.is_(None), team.c.key)
    .limit(1)
)
THERE = select(S.slot).where(S.round == ROUND, S.slot.in_(SLOTS)).order_by(S.slot).with_for_update()
FILL = update(survey_slot).where(S.round == ROUND, S.slot == SLOT).values(sealed=bindparam("new"))


@dataclass(frozen=True, slots=True)
class Taking:
    """A round that takes answers: what to seal them with, and what there is to say of its close."""

    public_key: bytes
    closes_at: datetime
    timezone: str


def taking(tx: Connection, round_id: str) -> Taking | None:
    """The round, if it takes answers."""
    row = tx.execute(TAKING, {"of": round_id}).first()
    return Taking(*row) if row else None


def fill(tx: Connection, round_id: str, sealed: dict[bytes, bytes]) -> set[bytes]:
    """Overwrite these slots, and say which of them there are; for others nothing changes.

    In the order of their ids, so that it tells nothing of who came first; and locked before that,
    so that the round cannot close in between.
    """
    rows = [{"of": round_id, "at": slot, "new": sealed[slot]} for slot in sorted(sealed)]
    if len(rows) == 1:  # As most come: one statement will do.
        return set(sealed) if tx.execute(FILL, rows[0]).rowcount else set()
    there = set(tx.scalars(THERE, {"of": round_id, "at": list(sealed)}))
    if there:
        tx.execute(FILL, [row for row in rows if row["at"] in there])
    return there
