"""From hints to a guess of who said what, and whether it is better than chance."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, sqrt
from random import Random

from tests.attacks.evidence import Evidence, Hints

TEETH = 0.95
"""What an attacker must link of a design that leaks, or the suite is worth nothing (R13)."""


def guess(evidence: Evidence, hints: Iterable[Hints], random: Random) -> dict[str, str]:
    """A matching of all people to all answers: what the hints say, the rest at random.

    Later hints win, as a revision does. A hint of unequal numbers pairs nobody.
    """
    taken: dict[str, str] = {}
    for hint in hints:
        if len(hint.people) == len(hint.answers):
            taken |= dict(zip(hint.people, hint.answers, strict=True))
    owner = {answer: person for person, answer in taken.items() if answer in evidence.answers}
    matched = {person: answer for answer, person in owner.items() if person in evidence.people}
    people = [person for person in evidence.people if person not in matched]
    free = [answer for answer in evidence.answers if answer not in matched.values()]
    return matched | dict(zip(people, random.sample(free, len(free)), strict=False))


@dataclass(slots=True)
class Score:
    """How many links an attacker found over how many rounds."""

    found: int = 0
    possible: int = 0
    rounds: int = 0

    def add(self, guessed: dict[str, str], truth: dict[str, str]) -> None:
        """Count one round."""
        self.found += sum(guessed.get(person) == answer for person, answer in truth.items())
        self.possible += len(truth)
        self.rounds += 1

    @property
    def is_chance(self) -> bool:
        """Whether guessing blindly could have found as many."""
        return self.found <= bound(self.rounds)

    @property
    def has_teeth(self) -> bool:
        """Whether it found all but a few."""
        return self.found >= TEETH * self.possible


def bound(rounds: int) -> int:
    """The most that a matching at random finds, but for a few times in a hundred thousand.

    It has a mean of 1 and a variance of 1 a round: the mean and four standard deviations, which
    is 257 for 200 rounds. Few rounds stray further, so they are given a little more.
    """
    return ceil(rounds + 4 * sqrt(rounds)) + (4 if rounds < FEW else 0)


FEW = 100
