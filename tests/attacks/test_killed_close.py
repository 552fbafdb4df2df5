"""R11: the process that closes rounds is killed after each change it makes, and started again."""

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select, text, update
from sqlalchemy.engine import make_url

from bot.domain.prompts import Kind, State
from bot.domain.survey import Answer
from bot.store import schema
from bot.store.database import Database
from bot.store.tables import delivery, survey_release, survey_round, survey_slot
from bot.use_cases.close_rounds import KEY_MAY_COME_BACK
from bot.views.parts import metadata
from tests.attacks.campaign import canary
from tests.attacks.report import Line, tell
from tests.attacks.restarted import CHANNEL, lived_on
from tests.attacks.settings import IS_FULL
from tests.support.survey_scene import CLOSES, ITEM, Scene, a_team, peer, supervisor

ROOT = Path(__file__).parents[2]
FAR = 1_000_000
"""A change that no close reaches."""
MONTH = timedelta(weeks=4)
DIGEST = datetime.fromisoformat("2026-11-30T15:00:00+00:00")
"""An hour or two after it was sent."""
READER = supervisor().id
ENDINGS = {"released": (8, 8), "held": (6, 2), "unread": (6, 2), "void": (6, 6)}
"""How each of four rounds ends: how many are invited, and how many answer."""


