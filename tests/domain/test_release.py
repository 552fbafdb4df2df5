from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import combinations, product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.release import (
    MAX_OPEN,
    Band,
    People,
    Rule,
    band,
    held_until,
    people,
    release,
    rule_for,
    smallest_k,
)
from bot.domain.survey import Answer, Item, Template

ITEMS = tuple(Item(key, "A worry.", "Topic", ("Do",), "Ask", "Source") for key in ("a", "b"))
TEMPLATE = Template("worries", "Worries", ("no", "some", "much"), ITEMS, "More?")

levels = st.dictionaries(st.sampled_from(["a", "b"]), st.integers(0, 2))
answers = st.lists(st.builds(Answer, levels, st.sampled_from(["", "  ", "x", "yy", "zzz"])))
rules = st.integers(1, 4).flatmap(
    lambda t: st.builds(Rule, st.integers(smallest_k(t), 20), st.just(t))
)


@settings(deadline=None)
@given(st.integers(0, 40))
def test_a_group_below_five_has_no_rule_and_a_larger_one_has_one_above_the_floors(n: int) -> None:
    rule = rule_for(n)
    assert (rule is None) == (n < 5)
    if rule:
        assert rule == (Rule(7, 2) if n >= 10 else Rule(5, 1))


@pytest.mark.parametrize(("k", "t"), [(4, 1), (6, 2), (5, 0), (100, 0), (8, 3)])
def test_nobody_can_ask_for_less_than_the_floors(k: int, t: int) -> None:
    with pytest.raises(ValueError, match="floors"):
        Rule(k, t)


@settings(deadline=None)
@given(answers, rules)
def test_with_fewer_than_k_respondents_nothing_is_released(
    given_: list[Answer], rule: Rule
) -> None:
    respondents = sum(not answer.is_empty for answer in given_)
    assert (release(TEMPLATE, given_, rule, Random(0)) is None) == (respondents < rule.k)


@settings(deadline=None)
@given(rules, st.integers(0, 60), st.integers(0, 60))
def test_a_band_is_what_the_rule_says_and_the_three_never_meet(
    rule: Rule, answered: int, concerned: int
) -> None:
    found = band(min(concerned, answered), answered, rule)
    c = min(concerned, answered)
    if answered < rule.k:
        assert found is None
    elif c <= rule.t + 1:
        assert found is Band.FEW
        assert c < answered - rule.t - 1
    elif c >= answered - rule.t - 1:
        assert found is Band.MOST
    else:
        assert found is Band.SOME


@settings(deadline=None)
@given(answers, rules)
def test_sometimes_and_very_much_count_alike_and_not_a_concern_does_not(
    given_: list[Answer], rule: Rule
) -> None:
    public = release(TEMPLATE, given_, rule, Random(0))
    for key in ("a", "b") if public else ():
        rated = [answer.levels[key] for answer in given_ if key in answer.levels]
        assert public
        assert public.bands[key] == band(sum(level > 0 for level in rated), len(rated), rule)


@settings(deadline=None)
@given(answers, rules, st.randoms(use_true_random=False))
def test_who_gave_which_answer_makes_no_difference_to_the_release(
    given_: list[Answer], rule: Rule, order: Random
) -> None:
    shuffled = order.sample(given_, len(given_))
    first = release(TEMPLATE, given_, rule, Random(3))
    assert first == release(TEMPLATE, shuffled, rule, Random(3))


@settings(deadline=None)
@given(answers)
def test_comments_come_out_whole_from_eight_people_and_three_comments_on(
    given_: list[Answer],
) -> None:
    public = release(TEMPLATE, given_, Rule(5, 1), Random(0))
    respondents = sum(not answer.is_empty for answer in given_)
    written = sorted(answer.comment for answer in given_ if answer.comment.strip())
    expected = written if respondents >= 8 and len(written) >= 3 else []
    assert sorted(public.comments if public else ()) == (expected if public else [])


def test_the_order_of_comments_follows_chance_alone() -> None:
    given_ = [Answer({"a": 0}, comment) for comment in "abcdefgh"]
    orders = {
        public.comments
        for seed in range(30)
        if (public := release(TEMPLATE, given_, Rule(5, 1), Random(seed)))
    }
    assert len(orders) > 20


@pytest.mark.parametrize(
    ("n", "expected"),
    [(5, People.FIVE), (9, People.FIVE), (10, People.TEN), (19, People.TEN), (20, People.TWENTY)],
)
def test_the_number_of_respondents_is_told_as_a_band(n: int, expected: People) -> None:
    assert people(n) is expected


@settings(deadline=None)
@given(st.integers(0, 40), st.integers(0, 40))
def test_a_round_is_held_week_by_week_and_never_beyond_four_weeks(
    open_days: int, late: int
) -> None:
    opened = datetime(2026, 11, 23, 14, tzinfo=UTC)
    closes = opened + timedelta(days=open_days)
    now, times = closes + timedelta(days=late), 0
    while until := held_until(opened, closes, now):
        assert max(closes, now) < until <= opened + MAX_OPEN
        assert until == opened + MAX_OPEN or (until - closes) % timedelta(weeks=1) == timedelta()
        assert until - now <= timedelta(weeks=1)
        now, closes, times = until, until, times + 1
    assert now >= opened + MAX_OPEN
    assert times <= 4


Report = Callable[[int, int], object]


@pytest.mark.parametrize("n", range(5, 9))
@pytest.mark.parametrize("t", [1, 2])
def test_no_coalition_of_t_learns_an_answer_from_the_bands(n: int, t: int) -> None:
    if n >= smallest_k(t):
        rule = Rule(smallest_k(t), t)
        assert not any(exposed(n, t, lambda c, n: band(c, n, rule)))


@pytest.mark.parametrize(("n", "t"), [(5, 1), (8, 1), (7, 2), (8, 2)])
def test_the_same_coalitions_do_learn_answers_from_exact_counts(n: int, t: int) -> None:
    assert any(exposed(n, t, lambda c, _n: c))


@pytest.mark.parametrize(("n", "t"), [(5, 1), (7, 2)])
def test_bands_one_step_narrower_would_expose_somebody(n: int, t: int) -> None:
    def narrower(c: int, n: int) -> Band:
        return Band.FEW if c <= t - 1 else Band.MOST if c >= n - t + 1 else Band.SOME

    assert any(exposed(n, t, narrower))


def exposed(n: int, t: int, report: Report) -> Iterator[tuple[tuple[int, ...], int]]:
    """Each coalition of up to t and each outsider whose answer it can tell for certain.

    The coalition knows its own answers, that all n answered, and the report.
    """
    worlds = list(product([0, 1], repeat=n))
    for size in range(t + 1):
        for coalition in combinations(range(n), size):
            views = defaultdict(list)
            for world in worlds:
                views[report(sum(world), n), tuple(world[i] for i in coalition)].append(world)
            for consistent in views.values():
                for outsider in set(range(n)) - set(coalition):
                    if len({world[outsider] for world in consistent}) == 1:
                        yield coalition, outsider
