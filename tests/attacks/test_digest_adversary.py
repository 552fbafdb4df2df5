"""R10: an exhaustive reader of digests, alone or with up to t respondents who pool what they know.

Every world of n people is tried, with no concern (0) or a concern (1) each. Somebody is exposed
where all worlds that fit what the coalition sees and knows agree about that person. The coalition
knows who answered, and each other's answers.
"""

from collections.abc import Callable
from itertools import combinations
from math import comb

import pytest

from bot.domain.release import Band, Rule, band, rule_for, smallest_k
from tests.attacks.report import Line, tell

Report = Callable[[int, int], object]
NEWCOMERS = range(5, 13)
SIZES = [(n, t) for t in (1, 2) for n in range(smallest_k(t), 13)]


def test_no_coalition_up_to_t_learns_an_answer_from_a_digest() -> None:
    found = {(n, t): exposures(n, t, _bands(t)) for n, t in SIZES}
    total = sum(found.values())
    _tell(
        "R10 digest, coalitions of t",
        "Holdspace",
        str(total),
        "0",
        "nobody" if not total else "EXPOSED",
    )
    assert found == dict.fromkeys(SIZES, 0)


def test_the_same_adversary_learns_answers_from_exact_counts() -> None:
    found = {(n, t): exposures(n, t, lambda c, _n: c) for n, t in SIZES}
    _tell(
        "R13 digest",
        "Exact counts",
        str(sum(found.values())),
        "more than 0 each",
        "exposed, as it must",
    )
    assert min(found.values()) > 0


@pytest.mark.parametrize(("n", "t"), SIZES)
def test_the_rule_is_as_wide_as_it_says_and_no_wider(n: int, t: int) -> None:
    assert exposures(n, t + 1, _bands(t)) > 0


def test_a_question_that_some_skip_exposes_nobody_either() -> None:
    """The coalition cannot tell who skipped; the band is over those who answered."""
    rule = Rule(5, 1)
    for n in range(5, 10):
        for coalition in ("", "0", "1", "s"):
            assert not list(_skipping(n, coalition, rule))


def test_what_a_newcomer_between_two_rounds_shows_is_measured() -> None:
    """Two digests, one more person in the second, and nobody else changes an answer.

    No rule prevents it where a band changes: it is measured here and told in SECURITY.md. Exact
    counts give the newcomer away always.
    """
    shares = {n: _newcomer(n, _by_rule) / 2 ** (n + 1) for n in NEWCOMERS}
    told = ", ".join(f"{n}: {share:.0%}" for n, share in shares.items())
    line = ("R10 two digests, one newcomer", "Holdspace", told, "reported", "residual risk")
    _tell(*line, saw="share of worlds in which the newcomer's answer is certain, by n")
    assert all(_newcomer(n, lambda c, _n: c) == 2 ** (n + 1) for n in NEWCOMERS)
    assert max(shares.values()) < 1 / 3


def exposures(n: int, t: int, report: Report) -> int:
    """How many (coalition, view, person) there are in which the person's answer is certain.

    A world is a number of n bits. For each view the coalition keeps what all fitting worlds have
    in common: the bits set in every one, and those set in any.
    """
    reports = [report(c, n) for c in range(n + 1)]
    worlds = [(world, reports[world.bit_count()]) for world in range(1 << n)]
    everyone, found = (1 << n) - 1, 0
    # By symmetry the coalition may be the first people: the others only have other names.
    for size in range(t + 1):
        inside = (1 << size) - 1
        always: dict[tuple[object, int], int] = {}
        ever: dict[tuple[object, int], int] = {}
        for world, told in worlds:
            view = (told, world & inside)
            always[view] = always.get(view, everyone) & world
            ever[view] = ever.get(view, 0) | world
        certain = (
            (always[view] | (everyone & ~ever[view])) & ~inside & everyone for view in always
        )
        found += comb(n, size) * sum(bits.bit_count() for bits in certain)
    return found


def test_leaving_out_coalitions_by_symmetry_leaves_nothing_out() -> None:
    """The short way and the long way agree, on a report that exposes many."""
    n, t = 6, 2
    worlds = range(1 << n)
    found = 0
    for size in range(t + 1):
        for members in combinations(range(n), size):
            inside = sum(1 << member for member in members)
            views: dict[tuple[int, int], list[int]] = {}
            for world in worlds:
                views.setdefault((world.bit_count(), world & inside), []).append(world)
            for fitting in views.values():
                for person in set(range(n)) - set(members):
                    found += len({world >> person & 1 for world in fitting}) == 1
    assert found == exposures(n, t, lambda c, _n: c)


def _bands(t: int) -> Report:
    rule = Rule(smallest_k(t), t)
    return lambda c, n: band(c, n, rule)


def _skipping(n: int, coalition: str, rule: Rule) -> list[tuple[str, ...]]:
    """Views of one outsider in which "concerned" or "not" is certain, of those that may skip."""
    others = n - len(coalition)
    possible: dict[Band | None, set[str]] = {}
    for skipped in range(others + 1):
        for concerned in range(others - skipped + 1):
            calm = others - skipped - concerned
            answered = concerned + calm + sum(one != "s" for one in coalition)
            told = band(concerned + coalition.count("1"), answered, rule)
            seen = possible.setdefault(told, set())
            seen |= {what for what, n in (("s", skipped), ("1", concerned), ("0", calm)) if n}
    return [
        (str(told), *seen)
        for told, seen in possible.items()
        if told and len(seen) == 1 and "s" not in seen
    ]


def _newcomer(n: int, report: Report) -> int:
    """Of all worlds of n people and a newcomer, those in which two digests tell the newcomer's."""
    fitting: dict[tuple[object, object], set[int]] = {}
    for c in range(n + 1):
        for new in (0, 1):
            fitting.setdefault((report(c, n), report(c + new, n + 1)), set()).add(new)
    return sum(
        comb(n, c)
        for c in range(n + 1)
        for new in (0, 1)
        if len(fitting[report(c, n), report(c + new, n + 1)]) == 1
    )


def _by_rule(c: int, n: int) -> object:
    """The band in a round that invited n people: its own rule, which one person more may change."""
    rule = rule_for(n)
    assert rule
    return band(c, n, rule)


def _tell(*line: str, saw: str = "every world, n from 5 to 12, t of 1 and 2") -> None:
    attack, design, found, chance, verdict = line
    tell(Line(attack, design, saw, found, chance, verdict))
