"""Round after round of a design under attack."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from tests.attacks.attackers import BEFORE, Attacker
from tests.attacks.designs import Design
from tests.attacks.evidence import CANARY, Evidence, Snapshot
from tests.attacks.grounds import Ground
from tests.attacks.guessing import Score

PEOPLE = tuple(f"U{number:03}" for number in range(12))


@dataclass
class Campaign:
    """What each attacker found, and how often an answer stood anywhere before the close."""

    scores: dict[str, Score]
    traces: list[str] = field(default_factory=list)


def attack(
    design: Design, ground: Ground, attackers: Mapping[str, Attacker], rounds: int, seed: int = 1
) -> Campaign:
    """Play the rounds, hand each one's evidence to each attacker, and count what it links."""
    random = Random(seed)
    campaign = Campaign({name: Score() for name in attackers})
    for _ in range(rounds):
        truth, evidence = play(design, ground, random)
        campaign.traces += traces(evidence)
        for name, attacker in attackers.items():
            campaign.scores[name].add(evidence, attacker(evidence), random, truth)
    return campaign


def play(design: Design, ground: Ground, random: Random) -> tuple[dict[str, str], Evidence]:
    """One round in random order with random revisions, copied after every step."""
    people = PEOPLE
    sizes = random.sample(range(len(people) * 2), len(people) * 2)
    options = tuple(canary(size) for size in sizes)
    order, truth = answers_in_order(random, people, options, revises=design.revises)
    design.open(people, options[: len(people)])
    snapshots = [ground.snapshot("open")]
    for number, (person, answer) in enumerate(order):
        design.submit(person, answer)
        snapshots.append(ground.snapshot("answer", deep=number == len(order) - 1))
    design.close()
    names = design.names()
    snapshots.append(ground.snapshot("close", deep=True))
    ground.vacuum()
    snapshots.append(ground.snapshot("tidied", deep=True))
    evidence = Evidence(
        people=people,
        answers=tuple(random.sample(sorted(truth.values()), len(truth))),
        names=names,
        withdrawn=tuple({answer for _, answer in order} - set(truth.values())),
        snapshots=tuple(snapshots),
        environment=design.environment(),
        key_files=design.key_files(),
        server_log=ground.server_log(),
    )
    return truth, evidence


def canary(length: int) -> str:
    """An answer that stands nowhere by chance, each of another length."""
    return f"{CANARY.decode()}{secrets.token_hex(8)}-{'m' * length}z"


def answers_in_order(
    random: Random, people: tuple[str, ...], options: tuple[str, ...], *, revises: bool
) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """Who gives which answer when; some think again, and then the later answer counts."""
    first = list(zip(random.sample(people, len(people)), options, strict=False))
    if not revises:
        return first, dict(first)
    again = random.sample(people, random.randrange(len(people) // 2 + 1))
    second = list(zip(again, options[len(people) :], strict=False))
    order = [*first]
    for person, answer in second:
        after = [who for who, _ in order].index(person) + 1
        order.insert(random.randint(after, len(order)), (person, answer))
    return order, dict(order)


def traces(evidence: Evidence) -> list[str]:
    """Where an answer stood before the close, or a withdrawn one ever: tables and raw files."""
    planted = [answer.encode() for answer in (*evidence.answers, *evidence.withdrawn)]
    early = [s for s in evidence.snapshots if s.step in BEFORE]
    late = [s for s in evidence.snapshots if s.step not in BEFORE]
    return [
        *(place for copy in early for place in _holding(copy, planted)),
        *(place for copy in late for place in _holding(copy, planted[len(evidence.answers) :])),
    ]


def _holding(copy: Snapshot, needles: list[bytes]) -> list[str]:
    rows = ((row.table, row.data) for row in (*copy.rows, *copy.versions))
    return [
        f"{name} ({copy.step})"
        for name, data in (*rows, *copy.files.items())
        if CANARY in data and any(needle in data for needle in needles)
    ]
