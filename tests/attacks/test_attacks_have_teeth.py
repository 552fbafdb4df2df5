"""R13: the same attackers on designs that leak. If they miss, the suite proves nothing."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from bot.store.database import Database
from tests.attacks import attackers, leaky
from tests.attacks.attackers import Attacker
from tests.attacks.burglary import open_sealed
from tests.attacks.campaign import attack
from tests.attacks.grounds import Ground
from tests.attacks.guessing import TEETH
from tests.attacks.report import Line, tell
from tests.attacks.settings import TEETH_ROUNDS as ROUNDS

SQLITE: dict[type[leaky.Leaky], list[Attacker]] = {
    leaky.Named: [attackers.same_row, attackers.nearest_bytes],
    leaky.RandomKey: [attackers.order_of_rows],
    leaky.WithoutRowid: [attackers.pairs_of_copies],
    leaky.Counters: [attackers.pairs_of_copies],
    leaky.Deleted: [attackers.deleted_bytes, attackers.write_ahead_log],
    leaky.Dropped: [attackers.recovered, attackers.deleted_bytes],
    leaky.Sealed: [open_sealed],
    leaky.Unpadded: [attackers.lengths],
    leaky.Unshuffled: [attackers.order_of_changes],
    leaky.InTheOrderOfPeople: [attackers.order_of_keys, attackers.order_of_roster],
}
POSTGRES: dict[type[leaky.Leaky], list[Attacker]] = {
    leaky.Named: [attackers.same_row, attackers.nearest_bytes, attackers.server_log],
    leaky.RandomKey: [attackers.order_of_rows],
    leaky.OneTransaction: [attackers.pairs_of_copies, attackers.same_transaction],
    leaky.InSequence: [attackers.next_transaction],
    leaky.Counters: [attackers.pairs_of_copies, attackers.same_transaction],
    leaky.Deleted: [attackers.deleted_bytes, attackers.write_ahead_log],
    leaky.Sealed: [open_sealed],
    leaky.Unpadded: [attackers.lengths],
    leaky.Unshuffled: [attackers.order_of_changes],
    leaky.InTheOrderOfPeople: [attackers.order_of_keys, attackers.order_of_roster],
}
STEADY = {leaky.RandomKey, leaky.Counters, leaky.InSequence, leaky.OneTransaction, leaky.Deleted}
"""Designs under which nobody revises: a revision would only blur what the attacker sees."""


@pytest.fixture(scope="module")
def bare_postgres(postgres: str) -> Iterator[str]:
    """One empty database for all of these: making one takes longer than attacking it."""
    engine = create_engine(postgres, isolation_level="AUTOCOMMIT")
    name = f"leaky_{os.getpid()}"
    with engine.connect() as raw:
        raw.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(postgres).set(database=name).render_as_string(hide_password=False)
    with engine.connect() as raw:
        raw.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture
def database(request: pytest.FixtureRequest, sqlite_url: str) -> Iterator[Database]:
    """Without our tables, whichever is asked for."""
    is_sqlite = request.param == "sqlite"
    db = Database(sqlite_url if is_sqlite else request.getfixturevalue("bare_postgres"))
    yield db
    db.close()


@pytest.mark.parametrize(
    ("database", "design"),
    [("sqlite", design) for design in SQLITE] + [("postgres", design) for design in POSTGRES],
    indirect=["database"],
)
def test_the_attackers_link_nearly_all_of_a_design_that_leaks(
    design: type[leaky.Leaky], database: Database, ground: Ground, tmp_path: Path
) -> None:
    which = (SQLITE if database.is_sqlite else POSTGRES)[design]
    made = design(database, tmp_path, revises=design not in STEADY)
    found = attack(made, ground, {one.__name__.replace("_", " "): one for one in which}, ROUNDS)
    for name, score in found.scores.items():
        verdict = "linked, as it must" if score.has_teeth else "TOOTHLESS"
        links, saw = f"{score.found} of {score.possible}", f"{ROUNDS} rounds on {ground.name}"
        tell(Line(f"R13 {name}", made.name, saw, links, f"at least {TEETH:.0%}", verdict))
    assert {name: score for name, score in found.scores.items() if not score.has_teeth} == {}
