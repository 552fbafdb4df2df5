"""R4: what `holdspace backup` writes in the middle of a round, with the environment."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from bot.cli.backup import copy
from bot.store import schema
from bot.store.database import Database
from tests.attacks import attackers, leaky
from tests.attacks.burglary import open_sealed
from tests.attacks.campaign import PEOPLE, canary
from tests.attacks.designs import Design, Holdspace
from tests.attacks.evidence import Evidence
from tests.attacks.grounds import SqliteGround
from tests.attacks.guessing import Score
from tests.attacks.report import Line, tell
from tests.attacks.settings import TWINS as ROUNDS

ATTACKERS = (open_sealed, attackers.same_row, attackers.nearest_bytes, attackers.recovered)
ANSWERED = 7


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Database]:
    """The command copies SQLite; a pg_dump holds the rows that every other copy holds."""
    db = Database(sqlite_url)
    db.now(schema.upgrade)
    yield db
    db.close()


def test_a_backup_from_the_middle_of_a_round_and_the_environment_open_nothing(
    database: Database, tmp_path: Path
) -> None:
    design, score = Holdspace(database, tmp_path, Random(1)), Score()
    keys = b""
    for number in range(ROUNDS):
        evidence, truth, during = _stolen(design, database, tmp_path, number)
        keys = next(key for name, key in during.items() if name.endswith(".key"))
        (backup,) = evidence.snapshots
        assert backup.holding(keys) == []
        assert not any(backup.holding(answer.encode()) for answer in truth.values())
        for attacker in ATTACKERS:
            score.add(evidence, attacker(evidence), Random(number), truth)
    _tell("R4 a backup, and the environment", design.name, score, "0", "opens nothing")
    assert keys
    assert score.claimed == 0


def test_the_same_attacker_opens_a_backup_whose_key_is_wrapped_by_a_lasting_secret(
    database: Database, tmp_path: Path
) -> None:
    design, score = leaky.Sealed(database, tmp_path), Score()
    for number in range(ROUNDS):
        evidence, truth, _ = _stolen(design, database, tmp_path, number)
        score.add(evidence, open_sealed(evidence), Random(number), truth)
    _tell("R13 a backup, and the environment", design.name, score, "all", "opened, as it must")
    assert score.claimed == ROUNDS * ANSWERED
    assert score.has_teeth


def test_a_backup_with_the_directory_of_round_keys_is_open_to_whoever_has_it(
    database: Database, tmp_path: Path
) -> None:
    """Why the keys belong in no backup; and that it was the key which the attacker lacked."""
    design, score = Holdspace(database, tmp_path, Random(1)), Score()
    for number in range(ROUNDS):
        evidence, truth, during = _stolen(design, database, tmp_path, number)
        evidence.key_files.update(during)
        score.add(evidence, open_sealed(evidence), Random(number), truth)
    _tell("R4 a backup with the round keys", design.name, score, "not promised", "all is open")
    assert score.claimed == ROUNDS * ANSWERED
    assert score.has_teeth


def _stolen(
    design: Design, db: Database, folder: Path, number: int
) -> tuple[Evidence, dict[str, str], dict[str, bytes]]:
    """A round with a backup made after seven answers; what lasts, what was said, and the keys."""
    truth = {who: canary(3) for who in Random(number).sample(PEOPLE, ANSWERED)}
    design.open(PEOPLE, tuple(truth.values()))
    for person, answer in truth.items():
        design.submit(person, answer)
    file = folder / f"backup-{number}.db"
    copy(db, file)
    keys = design.key_files()
    backup = SqliteGround(file, folder).snapshot("answer")
    names = design.names()
    for person in set(PEOPLE) - set(truth):
        design.submit(person, canary(3))
    design.close()
    evidence = Evidence(
        people=tuple(truth),
        answers=tuple(sorted(truth.values())),
        names=names,
        snapshots=(backup,),
        environment=design.environment(),
        key_files=design.key_files(),
    )
    return evidence, truth, keys


def _tell(attack: str, design: str, score: Score, bound: str, verdict: str) -> None:
    saw = f"{ROUNDS} backups of SQLite in mid-round"
    tell(Line(attack, design, saw, f"{score.claimed} opened", bound, verdict))
