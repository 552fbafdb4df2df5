"""R13 for R6 to R9: the same attackers on a log, calls and figures that leak."""

import logging
from collections.abc import Iterator
from random import Random

import pytest

from bot.log import QUIET
from tests.attacks.attackers import Attacker
from tests.attacks.campaign import answers_in_order, canary
from tests.attacks.evidence import Evidence
from tests.attacks.guessing import TEETH, Score, guess
from tests.attacks.report import Line, tell
from tests.attacks.settings import TEETH_ROUNDS as ROUNDS
from tests.attacks.wire import PEOPLE, START, TEAM, Listener, attack_week
from tests.attacks.wire_attackers import call_arguments, live_figures, log_lines, order_of_digest
from tests.support.practice import OpenStage


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


def test_an_invitation_edited_to_show_what_was_said_gives_every_answer_away() -> None:
    rounds = [_round(Random(n), calls=True) for n in range(ROUNDS)]
    _report("call arguments", "An invitation edited when it is answered", call_arguments, rounds)


def test_a_digest_in_the_order_of_answers_gives_every_answer_away() -> None:
    rounds = [_round(Random(n), calls=True) for n in range(ROUNDS)]
    _report("order of digest", "A digest in the order of answers", order_of_digest, rounds)


def test_live_figures_give_every_answer_away() -> None:
    rounds = [_round(Random(n), metrics=True) for n in range(ROUNDS)]
    _report("live figures", "Counts shown while a round is open", live_figures, rounds)


def _round(
    random: Random, *, calls: bool = False, metrics: bool = False
) -> tuple[dict[str, str], Evidence]:
    """A round as a leaky app would show it: what it posts, or what it counts."""
    options = tuple(canary(size) for size in range(12))
    order, truth = answers_in_order(random, PEOPLE, options, revises=False)
    edits = [
        f'{{"method": "chat.update", "channel": "{who}", "text": "{said}"}}' for who, said in order
    ]
    digest = " ".join(said for _, said in order)
    pages = ["\n".join(said for _, said in order[:n]) for n in range(len(order) + 1)]
    return truth, Evidence(
        people=PEOPLE,
        answers=tuple(sorted(truth.values())),
        names={person.encode(): person for person in PEOPLE},
        calls=(*edits, digest) if calls else (),
        metrics=tuple(pages) if metrics else (),
        seen_at_work=tuple(person for person, _ in order),
    )


def _report(
    name: str, design: str, attacker: Attacker, rounds: list[tuple[dict[str, str], Evidence]]
) -> None:
    score, random = Score(), Random(1)
    for truth, evidence in rounds:
        score.add(guess(evidence, attacker(evidence), random), truth)
    verdict = "linked, as it must" if score.has_teeth else "TOOTHLESS"
    found = f"{score.found} of {score.possible}"
    saw = f"{score.rounds} rounds"
    tell(Line(f"R13 {name}", design, saw, found, f"at least {TEETH:.0%}", verdict))
    assert score.has_teeth
