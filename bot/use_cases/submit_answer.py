"""Keep answers, sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.domain.survey import Answer
from bot.seal.slots import Sealer
from bot.store import answering
from bot.store.answering import Taking
from bot.use_cases.find_survey import Refusal

Kept = Taking
"""An answer was kept: by when it may be revised, and by whose clock."""


@dataclass(frozen=True, slots=True, repr=False)
class Submission:
    """What one person sent for one round, and when. Like an answer, it has no repr."""

    round: str
    person: str
    answer: Answer
    at: datetime


def submit_answers(
    tx: Connection, given: Sequence[Submission], *, sealer: Sealer
) -> list[Kept | Refusal]:
    """Overwrite each person's slot (their last answer counts), and say for each what came of it.

    Nothing else is written: no row, no time, no count. After that nothing opens them until the
    round closes. What was sent after the closing time is too late, closed already or not.
    """
    answers: dict[str, dict[str, Submission]] = {}
    for one in given:
        answers.setdefault(one.round, {})[one.person] = one
    outcomes = {found: _of_round(tx, sealer, found, answers[found]) for found in sorted(answers)}
    return [outcomes[one.round][one.person] for one in given]


def _of_round(
    tx: Connection, sealer: Sealer, round_id: str, given: dict[str, Submission]
) -> dict[str, Kept | Refusal]:
    outcomes: dict[str, Kept | Refusal] = dict.fromkeys(given, Refusal.CLOSED)
    found = answering.taking(tx, round_id)
    if found is None:
        return outcomes
    answers = {who: one.answer for who, one in given.items() if one.at < found.closes_at}
    slots = {person: sealer.slot(round_id, person) for person in answers}
    sealed = {
        slot: sealer.seal(found.public_key, slot, answers[person]) for person, slot in slots.items()
    }
    there = answering.fill(tx, round_id, sealed)
    if len(there) == len(slots):
        return outcomes | dict.fromkeys(answers, found)
    # Not invited; or else the round has closed since a moment ago.
    missing = Refusal.NOT_INVITED if answering.taking(tx, round_id) else Refusal.CLOSED
    return outcomes | {who: found if slot in there else missing for who, slot in slots.items()}
