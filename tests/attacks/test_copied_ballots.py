"""R12: somebody who may write to the database copies what is sealed."""

from pathlib import Path
from random import Random

from sqlalchemy import select, update

from bot.store.database import Database
from bot.store.tables import survey_release, survey_slot
from tests.attacks.campaign import PEOPLE, canary
from tests.attacks.designs import Holdspace
from tests.attacks.report import Line, tell
from tests.attacks.settings import ROUNDS

S = survey_slot.c
ANSWERED = 8


def test_a_ciphertext_counts_in_its_own_slot_of_its_own_round_and_nowhere_else(
    database: Database, tmp_path: Path
) -> None:
    random, design = Random(1), Holdspace(database, tmp_path, Random(2))
    counted, old = 0, b""
    for number in range(ROUNDS):
        design.open(PEOPLE, ())
        people = random.sample(PEOPLE, ANSWERED)
        said = {person: canary(number) for person in people}
        for person, answer in said.items():
            design.submit(person, answer)
        stolen = _sealed(database, _slot(design, people[0]))
        empty = [_slot(design, person) for person in PEOPLE if person not in people]
        for slot, copied in zip(empty, [stolen, old or stolen, stolen, stolen], strict=True):
            _put(database, slot, copied)
        design.close()
        old = stolen
        comments = _comments(database, design.round_id)
        counted += len(comments) - ANSWERED
        assert sorted(comments) == sorted(said.values())
    where = "SQLite" if database.is_sqlite else "PostgreSQL"
    saw = f"{ROUNDS} rounds, 4 copies each, on {where}"
    tell(Line("R12 copied ciphertext", "Holdspace", saw, f"{counted} counted", "0", "refused"))


def test_one_answer_copied_into_every_slot_is_one_answer_and_too_few(
    database: Database, tmp_path: Path
) -> None:
    design = Holdspace(database, tmp_path, Random(2))
    design.open(PEOPLE, ())
    design.submit(PEOPLE[0], canary(1))
    stolen = _sealed(database, _slot(design, PEOPLE[0]))
    for person in PEOPLE:
        _put(database, _slot(design, person), stolen)
    design.close()
    with database.engine.connect() as tx:
        assert tx.execute(select(survey_release)).all() == []


def _slot(design: Holdspace, person: str) -> bytes:
    return design.scene.sealer.slot(design.round_id, person)


def _sealed(db: Database, slot: bytes) -> bytes:
    with db.engine.connect() as tx:
        return bytes(tx.scalars(select(S.sealed).where(S.slot == slot)).one())


def _put(db: Database, slot: bytes, sealed: bytes) -> None:
    with db.engine.begin() as tx:
        assert tx.execute(update(survey_slot).where(S.slot == slot).values(sealed=sealed)).rowcount


def _comments(db: Database, round_id: str) -> list[str]:
    document = select(survey_release.c.document).where(survey_release.c.round == round_id)
    with db.engine.connect() as tx:
        return list(tx.scalars(document).one()["comments"])
