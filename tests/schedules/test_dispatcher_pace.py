"""Many prompts at once: in Slack's pace, in their order, and nobody waits for somebody else's."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.attempt import BEGIN_WITHIN, LEASE
from bot.domain.pace import posts
from bot.domain.prompts import Kind, Prompt
from bot.store import attempts, deliveries
from bot.use_cases.take_due import Outgoing
from bot.views import company
from schedules.handful import AT_ONCE, FEW
from schedules.lines import Claimed
from tests.support.hill import HILL
from tests.support.practice import OpenStage, Stage

NOON = "2026-11-24T12:00:00+00:00"
DUE = "2026-11-24T12:30:00+00:00"
POST = "chat.postMessage"
BURST = posts().burst
SECOND = timedelta(seconds=1)


def _who(number: int) -> str:
    return f"U0P{number:04}"


async def _crowd(open_stage: OpenStage, people: int) -> Stage:
    """The small team's workspace, and so many people more."""
    stage = await open_stage(HILL, NOON)
    known = stage.practice.sandbox.slack.workspace.people
    for number in range(people):
        known[_who(number)] = replace(known["U0ADA"], id=_who(number), name=f"p{number}")
    return stage


def _reply(recipient: str, due: str = DUE, asker: str = "U0ADA") -> Prompt:
    at = datetime.fromisoformat(due)
    about = {"from": asker, "answer": "yes"}
    return Prompt(Kind.COMPANY_REPLY, recipient, at, at + timedelta(minutes=30), None, about)


async def _planned(open_stage: OpenStage, people: int) -> Stage:
    stage = await _crowd(open_stage, people)
    stage.db.now(deliveries.plan, [_reply(_who(number)) for number in range(people)])
    return stage


def _states(stage: Stage) -> list[str]:
    return [row["state"] for row in stage.deliveries("company reply")]


async def _calls(stage: Stage, count: int) -> None:
    """Return once so many posts have reached Slack."""
    await _reaches(count, lambda: len(stage.calls(POST)))


async def _answers(stage: Stage, count: int) -> None:
    """Return once Slack has answered so many posts."""
    await _reaches(count, lambda: sum(bool(call["response"]) for call in stage.calls(POST)))


async def _reaches(count: int, now: Callable[[], int]) -> None:
    async with asyncio.timeout(30):
        while now() < count:  # noqa: ASYNC110 - the app's own doing
            await asyncio.sleep(0.01)


async def test_more_than_slack_takes_in_a_minute_arrive_one_after_the_other_without_one_refusal(
    open_stage: OpenStage,
) -> None:
    people = BURST + 30
    stage = await _planned(open_stage, people)
    await stage.leap(DUE)
    assert len(stage.calls(POST)) == BURST
    for _ in range(6):
        await stage.later(1)
    assert _states(stage) == ["sent"] * people
    assert [call["status"] for call in stage.calls(POST)] == [200] * people


async def test_whatever_had_to_wait_goes_on_by_itself_once_slack_takes_more(
    open_stage: OpenStage,
) -> None:
    stage = await _planned(open_stage, BURST + 4)
    await stage.set_clock(DUE)
    stage.wake()
    await _answers(stage, BURST)
    await stage.clock.jump(stage.clock.now() + 5 * SECOND)
    await _answers(stage, BURST + 4)
    await stage.settled()
    assert _states(stage) == ["sent"] * (BURST + 4)


async def test_a_slow_answer_to_one_keeps_nobody_else_waiting(open_stage: OpenStage) -> None:
    stage = await _planned(open_stage, 40)
    await stage.fault("slow", POST, seconds=5)
    await stage.set_clock(DUE)
    stage.wake()
    await _answers(stage, 39)
    assert len([call for call in stage.calls(POST) if not call["response"]]) == 1
    await _answers(stage, 40)
    await stage.settled()
    assert _states(stage) == ["sent"] * 40


async def test_of_many_that_are_due_only_a_few_are_claimed_so_that_a_crash_leaves_few_in_doubt(
    open_stage: OpenStage,
) -> None:
    stage = await _planned(open_stage, 100)
    await stage.fault("slow", POST, seconds=1, times=AT_ONCE)
    await stage.set_clock(DUE)
    stage.wake()
    await _calls(stage, AT_ONCE)
    assert AT_ONCE <= _states(stage).count("claimed") <= FEW
    await _answers(stage, 100)
    await stage.settled()
    assert _states(stage) == ["sent"] * 100


async def test_a_429_holds_everybody_until_slack_takes_more(open_stage: OpenStage) -> None:
    stage = await _planned(open_stage, 40)
    await stage.fault("ratelimited", POST, retry_after=20)
    await stage.leap(DUE)
    tried = len(stage.calls(POST))
    assert 1 <= tried <= AT_ONCE
    await stage.later(19)
    assert len(stage.calls(POST)) == tried
    await stage.later(1)
    assert _states(stage) == ["sent"] * 40
    assert len(stage.calls(POST)) == 41


async def test_while_slack_only_fails_most_prompts_wait_and_are_not_spent_on_it(
    open_stage: OpenStage,
) -> None:
    stage = await _planned(open_stage, 60)
    await stage.fault("drop_before", POST, times=1000)
    await stage.leap(DUE)
    assert len(stage.calls(POST)) <= 2 * AT_ONCE
    assert _states(stage).count("planned") >= 60 - 2 * AT_ONCE
    await stage.session.delete(f"{stage.practice.sandbox.url}/control/faults")
    await stage.at("2026-11-24T12:45:00+00:00")
    assert _states(stage) == ["sent"] * 60
    for number in range(60):
        assert len(await stage.person(_who(number)).inbox()) == 1


@pytest.mark.parametrize("kind", ["ratelimited", "drop_after", "drop_before"])
async def test_two_messages_to_one_person_arrive_in_their_order_even_if_the_first_fails(
    open_stage: OpenStage, kind: str
) -> None:
    stage = await _crowd(open_stage, 1)
    second = _reply(_who(0), "2026-11-24T12:30:10+00:00", "U0CLEO")
    stage.db.now(deliveries.plan, [second, _reply(_who(0), asker="U0BEN")])
    await stage.fault(kind, POST, retry_after=8)
    await stage.leap("2026-11-24T12:30:20+00:00")
    await stage.later(90)
    first, then = await stage.person(_who(0)).inbox()
    assert "U0BEN" in first["text"]
    assert "U0CLEO" in then["text"]
    assert float(then["ts"]) - float(first["ts"]) >= 1


async def test_a_claim_that_waited_too_long_is_given_back_and_not_begun(hill: Stage) -> None:
    now = hill.clock.now()
    hill.db.now(deliveries.plan, [_reply("U0ADA", now.isoformat())])
    (made,) = hill.db.now(attempts.claim, now, LEASE, 9)
    its = hill.practice.app.services
    lines = hill.practice.app._rota._dispatcher._lines  # noqa: SLF001 - the queue is not to be filled for over a minute
    out = Outgoing(made, company.reply(its.words_for(None), "yes", "U0BEN"), new=False)
    waited = Claimed("U0ADA", [out], now - BEGIN_WITHIN, asyncio.get_running_loop().time())
    await lines.deliver(waited)
    await hill.settled()
    assert (_states(hill), hill.calls(POST)) == (["planned"], [])
    await lines.deliver(replace(waited, at=now, monotonic=0.0))
    await hill.settled()
    assert hill.calls(POST) == []
