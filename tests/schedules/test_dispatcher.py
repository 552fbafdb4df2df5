"""Posting what is due: once, in Slack's own pace, and honestly recorded when it went wrong."""

import asyncio
import logging
from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import Connection, text

from bot.domain.attempt import LEASE
from bot.domain.prompts import Kind, Prompt
from bot.store import deliveries
from bot.use_cases.take_due import PAUSE
from tests.support.hill import HILL, hill_shift
from tests.support.practice import Json, OpenStage, Stage

PATIENCE = 10.0
"""Seconds after which what should have happened counts as not happening."""

DUE = "2026-11-24T16:50:00+00:00"
POST = "chat.postMessage"
NOON = "2026-11-24T12:00:00+00:00"
DALE = HILL.replace('key = "hill"', 'key = "dale"')


async def _inbox(stage: Stage, user: str = "U0ADA") -> list[Json]:
    return await stage.person(user).inbox()


def _state(stage: Stage) -> tuple[str, int]:
    found = next(row for row in stage.deliveries() if row["recipient"] == "U0ADA")
    return found["state"], found["attempt"]


async def test_planning_and_waking_again_sends_nothing_twice(hill: Stage) -> None:
    await hill.at(DUE)
    for _ in range(3):
        await hill.practice.app.tick()
        hill.wake()
        await hill.settled()
    assert len(await _inbox(hill)) == 1
    assert _state(hill) == ("sent", 1)


async def test_a_429_waits_as_long_as_slack_asks_and_is_then_sent(hill: Stage) -> None:
    await hill.fault("ratelimited", POST, retry_after=30)
    await hill.at(DUE)
    assert _state(hill) == ("planned", 1)
    await hill.later(29)
    assert await _inbox(hill) == []
    await hill.later(1)
    assert len(await _inbox(hill)) == 1
    assert _state(hill) == ("sent", 2)


async def test_two_prompts_for_one_conversation_are_a_second_apart(open_stage: OpenStage) -> None:
    shifts = hill_shift("09:00", "17:00", "U0ADA", "U0BEN")
    stage = await open_stage(HILL + shifts, NOON)
    await stage.apply(DALE + hill_shift("09:00", "16:55", "U0CLEO", "U0DINA"))
    await stage.leap(DUE)
    assert len(await stage.person("U0EVE").messages("C0HILL")) == 1
    await stage.later(1)
    first, second = await stage.person("U0EVE").messages("C0HILL")
    assert float(second["ts"]) - float(first["ts"]) >= 1
    assert all(call["status"] == 200 for call in stage.calls(POST))


async def test_with_no_connection_at_all_it_is_tried_again_until_the_shift_ends(
    hill: Stage,
) -> None:
    client = hill.practice.app.client
    address, client.base_url = client.base_url, "http://127.0.0.1:9/api/"
    await hill.leap(DUE)
    assert _state(hill) == ("planned", 1)
    client.base_url = address
    await hill.later(5)
    assert _state(hill) == ("sent", 2)
    assert len(await _inbox(hill)) == 1


@pytest.fixture
async def together(open_stage: OpenStage) -> Stage:
    """Ada and Ben leave together, so they are prompted in the team's channel."""
    return await open_stage(HILL + hill_shift("09:00", "17:00", "U0ADA", "U0BEN"), NOON)


def _uninvite(stage: Stage) -> list[str]:
    slack = stage.practice.sandbox.slack
    members = slack.workspace.channels["C0HILL"].members
    members.remove(slack.bot)
    return members


async def test_who_invites_the_app_before_the_shift_ends_still_sees_the_debrief(
    together: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    members = _uninvite(together)
    await together.at(DUE)
    row = together.deliveries()[0]
    assert (row["state"], row["trouble"], row["ts"]) == ("planned", "not_in_channel", None)
    (line,) = [record.getMessage() for record in caplog.records if "refused" in record.msg]
    assert line == f"Slack refused delivery {row['id']}: not_in_channel"
    members.append(together.practice.sandbox.slack.bot)
    await together.later(60)
    assert len(await together.person("U0EVE").messages("C0HILL")) == 1
    assert together.deliveries()[0]["state"] == "sent"


async def test_a_channel_without_the_app_is_given_up_when_the_shift_ends_after_a_few_tries(
    together: Stage,
) -> None:
    _uninvite(together)
    await together.at("2026-11-24T17:00:00+00:00")
    row = together.deliveries()[0]
    assert (row["state"], row["trouble"]) == ("dead", "not_in_channel")
    assert len(together.calls(POST)) == row["attempt"] == 5
    await together.later(600)
    assert len(together.calls(POST)) == 5


async def test_one_refusal_does_not_keep_the_others_from_their_prompts(
    open_stage: OpenStage,
) -> None:
    shifts = hill_shift("09:00", "17:00", "U0BEN", "U0CLEO")
    stage = await open_stage(HILL + shifts, NOON)
    await stage.apply(DALE + hill_shift("09:00", "17:00", "U0ADA"))
    people = stage.practice.sandbox.slack.workspace.people
    people["U0ADA"] = replace(people["U0ADA"], deleted=True)
    await stage.at(DUE)
    assert len(await stage.person("U0EVE").messages("C0HILL")) == 1
    today = stage.deliveries()[:2]
    states = {row["recipient"]: row["state"] for row in today}
    assert states == {"C0HILL": "sent", "U0ADA": "dead"}


async def test_after_the_shift_it_is_too_late(hill: Stage) -> None:
    await hill.leap("2026-11-24T17:00:00+00:00")
    assert _state(hill) == ("late", 1)
    assert await _inbox(hill) == []


async def test_a_second_before_the_end_it_is_not(hill: Stage) -> None:
    await hill.leap("2026-11-24T16:59:59+00:00")
    assert len(await _inbox(hill)) == 1


async def test_a_prompt_that_cannot_be_worded_is_logged_by_its_class_and_holds_up_no_other(
    hill: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    due = datetime.fromisoformat(DUE)
    ask = Prompt(Kind.COMPANY_ASK, "U0BEN", due, due + LEASE, None, {"from": "U0ADA"})
    hill.db.now(deliveries.plan, [ask, replace(ask, recipient="U0CLEO", subject={})])
    await hill.at(DUE)
    assert len(await _inbox(hill, "U0ADA")) == 1
    assert len(await _inbox(hill, "U0BEN")) == 1
    lines = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    (broken,) = [row for row in hill.deliveries("company ask") if row["recipient"] == "U0CLEO"]
    assert lines == [f"Delivery {broken['id']} cannot be worded: KeyError"]
    assert (broken["state"], broken["next_try_at"]) == ("planned", due + PAUSE)


def _rename(tx: Connection, old: str, new: str) -> None:
    tx.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))


async def test_a_turn_that_fails_is_logged_by_its_class_and_the_next_turns_go_on(
    hill: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    await hill.set_clock(DUE)
    hill.db.now(_rename, "delivery", "away")
    hill.wake()
    await hill.settled()
    lines = {record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR}
    assert lines == {"A turn of the schedule failed: OperationalError"}
    hill.db.now(_rename, "away", "delivery")
    hill.wake()
    async with asyncio.timeout(PATIENCE):
        while not await _inbox(hill):
            await hill.settled()
    assert len(await _inbox(hill)) == 1
