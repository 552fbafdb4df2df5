"""R2 to R4 and R12 once more, on the files of the running app that people answer over the wire."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from bot.store.tables import survey_release, survey_round
from tests.attacks import attackers
from tests.attacks.burglary import open_sealed
from tests.attacks.campaign import answers_in_order, canary, traces
from tests.attacks.evidence import Evidence, Snapshot
from tests.attacks.grounds import SqliteGround
from tests.attacks.guessing import Score, bound
from tests.attacks.report import Line, tell
from tests.attacks.settings import ON_DISK as ROUNDS
from tests.attacks.wire import PEOPLE, START, TEAM, Week, slots
from tests.support.practice import OpenStage, Stage

ATTACKERS = (
    attackers.pairs_of_copies,
    attackers.order_of_changes,
    attackers.order_of_keys,
    attackers.nearest_bytes,
    attackers.same_row,
    attackers.recovered,
    attackers.lengths,
    open_sealed,
)
ALWAYS_CLAIM = {"pairs_of_copies", "order_of_changes", "order_of_keys", "lengths"}
"""They have an order to go by, if one of no worth: the close plans something for all invited."""


async def test_copies_of_the_running_apps_files_after_every_answer_link_nothing(
    open_stage: OpenStage, tmp_path: Path
) -> None:
    stage, random = await open_stage(TEAM, START), Random(6)
    scores = {one.__name__: Score() for one in ATTACKERS}
    for number in range(ROUNDS):
        truth, evidence = await _play(stage, number, tmp_path, random)
        assert traces(evidence) == []
        for attacker in ATTACKERS:
            scores[attacker.__name__].add(evidence, attacker(evidence), random, truth)
    for name, score in scores.items():
        most, saw = f"at most {bound(ROUNDS)} of {score.possible}", f"{ROUNDS} rounds of the app"
        what = f"R2 the running app's files, {name.replace('_', ' ')}"
        tell(Line(what, "Holdspace", saw, str(score.found), most, score.verdict))
    assert {name: score for name, score in scores.items() if not score.is_chance} == {}
    assert {name for name, score in scores.items() if score.claimed} <= ALWAYS_CLAIM


async def _play(
    stage: Stage, number: int, folder: Path, random: Random
) -> tuple[dict[str, str], Evidence]:
    """A week, copied after every answer, at the close and after it."""
    ground = SqliteGround(Path(str(stage.db.engine.url.database)), folder)
    options = tuple(canary(size) for size in range(24))
    order, truth = answers_in_order(random, PEOPLE, options, revises=number % 2 == 0)
    copies: list[Snapshot] = []

    async def copy() -> str:
        copies.append(ground.snapshot("answer" if copies else "open"))
        return ""

    await Week(stage, number).play(order, dict.fromkeys(PEOPLE, "1"), copy)
    copies.append(ground.snapshot("close"))
    copies.append(ground.snapshot("tidied"))
    withdrawn = {answer for _, answer in order} - {*truth.values()}
    return truth, replace(_evidence(stage, truth, copies), withdrawn=tuple(withdrawn))


def _evidence(stage: Stage, truth: dict[str, str], copies: list[Snapshot]) -> Evidence:
    """With the app's own secret, and what its key directory holds of the round in the end."""
    settings = stage.practice.app._settings  # noqa: SLF001 - what an operator has in .env
    with stage.db.engine.connect() as tx:
        query = select(survey_release.c.round).order_by(survey_release.c.released_at.desc())
        round_id = tx.scalars(query).first()
    return Evidence(
        people=PEOPLE,
        answers=tuple(sorted(truth.values())),
        names={person.encode(): person for person in PEOPLE} | slots(stage),
        snapshots=tuple(copies),
        environment={"HOLDSPACE_SECRET": settings.holdspace_secret.get_secret_value()},
        key_files={
            path.name: path.read_bytes()
            for path in settings.round_key_dir.iterdir()
            if path.stem == round_id
        },
    )


@pytest.mark.parametrize("copies", [11])
async def test_a_ballot_copied_while_the_app_runs_leaves_too_few_to_release(
    open_stage: OpenStage, copies: int
) -> None:
    stage = await open_stage(TEAM, START)
    week = Week(stage)
    await week.at(days=0, hours=16)
    await week.answer(PEOPLE[0], {"item.confidentiality": "2", "comment": canary(3)})
    its = stage.practice.app.services
    with stage.db.engine.begin() as tx:
        (round_id,) = tx.scalars(select(survey_round.c.id))
        mine = its.sealer.slot(round_id, PEOPLE[0])
        copy = "UPDATE survey_slot SET sealed = (SELECT sealed FROM survey_slot WHERE slot = ?)"
        assert tx.exec_driver_sql(copy, (mine,)).rowcount == copies + 1
    await week.at(days=4, hours=22)
    with stage.db.engine.connect() as tx:
        assert tx.execute(select(survey_release)).all() == []
        assert tx.scalar(select(survey_round.c.state)) == "held"
