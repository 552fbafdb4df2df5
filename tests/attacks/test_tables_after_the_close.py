"""R3: after the close the tables hold configuration and what the digest tells, and nothing else."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection, update

from bot.domain.digest import digest_prompts
from bot.domain.release import release
from bot.domain.survey import Answer
from bot.store import rounds
from bot.store.database import Database
from bot.store.tables import survey_release, survey_round
from bot.use_cases import close_rounds
from bot.use_cases.weekly_digest import compose_digest
from tests.attacks.campaign import PEOPLE, canary
from tests.attacks.designs import Holdspace
from tests.attacks.explained import Reader, dumped
from tests.attacks.report import Line, tell
from tests.attacks.settings import TWINS as ROUNDS
from tests.attacks.twins import Seed, dump, empty
from tests.support.survey_scene import CLOSES, ITEM, OPENS

WEEK = timedelta(weeks=1)
Given = dict[str, Answer]
Leak = Callable[[Connection, str, int], object]
TEXTS = tuple(f"comment {number}" for number in range(9))


def in_the_document(tx: Connection, found: str, answered: int) -> None:
    """The number of answers in the release."""
    document = tx.scalars(survey_release.select().with_only_columns(survey_release.c.document))
    counted = document.one() | {"answered": answered}
    tx.execute(
        update(survey_release).values(document=counted).where(survey_release.c.round == found)
    )


def in_place_of_k(tx: Connection, found: str, answered: int) -> None:
    """The number of answers in a column that is there anyway."""
    tx.execute(update(survey_round).values(k=answered).where(survey_round.c.id == found))


def in_a_time(tx: Connection, found: str, answered: int) -> None:
    """The number of answers as seconds of the closing time."""
    (closed,) = tx.execute(survey_round.select().where(survey_round.c.id == found)).mappings()
    late = closed["closes_at"] + timedelta(seconds=answered)
    tx.execute(update(survey_round).values(closes_at=late).where(survey_round.c.id == found))


LEAKS: tuple[Leak, ...] = (in_the_document, in_place_of_k, in_a_time)


@pytest.fixture
def leak(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Leak:
    """Keeps how many answered, at the end of a real close."""
    leaks: Leak = request.param
    answered: list[int] = []
    end = rounds.end

    def counted(template: Any, given: Sequence[Answer], *more: Any) -> Any:  # noqa: ANN401 - as called
        answered.append(len(given))
        return release(template, given, *more)

    def ended(tx: Connection, round_id: str, *more: Any) -> None:  # noqa: ANN401 - as called
        end(tx, round_id, *more)
        leaks(tx, round_id, answered[-1])

    monkeypatch.setattr(close_rounds, "release", counted)
    monkeypatch.setattr(rounds, "end", ended)
    return leaks


def test_every_value_after_the_close_is_configuration_or_in_the_digest(
    database: Database, tmp_path: Path
) -> None:
    found = [_unexplained(database, tmp_path / str(n), Random(n)) for n in range(ROUNDS)]
    _tell("R3 values that no one is told", "Holdspace", database, sum(map(len, found)), "explained")
    assert found == [[]] * ROUNDS


@pytest.mark.parametrize("leak", LEAKS, indirect=True)
def test_an_exact_count_among_them_is_found(leak: Leak, database: Database, tmp_path: Path) -> None:
    found = [_unexplained(database, tmp_path / str(n), Random(n)) for n in range(ROUNDS)]
    _tell("R13 values that no one is told", _named(leak), database, sum(map(len, found)), "found")
    assert {len(values) for values in found} == {1}


def test_answers_that_the_digest_cannot_tell_apart_leave_the_same_tables(
    database: Database, tmp_path: Path, seeded: Seed
) -> None:
    differing = _differing(database, tmp_path, seeded)
    _tell("R3 answers alike in the digest", "Holdspace", database, differing, "identical")
    assert differing == 0


@pytest.mark.parametrize("leak", LEAKS, indirect=True)
def test_tables_that_keep_an_exact_count_differ(
    leak: Leak, database: Database, tmp_path: Path, seeded: Seed
) -> None:
    differing = _differing(database, tmp_path, seeded)
    _tell("R13 answers alike in the digest", _named(leak), database, differing, "found")
    assert differing == ROUNDS


def _unexplained(db: Database, folder: Path, random: Random) -> list[str]:
    """One round from empty tables to its digest."""
    design, now = _opened(db, folder), CLOSES + timedelta(hours=2)
    before = dumped(db)
    for person in random.sample(PEOPLE, random.randrange(8, 13)):
        levels = {item.key: random.randrange(3) for item in _template(design).items}
        design.scene.submit(design.round_id, person, Answer(levels, canary(random.randrange(50))))
    design.close()
    after = dumped(db)
    (prompt,) = digest_prompts([design.scene.team], now, now + WEEK)
    message = db.now(compose_digest, design.scene.words, prompt)
    assert message
    told = Reader(design.scene.words, _template(design), message.text, design.round_id, now)
    return list(told.unexplained(before, after))


def _differing(db: Database, folder: Path, seeded: Seed) -> int:
    """Of so many pairs of rounds, those that leave other tables than their twins."""
    count = 0
    for number in range(ROUNDS):
        random, left = Random(number), []
        for which, given in enumerate(_alike(random)):
            seeded(number)
            design = _opened(db, folder / f"{number}-{which}")
            for person, answer in given.items():
                design.scene.submit(design.round_id, person, answer)
            close_rounds.close_due_rounds(db, design.scene.keys, design.now + (CLOSES - OPENS))
            left.append(dump(db))
        count += left[0] != left[1]
    return count


def _alike(random: Random) -> tuple[Given, Given]:
    """Two sets of answers with the same comments and in the same bands, but not in number."""
    share = random.choice(("few", "some", "most"))
    first, second = random.sample((10, 11, 12), 2)
    return _given(random, first, share), _given(random, second, share)


def _given(random: Random, answered: int, share: str) -> Given:
    """Of ten invited or more, up to three are few, and up to three less than all are most."""
    ranges = {"few": (0, 3), "some": (4, answered - 4), "most": (answered - 3, answered)}
    concerned = random.randint(*ranges[share])
    people = random.sample(PEOPLE, answered)
    worried = random.sample(people, concerned)
    said = dict(zip(random.sample(people, len(TEXTS)), TEXTS, strict=True))
    return {
        one: Answer({ITEM: random.randint(1, 2) if one in worried else 0}, said.get(one, ""))
        for one in people
    }


def _opened(db: Database, folder: Path) -> Holdspace:
    db.now(empty)
    folder.mkdir()
    design = Holdspace(db, folder, Random(1))
    design.open(PEOPLE, ())
    return design


def _template(design: Holdspace) -> Any:  # noqa: ANN401 - see Round
    return design.scene.found(design.round_id).template


def _named(leak: Leak) -> str:
    return (leak.__doc__ or "").rstrip(".")


def _tell(attack: str, design: str, db: Database, found: int, verdict: str) -> None:
    saw = f"{ROUNDS} rounds on {'SQLite' if db.is_sqlite else 'PostgreSQL'}"
    tell(Line(attack, design, saw, str(found), "0" if design == "Holdspace" else "all", verdict))
