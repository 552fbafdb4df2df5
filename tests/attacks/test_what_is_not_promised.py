"""What an adversary does learn, so that SECURITY.md can say it: each test shows one sentence of it.

If one of these begins to fail, something got better: say so there, and turn the test round.
"""

import json
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from nacl.public import PrivateKey, SealedBox
from sqlalchemy import select, update

from bot.domain.survey import Answer
from bot.store.database import Database
from bot.store.tables import survey_release, survey_round, survey_slot
from tests.attacks.attackers import BEFORE
from tests.attacks.campaign import PEOPLE, canary
from tests.attacks.designs import Holdspace
from tests.attacks.grounds import Ground
from tests.attacks.report import Line, tell

TARGET = PEOPLE[4]


@pytest.fixture
def design(database: Database, tmp_path: Path) -> Holdspace:
    made = Holdspace(database, tmp_path, Random(2))
    made.open(PEOPLE, ())
    return made


def test_copies_of_an_open_round_and_the_secret_tell_who_answered_and_when_but_not_what(
    design: Holdspace, ground: Ground
) -> None:
    copies = [ground.snapshot("open")]
    order = Random(5).sample(PEOPLE, 7)
    for person in order:
        design.submit(person, canary(1))
        copies.append(ground.snapshot("answer"))
    changed = [
        {row.data for row in after.rows} - {row.data for row in before.rows}
        for before, after in pairwise(copies)
    ]
    names = design.names()
    seen = [[who for token, who in names.items() if token in row] for (row,) in changed]
    assert seen == [[person] for person in order]
    without_the_secret = {person.encode() for person in PEOPLE}
    assert not any(token in row for (row,) in changed for token in without_the_secret)
    assert {copy.step for copy in copies} == BEFORE
    told = f"{len(order)} of {len(order)} took part"
    line = ("R2 who took part (with the secret)", "Holdspace", f"copies on {ground.name}")
    tell(Line(*line, told, "not promised", "as SECURITY.md says"))


def test_one_copy_without_the_secret_tells_no_name(design: Holdspace, ground: Ground) -> None:
    for person in PEOPLE[:7]:
        design.submit(person, canary(1))
    copy = ground.snapshot("answer", deep=True)
    slots = [row for row in copy.rows if row.table == survey_slot.name]
    assert len(slots) == len(PEOPLE)
    assert not any(person.encode() in row.data for row in slots for person in PEOPLE)
    assert len({len(row.data) for row in slots}) == 1


def test_whoever_may_write_to_the_database_of_an_open_round_can_single_out_one_person(
    design: Holdspace,
) -> None:
    """All other slots are filled with answers of the attacker's own; one comment is not theirs."""
    secret_word = canary(3)
    design.submit(TARGET, secret_word)
    db, mine = design.db, design.scene.sealer.slot(design.round_id, TARGET)
    with db.engine.begin() as tx:
        key = tx.scalars(select(survey_round.c.public_key)).one()
        others = set(tx.scalars(select(survey_slot.c.slot))) - {mine}
        for slot in others:
            forged = design.scene.sealer.seal(key, slot, Answer({}, "forged"))
            this = survey_slot.c.slot == slot
            tx.execute(update(survey_slot).where(this).values(sealed=forged))
    design.close()
    with db.engine.connect() as tx:
        comments = tx.scalars(select(survey_release.c.document)).one()["comments"]
    assert [comment for comment in comments if comment != "forged"] == [secret_word]
    _not_promised("R12 forged slots, by writing to the database")


def test_whoever_may_write_to_the_database_of_an_open_round_can_put_their_own_key_there(
    design: Holdspace,
) -> None:
    theirs = PrivateKey.generate()
    with design.db.engine.begin() as tx:
        tx.execute(update(survey_round).values(public_key=bytes(theirs.public_key)))
    secret_word = canary(3)
    design.submit(TARGET, secret_word)
    mine = survey_slot.c.slot == design.scene.sealer.slot(design.round_id, TARGET)
    with design.db.engine.connect() as tx:
        sealed = bytes(tx.scalars(select(survey_slot.c.sealed).where(mine)).one())
    assert json.loads(SealedBox(theirs).decrypt(sealed))["comment"] == secret_word
    _not_promised("R12 exchanged key, by writing to the database")


def _not_promised(attack: str) -> None:
    tell(
        Line(
            attack, "Holdspace", "a live database", "1 of 1", "not promised", "as SECURITY.md says"
        )
    )