@dataclass
class Killer:
    """The program that closes and is killed."""

    process: "subprocess.Popen[str]"

    def close(self, url: str, keys: Path, now: datetime, step: int) -> list[str]:
        """Nothing where it was killed; else the names of the changes that it made."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{url} {keys} {now.isoformat()} {step}\n")
        self.process.stdin.flush()
        said = self.process.stdout.readline().strip()
        return [] if said == "killed" else list(json.loads(said))


@pytest.fixture
def killer() -> Iterator[Killer]:
    command = [sys.executable, "-m", "tests.attacks.killed"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        yield Killer(process)


@dataclass
class Prepared:
    """Rounds that are due, ready to be copied: database, keys, whom they asked, what was said.

    All by how the round will end.
    """

    url: str
    keys: Path
    ids: dict[str, str]
    invited: dict[str, list[str]]
    said: set[str]
    now: datetime = CLOSES

    @property
    def people(self) -> list[str]:
        """Everybody in the workspace."""
        return [READER, *(person for people in self.invited.values() for person in people)]

    def copy(self, folder: Path, step: int) -> tuple[str, Path]:
        """The same rounds elsewhere."""
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
        """Away with a copy."""
        made = make_url(url)
        if made.get_backend_name() == "sqlite":
            Path(str(made.database)).unlink()
        else:
            self._admin(f"DROP DATABASE {made.database} WITH (FORCE)")

    def _admin(self, statement: str) -> None:
        server = make_url(self.url).set(database="postgres")
        engine = create_engine(server, isolation_level="AUTOCOMMIT")
        with engine.connect() as raw:
            raw.execute(text(statement))
        engine.dispose()


@pytest.fixture(params=[tuple(ENDINGS), ("held",)], ids=["all endings", "held alone"])
def prepared(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> Prepared:
    db = Database(database_url)
    db.now(schema.upgrade)
    scene = Scene(db, tmp_path, a_team(0, survey=None))
    made = Prepared(database_url, tmp_path / "keys", {}, {}, set())
    for number, ending in enumerate(request.param):
        _open(scene, made, ending, 20 * (number + 1))
    with db.engine.begin() as tx:  # The invitations went out long ago.
        tx.execute(update(delivery).values(state=State.SENT))
    db.scrub()
    db.close()
    return made


def _open(scene: Scene, made: Prepared, ending: str, first: int) -> None:
    """A team whose round is due, and will end like this."""
    invited, answers = ENDINGS[ending]
    people = [peer(number) for number in range(first, first + invited)]
    scene.save(replace(a_team(key=ending), channel=CHANNEL, members=(supervisor(), *people)))
    (round_id,) = scene.open()
    made.ids[ending], made.invited[ending] = round_id, [one.id for one in people]
    for one in people[:answers]:
        scene.submit(round_id, one.id, Answer({ITEM: 1}, said := canary(3)))
        made.said |= {said} if ending == "released" else set()
    if ending == "void":
        (made.keys / f"{round_id}.key").unlink()
        _change(scene.db, round_id, closes_at=CLOSES - KEY_MAY_COME_BACK)
    if ending == "unread":
        _change(scene.db, round_id, opened_at=CLOSES - MONTH, state="held")


def _change(db: Database, round_id: str, **values: object) -> None:
    with db.engine.begin() as tx:
        tx.execute(update(survey_round).where(survey_round.c.id == round_id).values(values))


async def test_killed_after_any_change_a_close_ends_each_round_once_and_leaves_no_key(
    prepared: Prepared, killer: Killer, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    names = _changes(prepared, killer, tmp_path)
    steps = _steps(names, prepared.url)
    ended = [await _survives(prepared, killer, tmp_path, step) for step in steps]
    where, which = request.node.callspec.params["database_url"], request.node.callspec.id
    saw = f"{len(steps)} of {len(names)} changes, {sum(ended)} after the commit, {where}"
    what = f"R11 SIGKILL during the close, {'held alone' if 'alone' in which else 'all endings'}"
    tell(Line(what, "Holdspace", saw, "0 lost, 0 twice", "0", "each told once"))
    assert {"execute", "commit"} <= set(names)
    assert len(prepared.ids) == 1 or {"write", "fsync", "unlink"} <= set(names)
    assert 0 < sum(ended) < len(steps)


def _steps(names: list[str], url: str) -> list[int]:
    """All of them; for the quick run a few, in the middle of the main transaction and after it."""
    every = range(1, len(names) + 1)
    if IS_FULL:
        return list(every)
    few = {len(names) // 2, len(names) - 2, _last(names, "unlink")} - {0}
    return sorted(few | {1, _last(names, "write")} - {0} if url.startswith("sqlite") else few)


def _last(names: list[str], name: str) -> int:
    return max((n for n, one in enumerate(names, 1) if one == name), default=0)


def _changes(prepared: Prepared, killer: Killer, folder: Path) -> list[str]:
    """What a close changes, seen on one that lives."""
    url, keys = prepared.copy(folder, FAR)
    names = killer.close(url, keys, prepared.now, FAR)
    assert _left(keys) == {prepared.ids["held"]}
    prepared.drop(url)
    return names


async def _survives(prepared: Prepared, killer: Killer, folder: Path, step: int) -> bool:
    """Kill, look, start the app again, look again. True where the commit had been made."""
    url, keys = prepared.copy(folder, step)
    assert killer.close(url, keys, prepared.now, step) == []
    before = _states(url)
    left = [ending for ending in prepared.ids if before[ending] == _of_open(ending)]
    assert left in ([], list(prepared.ids))  # all of them or none
    posted = await lived_on(url, keys, prepared.people, prepared.now, DIGEST)
    assert posted.messages == _expected(prepared)
    assert {posted.text.count(answer) for answer in prepared.said} <= {1}
    assert _states(url) == {ending: ending for ending in prepared.ids}
    assert _kept(url) == (
        [prepared.said] if "released" in prepared.ids else [],
        {prepared.ids["held"]},
    )
    assert _left(keys) == {prepared.ids["held"]}
    prepared.drop(url)
    return not left


def _left(keys: Path) -> set[str]:
    """The rounds that have a key."""
    return {path.stem for path in keys.glob("*.key")}


def _of_open(ending: str) -> str:
    return "held" if ending == "unread" else "open"


def _expected(prepared: Prepared) -> Counter[tuple[str, str]]:
    """Everybody who was asked hears once how it went on, and the supervisor gets one digest."""
    told = {"held": Kind.SURVEY_HELD, "unread": Kind.SURVEY_ENDED, "void": Kind.SURVEY_ENDED}
    notices = [
        (_type(told[ending]), person)
        for ending, people in prepared.invited.items()
        if ending in told
        for person in people
    ]
    return Counter([*notices, (_type(Kind.DIGEST), READER)])


def _type(kind: Kind) -> str:
    return str(metadata(kind)["event_type"])


def _states(url: str) -> dict[str, str]:
    """Where each round stands, by its team, which is called after its ending."""
    db = Database(url)
    with db.engine.connect() as tx:
        rows = tx.execute(select(survey_round.c.group, survey_round.c.state))
        found = {str(group): str(state) for group, state in rows}
    db.close()
    return found


def _kept(url: str) -> tuple[list[set[str]], set[str]]:
    """The comments of each release, and the rounds that still have slots."""
    db = Database(url)
    with db.engine.connect() as tx:
        releases = [
            set(found["comments"]) for found in tx.scalars(select(survey_release.c.document))
        ]
        slots = set(tx.scalars(select(survey_slot.c.round)))
    db.close()
    return releases, slots
