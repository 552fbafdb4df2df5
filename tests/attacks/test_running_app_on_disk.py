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
from tests.attacks.guessing import Score, bound, guess
from tests.attacks.wire import PEOPLE, START, TEAM, Week
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


async def test_copies_of_the_running_apps_files_after_every_answer_link_nothing(
    open_stage: OpenStage, tmp_path: Path
) -> None:
    stage, random = await open_stage(TEAM, START), Random(6)
    ground = SqliteGround(Path(str(stage.db.engine.url.database)), tmp_path)
    options = tuple(canary(size) for size in range(24))
    order, truth = answers_in_order(random, PEOPLE, options, revises=True)
    copies: list[Snapshot] = []

    async def copy() -> str:
        copies.append(ground.snapshot("answer"))
        return ""

    await Week(stage).play(order, dict.fromkeys(PEOPLE, "1"), copy)
    copies.append(ground.snapshot("close"))
    copies.append(ground.snapshot("tidied"))
    evidence = _evidence(stage, truth, copies)
    withdrawn = {answer for _, answer in order} - {*truth.values()}
    assert traces(replace(evidence, withdrawn=tuple(withdrawn))) == []
    scores = {one.__name__: Score() for one in ATTACKERS}
    for attacker in ATTACKERS:
        scores[attacker.__name__].add(guess(evidence, attacker(evidence), random), truth)
    assert max(score.found for score in scores.values()) <= bound(1), scores


def _evidence(stage: Stage, truth: dict[str, str], copies: list[Snapshot]) -> Evidence:
    """With the app's own secret, and what its key directory holds in the end: nothing."""
    its = stage.practice.app.services
    settings = stage.practice.app._settings  # noqa: SLF001 - what an operator has in .env
    with stage.db.engine.connect() as tx:
        round_id = tx.scalars(select(survey_round.c.id).order_by(survey_round.c.opened_at)).first()
        assert tx.execute(select(survey_release)).all()
    slots = {its.sealer.slot(str(round_id), person): person for person in PEOPLE}
    return Evidence(
        people=PEOPLE,
        answers=tuple(sorted(truth.values())),
        names={person.encode(): person for person in PEOPLE} | slots,
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
