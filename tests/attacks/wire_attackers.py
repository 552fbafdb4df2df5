"""The attackers of what is logged, said to Slack and shown: R6 to R8."""

from collections.abc import Iterator
from itertools import pairwise

from tests.attacks.attackers import nearest
from tests.attacks.evidence import Evidence, Hints

LINES = 2_000
"""Characters between a person and an answer: a line of a log, and the one beside it."""


def log_lines(evidence: Evidence) -> Iterator[Hints]:
    """The log: who stands nearest to an answer, in one line or in the next."""
    yield from nearest(evidence, "\n".join(evidence.log).encode(), LINES)


def call_arguments(evidence: Evidence) -> Iterator[Hints]:
    """Each call to Slack by itself: whom it is about, and which answer is in it."""
    for call in evidence.calls:
        hints = evidence.hints(call.encode())
        if len(hints.people) == 1 == len(hints.answers):
            yield hints


def order_of_digest(evidence: Evidence) -> Iterator[Hints]:
    """Who was seen answering last, against the order in which the digest tells it."""
    latest = tuple(dict.fromkeys(reversed(evidence.seen_at_work)))[::-1]
    for call in evidence.calls:
        answers = evidence.hints(call.encode()).answers
        if len(answers) == len(evidence.answers):
            yield Hints(latest, answers)


def live_figures(evidence: Evidence) -> Iterator[Hints]:
    """What is shown before and after each answer: what is new belongs to whoever was at work."""
    shown = [set(page.splitlines()) for page in evidence.metrics]
    if not shown:
        return
    steps = zip(evidence.seen_at_work, pairwise(shown), strict=True)
    for person, (before, after) in steps:
        yield Hints((person,), evidence.hints("\n".join(after - before).encode()).answers)
