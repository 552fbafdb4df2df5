"""A prompt whose connection broke arrives once in a DM; in a channel it is never repeated."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection

from bot.domain.attempt import LEASE, LOOKED_FOR, SETTLING
from bot.domain.prompts import Kind, Prompt
from bot.store import attempts, deliveries
from bot.store.tables import delivery
from schedules import looking
from tests.support.hill import BEN_AND_CLEO, HILL, hill_shift
from tests.support.practice import Json, OpenStage, Stage

DUE = "2026-11-24T16:50:00+00:00"
NOON = "2026-11-24T12:00:00+00:00"
POST, HISTORY, LIST = "chat.postMessage", "conversations.history", "conversations.list"
SETTLED = SETTLING.total_seconds()


def _ada(stage: Stage) -> Json:
    return next(row for row in stage.deliveries() if row["recipient"] == "U0ADA")


def _state(stage: Stage) -> str:
    return str(_ada(stage)["state"])


async def _inbox(stage: Stage) -> list[Json]:
    return await stage.person("U0ADA").inbox()


def _claim(tx: Connection, now: datetime) -> int:
    return len(attempts.claim(tx, now, LEASE, 50))


async def test_a_prompt_whose_connection_broke_after_slack_took_it_arrives_once(
    hill: Stage,
) -> None:
    await hill.fault("drop_after", POST)
    await hill.at(DUE)
    assert _state(hill) == "doubtful"
    await hill.later(SETTLED)
    (message,) = await _inbox(hill)
    found = _ada(hill)
    assert (found["state"], found["ts"]) == ("sent", message["ts"])
    assert found["sent_at"].timestamp() == pytest.approx(float(message["ts"]))
    assert len(hill.calls(POST)) == 1


async def test_a_prompt_whose_connection_broke_before_slack_took_it_arrives_once(
    hill: Stage,
) -> None:
    await hill.fault("drop_before", POST)
    await hill.at(DUE)
    assert await _inbox(hill) == []
    await hill.later(SETTLED)
    assert len(await _inbox(hill)) == 1
    assert _state(hill) == "sent"
    assert len(hill.calls(POST)) == 2


async def test_what_turns_out_not_to_be_there_is_posted_without_anybody_waking_the_app_again(
    hill: Stage,
) -> None:
    await hill.fault("drop_before", POST)
    await hill.at(DUE)
    await hill.set_clock((hill.clock.now() + SETTLING).isoformat())
    hill.wake()
    await hill.settled()
    assert len(await _inbox(hill)) == 1


@pytest.mark.parametrize("status", [500, 503])
async def test_a_prompt_to_which_slack_said_no_more_than_an_error_arrives_once(
    hill: Stage, status: int
) -> None:
    await hill.fault("status", POST, status=status)
    await hill.at(DUE)
    await hill.later(SETTLED)
    assert len(await _inbox(hill)) == 1
    assert _state(hill) == "sent"


async def test_a_prompt_that_was_not_there_is_not_posted_after_the_shift(hill: Stage) -> None:
    await hill.fault("drop_before", POST)
    await hill.leap("2026-11-24T16:59:50+00:00")
    await hill.later(SETTLED)
    assert await _inbox(hill) == []
    assert _state(hill) == "late"


async def test_after_the_shift_it_is_still_found_that_a_prompt_arrived(hill: Stage) -> None:
    await hill.fault("drop_after", POST)
    await hill.leap("2026-11-24T16:59:50+00:00")
    await hill.later(SETTLED)
    assert _state(hill) == "sent"


async def test_what_a_worker_claimed_and_never_posted_arrives_once_its_lease_is_over(
    hill: Stage,
) -> None:
    assert hill.db.now(_claim, datetime.fromisoformat(DUE)) == 1
    await hill.leap(DUE)
    assert _state(hill) == "claimed"
    await hill.later(LEASE.total_seconds())
    assert len(await _inbox(hill)) == 1
    assert _state(hill) == "sent"


async def test_what_was_claimed_and_never_posted_does_not_come_to_who_has_no_shift_any_more(
    hill: Stage,
) -> None:
    assert hill.db.now(_claim, datetime.fromisoformat(DUE)) == 1
    await hill.leap(DUE)
    await hill.apply(HILL + BEN_AND_CLEO)
    await hill.later(LEASE.total_seconds())
    assert await _inbox(hill) == []
    assert _state(hill) == "withdrawn"


async def test_what_got_lost_does_not_come_to_who_has_no_shift_any_more(hill: Stage) -> None:
    await hill.fault("drop_before", POST)
    await hill.at(DUE)
    await hill.apply(HILL + BEN_AND_CLEO)
    await hill.later(SETTLED)
    assert await _inbox(hill) == []
    assert (_state(hill), len(hill.calls(POST))) == ("withdrawn", 1)


def _as_if_killed(tx: Connection, until: datetime) -> None:
    """The row as a worker leaves it that is killed after posting and before marking."""
    row = delivery
    left = {"state": "claimed", "next_try_at": until, "channel": None, "ts": None}
    tx.execute(row.update().where(row.c.recipient == "U0ADA").values(left))


async def test_what_a_worker_posted_and_never_marked_does_not_arrive_again(hill: Stage) -> None:
    await hill.at(DUE)
    hill.db.now(_as_if_killed, hill.clock.now() + LEASE)
    await hill.later(LEASE.total_seconds())
    (message,) = await _inbox(hill)
    assert (_state(hill), _ada(hill)["ts"]) == ("sent", message["ts"])
    assert len(hill.calls(POST)) == 1


async def test_who_has_had_a_prompt_before_is_found_without_a_list_of_everybody(
    hill: Stage,
) -> None:
    await hill.at("2026-11-25T16:49:00+00:00")
    await hill.fault("drop_after", POST)
    await hill.at("2026-11-25T16:50:00+00:00")
    await hill.later(SETTLED)
    assert len(await _inbox(hill)) == 2
    assert [row["state"] for row in hill.deliveries() if row["recipient"] == "U0ADA"][:2] == [
        "sent",
        "sent",
    ]
    assert hill.calls(LIST) == []
    (asked,) = hill.calls(HISTORY)
    since = datetime.fromisoformat("2026-11-25T16:50:00+00:00") - looking.MARGIN
    assert float(asked["request"]["oldest"]) == since.timestamp()


async def test_a_prompt_is_told_from_those_before_it_on_any_page_of_the_history(
    hill: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "MESSAGES", 1)
    due = datetime.fromisoformat(DUE)
    ask = Prompt(Kind.COMPANY_ASK, "U0ADA", due, due + timedelta(hours=1), None, {"from": "U0BEN"})
    await hill.fault("drop_after", POST)
    await hill.at(DUE)
    hill.db.now(deliveries.plan, [ask])
    await hill.later(SETTLED)
    await hill.later(SETTLED)
    assert len(await _inbox(hill)) == 2
    assert _state(hill) == "sent"
    assert hill.deliveries("company ask")[0]["state"] == "sent"


async def test_another_message_of_the_same_day_is_not_taken_for_a_prompt_that_got_lost(
    hill: Stage,
) -> None:
    await hill.at(DUE)
    due = hill.clock.now() + timedelta(minutes=1)
    ask = Prompt(Kind.COMPANY_ASK, "U0ADA", due, due + timedelta(hours=1), None, {"from": "U0BEN"})
    hill.db.now(deliveries.plan, [ask])
    await hill.fault("drop_before", POST)
    await hill.later(60)
    await hill.later(SETTLED)
    assert len(await _inbox(hill)) == 2
    assert hill.deliveries("company ask")[0]["state"] == "sent"


async def test_slack_is_asked_again_until_it_says_whether_the_prompt_is_there(
    hill: Stage,
) -> None:
    await hill.fault("drop_after", POST)
    await hill.fault("status", LIST)
    await hill.fault("ratelimited", HISTORY, retry_after=7)
    await hill.fault("drop_before", HISTORY)
    await hill.at("2026-11-24T16:59:00+00:00")
    assert len(await _inbox(hill)) == 1
    assert _state(hill) == "sent"
    assert len(hill.calls(POST)) == 1


async def test_where_slack_never_says_it_stays_unknown_and_is_not_repeated(hill: Stage) -> None:
    await hill.fault("drop_after", POST)
    await hill.fault("status", LIST, times=1000)
    await hill.at(DUE)
    await hill.later(600 + LOOKED_FOR.total_seconds() + 300)
    assert (_state(hill), _ada(hill)["trouble"]) == ("unknown", "internal_error")
    assert len(hill.calls(POST)) == 1


@pytest.mark.parametrize("kind", ["drop_after", "drop_before", "status"])
async def test_a_channel_prompt_in_doubt_is_marked_unknown_and_never_repeated(
    open_stage: OpenStage, kind: str
) -> None:
    stage = await open_stage(HILL + hill_shift("09:00", "17:00", "U0ADA", "U0BEN"), NOON)
    await stage.fault(kind, POST)
    await stage.at("2026-11-24T17:30:00+00:00")
    row = stage.deliveries()[0]
    assert row["state"] == "unknown"
    assert len(stage.calls(POST)) == 1
    assert stage.calls(HISTORY) == []


async def test_nothing_of_the_person_but_ids_is_kept_with_a_message(hill: Stage) -> None:
    await hill.at(DUE)
    (call,) = hill.calls(POST)
    made = call["request"]["metadata"]["event_payload"]
    assert made == {
        "delivery": str(_ada(hill)["id"]),
        "key": "debrief/U0ADA/hill/2026-11-24T16:50:00+00:00",
    }
