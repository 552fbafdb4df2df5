"""R13 for R6 to R9: the same attackers on a log, calls and figures that leak."""

import logging
from collections.abc import Iterator
from random import Random

import pytest

from bot.log import QUIET
from tests.attacks import leaky_app
from tests.attacks.attackers import Attacker
from tests.attacks.evidence import Evidence
from tests.attacks.guessing import TEETH, Score
from tests.attacks.operator_page import act_as_operator, told_by
from tests.attacks.report import Line, tell
from tests.attacks.settings import LEAKY_WEEKS as ROUNDS
from tests.attacks.wire import PEOPLE, START, TEAM, Listener, attack_week
from tests.attacks.wire_attackers import call_arguments, live_figures, log_lines, order_of_digest
from tests.support.practice import OpenStage, Stage


@pytest.fixture
def bare_log() -> Iterator[Listener]:
    """Everything at DEBUG; whoever uses this takes Holdspace's allow-list away."""
    root, heard, factory = logging.getLogger(), Listener(), logging.getLogRecordFactory()
    levels = {name: logging.getLogger(name).level for name in (None, *QUIET)}
    for name in levels:
        logging.getLogger(name).setLevel(logging.DEBUG)
    root.addHandler(heard)
    yield heard
    root.removeHandler(heard)
    logging.setLogRecordFactory(factory)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


async def test_slacks_own_libraries_at_debug_give_every_answer_away(
    open_stage: OpenStage, bare_log: Listener
) -> None:
    stage = await open_stage(TEAM, START)
    logging.setLogRecordFactory(logging.LogRecord)
    truth, evidence = await attack_week(stage, 1, Random(3), bare_log)
    _report(
        "log lines", "Bolt's log at DEBUG, without the allow-list", log_lines, [(truth, evidence)]
    )


LEAKS: dict[leaky_app.Leak, Attacker] = {
    leaky_app.edits_the_invitation: call_arguments,
    leaky_app.digest_in_order: order_of_digest,
    leaky_app.figures_so_far: live_figures,
}


@pytest.fixture
async def stage(open_stage: OpenStage, monkeypatch: pytest.MonkeyPatch) -> Stage:
    made = await open_stage(TEAM, START)
    act_as_operator(made, monkeypatch)
    return made


@pytest.mark.parametrize("leak", LEAKS)
async def test_an_app_that_leaks_gives_every_answer_away_with_revisions_and_without(
    leak: leaky_app.Leak,
    stage: Stage,
    listener: Listener,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    attacker, random = LEAKS[leak], Random(4)
    leak(monkeypatch, stage)

    async def page() -> str:
        return await told_by(capsys, "survey", "list")

    look = page if attacker is live_figures else None
    rounds = [await attack_week(stage, n, random, listener, look) for n in range(ROUNDS)]
    assert {len(evidence.seen_at_work) > len(PEOPLE) for _, evidence in rounds} == {True, False}
    design = (leak.__doc__ or "").rstrip(".")
    _report(attacker.__name__.replace("_", " "), design, attacker, rounds)


def _report(
    name: str, design: str, attacker: Attacker, rounds: list[tuple[dict[str, str], Evidence]]
) -> None:
    score, random = Score(), Random(1)
    for truth, evidence in rounds:
        score.add(evidence, attacker(evidence), random, truth)
    verdict = "linked, as it must" if score.has_teeth else "TOOTHLESS"
    found = f"{score.found} of {score.possible}"
    saw = f"{score.rounds} rounds"
    tell(Line(f"R13 {name}", design, saw, found, f"at least {TEETH:.0%}", verdict))
    assert score.has_teeth
