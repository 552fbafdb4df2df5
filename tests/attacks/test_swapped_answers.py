"""R1: two runs, alike in everything but that two people's answers are exchanged."""

import json
import secrets
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from nacl.public import PrivateKey
from sqlalchemy import Connection, text

from bot.store import schema
from bot.store.database import Database
from bot.store.tables import metadata, survey_slot
from bot.use_cases.close_rounds import close_due_rounds
from tests.attacks.campaign import PEOPLE
from tests.attacks.designs import Holdspace
from tests.attacks.report import Line, tell
from tests.attacks.settings import TWINS
from tests.attacks.wire import PEOPLE as ON_THE_WIRE
from tests.attacks.wire import START, TEAM, Listener, Week, calls
from tests.support.practice import OpenStage
from tests.support.survey_scene import CLOSES, OPENS

SECRET = "0" * 64
Seen = list[str]


@pytest.fixture
def seeded(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Puts the same numbers under all that Holdspace draws by chance."""

    def seed(number: int) -> None:
        random = Random(number)
        monkeypatch.setattr(secrets, "token_hex", lambda size=32: random.randbytes(size).hex())
        monkeypatch.setattr(PrivateKey, "generate", lambda: PrivateKey(random.randbytes(32)))
        monkeypatch.setattr(close_due_rounds, "__defaults__", (Random(number),))

    return seed


def test_nothing_stored_changes_when_two_people_exchange_their_answers(
    database_url: str, tmp_path: Path, seeded: Callable[[int], None], request: pytest.FixtureRequest
) -> None:
    db = Database(database_url)
    random = Random(1)
    differing = 0
    for number in range(TWINS):
        order = random.sample(PEOPLE, len(PEOPLE))
        said = {person: f"comment {random.random()}" for person in PEOPLE}
        first, second = random.sample(PEOPLE, 2)
        swapped = said | {first: said[second], second: said[first]}
        runs = []
        for which, answers in enumerate((said, swapped)):
            seeded(number)
            runs.append(_run(db, tmp_path / f"{number}-{which}", order, answers, number))
        differing += runs[0] != runs[1]
    db.close()
    _tell(
        "tables after every step", str(differing), f"{TWINS} twin runs, {request.node.callspec.id}"
    )
    assert differing == 0


def _run(db: Database, folder: Path, order: list[str], said: dict[str, str], number: int) -> Seen:
    """One round from nothing; all that the tables hold after each step, but for ciphertext."""
    db.now(_clear)
    db.now(schema.upgrade)
    folder.mkdir()
    design = Holdspace(db, folder, Random(number))
    design.open(PEOPLE, ())
    seen = [_dump(db)]
    for person in order:
        level = Random(said[person])
        design.random = level
        design.submit(person, said[person])
        seen.append(_dump(db))
    now = design.now + (CLOSES - OPENS)
    close_due_rounds(db, design.scene.keys, now)
    return [*seen, _dump(db)]


def _clear(tx: Connection) -> None:
    for table in (*reversed(metadata.sorted_tables), "alembic_version"):
        tx.execute(text(f"DROP TABLE IF EXISTS {getattr(table, 'name', table)}"))


def _dump(db: Database) -> str:
    """Every row of every table as text; of what is sealed, only how long it is."""
    with db.engine.connect() as tx:
        return json.dumps(
            {
                table.name: [
                    {name: _open(table.name, value) for name, value in row.items()}
                    for row in tx.execute(table.select()).mappings()
                ]
                for table in metadata.sorted_tables
            },
            default=str,
        )


def _open(table: str, value: object) -> object:
    is_sealed = table == survey_slot.name and isinstance(value, bytes) and len(value) > 100
    return len(value) if is_sealed and isinstance(value, bytes) else value


async def test_nothing_on_the_wire_changes_when_two_people_exchange_their_answers(
    open_stage: OpenStage, seeded: Callable[[int], None], listener: Listener
) -> None:
    said = {person: f"comment of {n}" for n, person in enumerate(ON_THE_WIRE)}
    first, second = ON_THE_WIRE[2], ON_THE_WIRE[7]
    runs = []
    for answers in (said, said | {first: said[second], second: said[first]}):
        seeded(3)
        listener.lines.clear()
        stage = await open_stage(TEAM, START)
        order = [(person, answers[person]) for person in Random(4).sample(ON_THE_WIRE, 12)]
        await Week(stage).play(order, dict.fromkeys(ON_THE_WIRE, "1"))
        said_by_app = [call.get("request", call["response"]) for call in calls(stage)]
        runs.append((said_by_app, ours(listener), _dump(stage.db)))
    _tell("Slack calls, log, tables", str(int(runs[0] != runs[1])), "1 twin run on the wire")
    for one, other in zip(*runs, strict=True):
        assert one == other
        assert one


def ours(listener: Listener) -> Seen:
    """Lines of Holdspace's own: those of libraries come as sockets happen to be read."""
    names = ("bot", "handlers", "schedules")
    return [line for line in listener.lines if line.startswith(names)]


def _tell(what: str, differing: str, saw: str) -> None:
    verdict = "identical" if differing == "0" else "DIFFERS"
    tell(Line(f"R1 swap, {what}", "Holdspace", saw, f"{differing} differ", "0", verdict))
