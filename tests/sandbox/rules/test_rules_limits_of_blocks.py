import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sandbox.rules.block_cases import BLOCK_CASES
from tests.sandbox.rules.case import Case
from tests.sandbox.rules.element_cases import ELEMENT_CASES
from tests.sandbox.rules.view_cases import VIEW_CASES

CASES = BLOCK_CASES + ELEMENT_CASES + VIEW_CASES


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_exactly_at_a_limit_passes(case: Case) -> None:
    assert case.answers(case.most) == []
    assert case.answers(max(case.least, 1)) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_one_beyond_a_limit_is_refused_in_slacks_words_at_its_place(case: Case) -> None:
    assert case.too_much in case.answers(case.most + 1)


@pytest.mark.parametrize("case", [case for case in CASES if case.least], ids=lambda case: case.name)
def test_one_below_the_least_is_refused_in_slacks_words_at_its_place(case: Case) -> None:
    assert case.too_little in case.answers(case.least - 1)


@given(st.data(), st.sampled_from(CASES))
def test_anything_within_a_limit_passes_and_anything_beyond_it_fails(
    data: st.DataObject, case: Case
) -> None:
    within = data.draw(st.integers(max(case.least, 1), case.most))
    beyond = data.draw(st.integers(case.most + 1, case.most + 200))
    assert case.answers(within) == []
    assert case.answers(beyond)[0] == case.too_much
