"""From hints to a guess of who said what, and whether it is better than chance."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import ceil, comb, sqrt
from random import Random

from tests.attacks.evidence import Evidence, Hints

TEETH = 0.95
"""What an attacker must link of a design that leaks, or the suite is worth nothing (R13)."""

PEOPLE = 12
FEW = 100
UNLUCKY = 1e-5
"""How likely a whole run of few rounds may find more than it should by luck alone."""
COMPARISONS = 50
"""Scores that one run holds against the bound, rounded up; they share `UNLUCKY`."""


def claims(evidence: Evidence, hints: Iterable[Hints]) -> dict[str, str]:
    """Person to answer, as far as the hints say.

    Later hints win, as a revision does. A hint of unequal numbers pairs nobody.
    """
    taken: dict[str, str] = {}
    for hint in hints:
        if len(hint.people) == len(hint.answers):
            taken |= dict(zip(hint.people, hint.answers, strict=True))
    owner = {answer: person for person, answer in taken.items() if answer in evidence.answers}
    return {person: answer for answer, person in owner.items() if person in evidence.people}


def guess(evidence: Evidence, claimed: dict[str, str], random: Random) -> dict[str, str]:
    """A matching of all people to all answers: what was claimed, the rest at random."""
    people = [person for person in evidence.people if person not in claimed]
    free = [answer for answer in evidence.answers if answer not in claimed.values()]
    return claimed | dict(zip(people, random.sample(free, len(free)), strict=False))


@dataclass(slots=True)
class Score:
    """How many links an attacker found over how many rounds.

    `claimed` are links that it did not leave to chance, right or wrong.
    """

    found: int = 0
    possible: int = 0
    rounds: int = 0
    claimed: int = 0

    def add(
        self, evidence: Evidence, hints: Iterable[Hints], random: Random, truth: dict[str, str]
    ) -> None:
        """Count one round."""
        claimed = claims(evidence, hints)
        guessed = guess(evidence, claimed, random)
        self.claimed += len(claimed)
        self.found += sum(guessed.get(person) == answer for person, answer in truth.items())
        self.possible += len(truth)
        self.rounds += 1

    @property
    def is_chance(self) -> bool:
        """Whether guessing blindly could have found as many."""
        return self.found <= bound(self.rounds)

    @property
    def verdict(self) -> str:
        """For the table."""
        if not self.is_chance:
            return "LINKED"
        return "chance" if self.claimed else "chance; it saw no link to claim"

    @property
    def has_teeth(self) -> bool:
        """Whether it found all but a few."""
        return self.found >= TEETH * self.possible


@cache
def bound(rounds: int) -> int:
    """The most links that matchings of twelve people at random find.

    Of many rounds the mean (1 a round) and four standard deviations (the variance is 1 too), which
    is 257 for 200 rounds. Few rounds stray further, so for them it is worked out: the fewest that
    are exceeded less often than `UNLUCKY` shared by the comparisons of one run.
    """
    if rounds >= FEW:
        return ceil(rounds + 4 * sqrt(rounds))
    tail = 0.0
    chances = matchings(rounds)
    for found in range(len(chances) - 1, -1, -1):
        tail += chances[found]
        if tail >= UNLUCKY / COMPARISONS:
            return found
    return 0


def matchings(rounds: int) -> list[float]:
    """How likely each number of right links is when everybody is matched at random each round."""
    once = [rencontres(PEOPLE, right) for right in range(PEOPLE + 1)]
    total = [1.0]
    for _ in range(rounds):
        longer = [0.0] * (len(total) + PEOPLE)
        for already, chance in enumerate(total):
            for right, share in enumerate(once):
                longer[already + right] += chance * share
        total = longer
    return total


def rencontres(people: int, right: int) -> float:
    """The share of all orders of so many people that leave exactly so many in their place."""
    wrong, orders = people - right, 1
    for number in range(2, people + 1):
        orders *= number
    return comb(people, right) * _none_in_place(wrong) / orders


def _none_in_place(people: int) -> int:
    """Derangements: each is one of the shorter ones times their number, one up or down."""
    count = 1
    for number in range(1, people + 1):
        count = count * number + (-1) ** number
    return count
