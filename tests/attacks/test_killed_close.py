"""R11: the process that closes rounds is killed at each step, and started again."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.engine import make_url

from bot.content import catalogue
from bot.domain.digest import digest_prompts
from bot.domain.survey import Answer
from bot.seal.keys import RoundKeys
from bot.store import schema, teams
from bot.store.database import Database
from bot.store.tables import survey_release, survey_round, survey_slot
from bot.use_cases.close_rounds import close_due_rounds, sweep
from bot.use_cases.weekly_digest import compose_digest
from tests.attacks.campaign import PEOPLE, canary
from tests.attacks.designs import Holdspace
from tests.attacks.report import Line, tell
from tests.attacks.settings import IS_FULL
from tests.support.survey_scene import CLOSES, ITEM, OPENS, a_team, peer, supervisor

ROOT = Path(__file__).parents[2]
WORDS = catalogue.load()
FAR = 1_000_000
"""A step that no close reaches."""


@dataclass
class Killer:
    """The program that closes and is killed."""

    process: "subprocess.Popen[str]"

    def close(self, url: str, keys: Path, now: datetime, step: int) -> int:
        """0 where it was killed; else how many steps it had."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{url} {keys} {now.isoformat()} {step}\n")
        self.process.stdin.flush()
        said = self.process.stdout.readline().strip()
        return 0 if said == "killed" else int(said)


@pytest.fixture
def killer() -> Iterator[Killer]:
    command = [sys.executable, "-m", "tests.attacks.killed"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        yield Killer(process)


@dataclass
class Prepared:
    """Two rounds that are due, ready to be copied: database, keys, and what was said in each."""

    url: str
    keys: Path
    now: datetime
    said: dict[str, set[str]]

    def copy(self, folder: Path, step: int) -> tuple[str, Path]:
        """The same round elsewhere."""
        keys = folder / f"keys-{step}"
        shutil.copytree(self.keys, keys)
        made = make_url(self.url)
        if made.get_backend_name() == "sqlite":
            shutil.copy(str(made.database), folder / f"{step}.db")
            return f"sqlite:///{folder}/{step}.db", keys
        name = f"{made.database}_{step}"
        self._admin(f"CREATE DATABASE {name} TEMPLATE {made.database}")
        return made.set(database=name).render_as_string(hide_password=False), keys

    def drop(self, url: str) -> None:
        """Away with a copy on a server."""
        made = make_url(url)
        if made.get_backend_name() != "sqlite":
            self._admin(f"DROP DATABASE {made.database} WITH (FORCE)")

    def _admin(self, statement: str) -> None:
        server = make_url(self.url).set(database="postgres")
        engine = create_engine(server, isolation_level="AUTOCOMMIT")
        with engine.connect() as raw:
            raw.execute(text(statement))
        engine.dispose()


@pytest.fixture
def prepared(database_url: str, tmp_path: Path) -> Prepared:
    db = Database(database_url)
    db.now(schema.upgrade)
    design = Holdspace(db, tmp_path, Random(1))
    design.open(PEOPLE, ())
    scene, cadence = design.scene, design.scene.team.survey
    people = (supervisor("UOTHER"), *(peer(number) for number in range(20, 32)))
    scene.save(replace(a_team(key="shore", survey=cadence), members=people))
    (second,) = scene.open(design.now)
    said: dict[str, set[str]] = {design.round_id: set(), second: set()}
    for round_id, numbers in {design.round_id: range(12), second: range(20, 28)}.items():
        for number in numbers:
            said[round_id].add(answer := canary(number))
            scene.submit(round_id, peer(number).id, Answer({ITEM: 1}, answer))
    db.scrub()
    db.close()
    now = design.now + (CLOSES - OPENS)
    return Prepared(database_url, tmp_path / "keys", now, said)


def test_killed_at_any_step_a_close_leaves_one_release_and_no_key(
    prepared: Prepared, killer: Killer, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    last = _last_step(prepared, killer, tmp_path)
    after = sum(_survives(prepared, killer, tmp_path, step) for step in _steps(last, prepared.url))
    count = len(_steps(last, prepared.url))
    where = request.node.callspec.id
    told = f"{count} of {last} steps, {after} after the commit, {where}"
    tell(
        Line(
            "R11 SIGKILL during the close", "Holdspace", told, "0 lost, 0 twice", "0", "one release"
        )
    )
    assert 0 < after < count


def _steps(last: int, url: str) -> list[int]:
    """Some from all over, and more where the commit and the end of the keys are."""
    few = {(True, True): 240, (True, False): 48, (False, True): 12, (False, False): 4}
    number = few[IS_FULL, url.startswith("sqlite")]
    spread = range(1, last, max(last // (number // 2), 1))
    late = range(last * 3 // 4, last, max(last // (number * 2), 1))
    return sorted({*spread, *late, last - 3})


def _last_step(prepared: Prepared, killer: Killer, folder: Path) -> int:
    """How many steps a close has, counted on one that lives."""
    url, keys = prepared.copy(folder, FAR)
    steps = killer.close(url, keys, prepared.now, FAR)
    prepared.drop(url)
    return steps


def _survives(prepared: Prepared, killer: Killer, folder: Path, step: int) -> bool:
    """Kill, look, start again, look again. True where the commit had been made."""
    url, place = prepared.copy(folder, step)
    assert killer.close(url, place, prepared.now, step) == 0
    db = Database(url)
    before = _releases(db)
    keys = RoundKeys(place)
    sweep(db, keys)
    close_due_rounds(db, keys, prepared.now)
    releases = _releases(db)
    assert {of: set(found["comments"]) for of, found in releases.items()} == prepared.said
    assert before.items() <= releases.items()
    with db.engine.connect() as tx:
        assert tx.scalar(select(func.count()).select_from(survey_slot)) == 0
        assert set(tx.scalars(select(survey_round.c.state))) == {"released"}
    assert list(place.iterdir()) == []
    assert close_due_rounds(db, keys, prepared.now) == 0
    _told_once(db, prepared)
    db.close()
    prepared.drop(url)
    return bool(before)


def _releases(db: Database) -> dict[str, dict[str, list[str]]]:
    columns = survey_release.c
    with db.engine.connect() as tx:
        return {
            of: dict(found) for of, found in tx.execute(select(columns.round, columns.document))
        }


def _told_once(db: Database, prepared: Prepared) -> None:
    """The digests after it have each comment, and have it once."""
    due = digest_prompts(db.now(teams.every), prepared.now, prepared.now + timedelta(weeks=1))
    messages = [db.now(compose_digest, WORDS, prompt) for prompt in due]
    text = "\n".join(message.text for message in messages if message)
    said = set().union(*prepared.said.values())
    assert {text.count(answer) for answer in said} == {1}
