"""R2 to R5: what lies on disk, in a database server, in backups and in the environment."""

from pathlib import Path
from random import Random

from bot.store.database import Database
from tests.attacks import attackers
from tests.attacks.burglary import open_sealed
from tests.attacks.campaign import attack
from tests.attacks.designs import Holdspace
from tests.attacks.grounds import Ground
from tests.attacks.guessing import bound
from tests.attacks.report import Line, tell
from tests.attacks.settings import STORED as ROUNDS

ON_ANY = {
    "R2 pairs of copies": attackers.pairs_of_copies,
    "R2 order of changes and of release": attackers.order_of_changes,
    "R2 order of roster and of release": attackers.order_of_roster,
    "R2 order of slots and of release": attackers.order_of_keys,
    "R2 order of rows": attackers.order_of_rows,
    "R2 raw bytes": attackers.nearest_bytes,
    "R2 bytes left by deleting": attackers.deleted_bytes,
    "R2 lengths": attackers.lengths,
    "R3 person and answer in one row": attackers.same_row,
    "R4 keys from environment and key files": open_sealed,
}
ON_SQLITE = {"R2 cells salvaged from all pages": attackers.recovered}
ON_POSTGRES = {
    "R5 same transaction (xmin, old versions)": attackers.same_transaction,
    "R5 next transaction": attackers.next_transaction,
    "R5 WAL segments": attackers.write_ahead_log,
    "R5 server's log, every statement": attackers.server_log,
}

ALWAYS_CLAIM = {
    "R2 order of changes and of release",
    "R2 order of roster and of release",
    "R2 order of slots and of release",
    "R2 order of rows",
    "R2 lengths",
}
"""They have an order to go by, if one of no worth. The others must not even see a link: that is one
answer in all rounds too many, where chance would hide a few."""


def test_whoever_copies_all_that_is_stored_links_no_answer_beyond_chance(
    database: Database, ground: Ground, tmp_path: Path
) -> None:
    which = ON_ANY | (ON_SQLITE if database.is_sqlite else ON_POSTGRES)
    design = Holdspace(database, tmp_path, Random(7))
    found = attack(design, ground, which, ROUNDS)
    for name, score in found.scores.items():
        most = f"at most {bound(ROUNDS)} of {score.possible}"
        saw = f"{ROUNDS} rounds on {ground.name}"
        tell(Line(name, "Holdspace", saw, str(score.found), most, score.verdict))
    assert found.traces == []
    assert {name: score for name, score in found.scores.items() if not score.is_chance} == {}
    assert {name for name, score in found.scores.items() if score.claimed} <= ALWAYS_CLAIM
