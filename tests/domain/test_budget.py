"""A day's messages: never more than the budget, and the important ones first."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.breaks import Break, Reminder
from bot.domain.budget import IMPORTANCE, ON_DEMAND, Day, counts, fits, rank
from bot.domain.prompts import Kind, Prompt

NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)
ADA = Reminder(NINE, NINE + timedelta(hours=8), "U0ADA")
COUNTED = st.sampled_from(IMPORTANCE)
BUDGETS = st.integers(1, 6)
DAYS = st.lists(COUNTED, max_size=12)


def _lived(budget: int, plan: list[Kind], known_from: list[int]) -> list[int]:
    """The places of what goes out; each is known from the turn that `known_from` gives."""
    sent: list[int] = []
    for turn, kind in enumerate(plan):
        rest = range(turn + 1, len(plan))
        planned = tuple(plan[later] for later in rest if known_from[later] <= turn)
        if fits(kind, Day(budget, len(sent), planned)):
            sent.append(turn)
    return sent


def test_every_kind_either_has_its_place_or_never_counts() -> None:
    assert {*IMPORTANCE} | ON_DEMAND == {*Kind}
    assert not {*IMPORTANCE} & ON_DEMAND
    assert len({*IMPORTANCE}) == len(IMPORTANCE)


@given(BUDGETS, DAYS, st.data())
def test_no_more_goes_out_in_a_day_than_the_budget_whenever_it_was_planned(
    budget: int, plan: list[Kind], data: st.DataObject
) -> None:
    known_from = [data.draw(st.integers(0, turn)) for turn in range(len(plan))]
    assert len(_lived(budget, plan, known_from)) <= budget


@given(BUDGETS, DAYS)
def test_of_what_is_known_in_the_morning_the_most_important_goes_out(
    budget: int, plan: list[Kind]
) -> None:
    by_importance = sorted(range(len(plan)), key=lambda turn: (rank(plan[turn]), turn))
    assert _lived(budget, plan, [0] * len(plan)) == sorted(by_importance[:budget])


@given(BUDGETS, DAYS, st.data())
def test_nothing_gives_way_to_something_less_important_that_could_have_known_of_it(
    budget: int, plan: list[Kind], data: st.DataObject
) -> None:
    known_from = [data.draw(st.integers(0, turn)) for turn in range(len(plan))]
    sent = _lived(budget, plan, known_from)
    for refused in {*range(len(plan))} - {*sent}:
        for earlier in (turn for turn in sent if turn < refused):
            if rank(plan[earlier]) <= rank(plan[refused]) or known_from[refused] > earlier:
                continue
            # It left room for this one then. What took the room is no less important, and newer.
            since = [t for t in range(len(plan)) if known_from[t] > earlier and t != refused]
            taken = [turn for turn in since if rank(plan[turn]) <= rank(plan[refused])]
            assert taken


@pytest.mark.parametrize("kind", sorted(ON_DEMAND))
def test_what_somebody_asked_for_does_not_count(kind: Kind) -> None:
    assert not counts(Prompt(kind, "U0ADA", NINE, NINE, None))


def test_a_break_counts_unless_its_person_put_it_off() -> None:
    planned = ADA.prompt()
    put_off = ADA.put_off(planned.due_at)
    assert put_off
    assert counts(planned)
    assert not counts(put_off)
    assert not counts(Break.begin("U0ADA", NINE, "window").prompt())
    assert counts(replace(planned, expires_at=put_off.expires_at))
