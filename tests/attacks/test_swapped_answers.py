"""R1: two runs, alike in everything but that two people's answers are exchanged."""

from pathlib import Path
from random import Random

import pytest

from bot.store import schema
from bot.store.database import Database
from bot.use_cases.close_rounds import close_due_rounds
from tests.attacks.campaign import PEOPLE, canary
from tests.attacks.designs import Holdspace
from tests.attacks.report import Line, tell
from tests.attacks.settings import TWINS, WIRE_TWINS
from tests.attacks.twins import Seed, dump, empty
from tests.attacks.wire import PEOPLE as ON_THE_WIRE
from tests.attacks.wire import START, TEAM, Listener, Week, calls
from tests.support.practice import staged
from tests.support.survey_scene import CLOSES, OPENS

SECRET = "0" * 64
Seen = list[str]


def test_nothing_stored_changes_when_two_people_exchange_their_answers(
    database_url: str, tmp_path: Path, seeded: Seed, request: pytest.FixtureRequest
) -> None:
    db = Database(database_url)
    db.now(schema.upgrade)
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
    db.now(empty)
    folder.mkdir()
    design = Holdspace(db, folder, Random(number))
    design.open(PEOPLE, ())
    seen = [dump(db)]
    for person in order:
        level = Random(said[person])
        design.random = level
        design.submit(person, said[person])
        seen.append(dump(db))
    now = design.now + (CLOSES - OPENS)
    close_due_rounds(db, design.scene.keys, now)
    return [*seen, dump(db)]


async def test_nothing_on_the_wire_changes_when_two_people_exchange_their_answers(
    tmp_path: Path, seeded: Seed, listener: Listener
) -> None:
    path, random, twins = tmp_path / "team.toml", Random(4), []
    path.write_text(TEAM, encoding="utf-8")
    for number in range(WIRE_TWINS):
        sizes = random.sample(range(24), 12)  # no two alike, so that a length would show
        said = {who: canary(size) for who, size in zip(ON_THE_WIRE, sizes, strict=True)}
        levels = {person: str(random.randrange(3)) for person in ON_THE_WIRE}
        first, second = random.sample(ON_THE_WIRE, 2)
        levels[first], levels[second] = random.sample(("0", "1", "2"), 2)
        order = _with_revisions(random)
        runs = []
        for other in ({}, {first: second, second: first}):
            seeded(number)
            listener.lines.clear()
            async with staged(path, START, tmp_path) as stage:
                its = [(person, said[other.get(person, person)]) for person in order]
                given = {person: levels[other.get(person, person)] for person in ON_THE_WIRE}
                await Week(stage).play(its, given)
                told = [call.get("request", call["response"]) for call in calls(stage)]
                runs.append((told, ours(listener), dump(stage.db)))
        twins.append(runs)
    differing = sum(one != other for one, other in twins)
    saw = f"{WIRE_TWINS} twin runs on the wire"
    _tell("Slack calls, log, tables", str(differing), saw)
    for runs in twins:
        for one, other in zip(*runs, strict=True):
            assert one == other
            assert one


def _with_revisions(random: Random) -> list[str]:
    """Everybody once, and some a second time, with the same answer."""
    return random.sample(ON_THE_WIRE, 12) + random.sample(ON_THE_WIRE, random.randrange(6))


def ours(listener: Listener) -> Seen:
    """Lines of Holdspace's own: those of libraries come as sockets happen to be read."""
    names = ("bot", "handlers", "schedules")
    return [line for line in listener.lines if line.startswith(names)]


def _tell(what: str, differing: str, saw: str) -> None:
    verdict = "identical" if differing == "0" else "DIFFERS"
    tell(Line(f"R1 swap, {what}", "Holdspace", saw, f"{differing} differ", "0", verdict))
