"""Asking for company: who is asked is not disturbed, and who asks cannot tell why."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.absence import ALL
from bot.domain.budget import Day
from bot.domain.company import PATIENCE, question
from bot.domain.may_send import SEND, Circumstances, Ends, judge
from bot.domain.prompts import Kind

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
QUIET = st.just(ALL) | st.frozensets(st.sampled_from(Kind), max_size=3)
LATER = st.timedeltas(timedelta(0), timedelta(hours=2))


@given(QUIET, st.none() | LATER, st.integers(0, 6), LATER)
def test_a_question_reaches_only_who_is_at_work_and_not_quiet_and_soon(
    unwanted: frozenset[Kind], works_for: timedelta | None, sent: int, since: timedelta
) -> None:
    now = NOON + since
    until = now + works_for if works_for is not None else None
    about = Circumstances("UTC", unwanted, True, until, None, Day(4, sent))  # noqa: FBT003 - fields
    ask, _ = question("U0ADA", "U0BEN", NOON)
    reaches = judge(ask, about, now) is SEND
    wanted = Kind.COMPANY_ASK not in unwanted
    assert reaches == (wanted and until is not None and since < PATIENCE)
    assert reaches or isinstance(judge(ask, about, now), Ends)


@given(QUIET, LATER)
def test_the_asker_hears_in_five_minutes_whatever_they_want_of_messages(
    unwanted: frozenset[Kind], late: timedelta
) -> None:
    _, word = question("U0ADA", "U0BEN", NOON)
    assert (word.recipient, word.due_at) == ("U0ADA", NOON + PATIENCE)
    home = Circumstances("UTC", unwanted, True, None, None, Day(0))  # noqa: FBT003 - fields
    now = word.due_at + late
    assert (judge(word, home, now) is SEND) == (now < word.expires_at)
