"""What a person sees when Slack, the network or the database fails them."""

import asyncio
from contextlib import ExitStack

import pytest
from sqlalchemy import Connection, text

from handlers.once import REMEMBERED, Once
from tests.support.practice import Someone, Stage

CANARY = "quokka marmalade at the kettle"
WRITTEN = {"went_well": CANARY}
POST = "chat.postMessage"


async def _ada_writing(stage: Stage) -> Someone:
    ada = stage.person("U0ADA")
    await ada.command("C0HILL", "/debrief")
    return ada


SURE = "Slack could not take this just now."
UNSURE = "Slack did not say whether it arrived."


@pytest.mark.parametrize("where", ["keep", "share"])
@pytest.mark.parametrize(
    ("fault", "said"), [("ratelimited", SURE), ("status", UNSURE), ("drop_before", UNSURE)]
)
async def test_when_slack_takes_nothing_the_form_stays_open_with_the_words_in_it(
    hill: Stage, fault: str, said: str, where: str
) -> None:
    ada = await _ada_writing(hill)
    await hill.fault(fault, POST, retry_after=30)
    answer = await ada.submit(WRITTEN | {"where": where})
    assert answer["result"] == "errors"
    assert answer["errors"]["went_well"].startswith(said)
    form = await ada.modal()
    assert form["state"]["values"]["went_well"]["went_well"]["value"] == CANARY
    assert await ada.submit() == {"result": "updated"}
    everything = [*await ada.inbox(), *await ada.messages("C0HILL")]
    assert len([message for message in everything if CANARY in message["text"]]) == 1


@pytest.mark.parametrize("fault", ["drop_after", "slow"])
async def test_who_shares_is_told_that_it_may_be_there_to_read_already(
    hill: Stage, fault: str
) -> None:
    ada = await _ada_writing(hill)
    await hill.fault(fault, POST, seconds=2.4)
    answer = await ada.submit(WRITTEN | {"where": "share"})
    assert answer["result"] == "errors"
    assert "It may be in the channel for your team to read already" in str(answer["errors"])


async def test_who_shares_just_after_a_colleague_is_posted_a_moment_later(hill: Stage) -> None:
    ada = await _ada_writing(hill)
    await hill.fault("ratelimited", POST, retry_after=1)
    assert await ada.submit(WRITTEN | {"where": "share"}) == {"result": "updated"}
    assert CANARY in (await ada.messages("C0HILL"))[-1]["text"]


async def test_the_same_submission_handed_over_twice_is_posted_once(hill: Stage) -> None:
    ada = await _ada_writing(hill)
    await hill.fault("double_envelope", "interactive")
    await ada.submit(WRITTEN)
    assert len([message for message in await ada.inbox() if CANARY in message["text"]]) == 1


def _rename(tx: Connection, old: str, new: str) -> None:
    tx.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))


async def test_what_the_database_could_not_take_is_taken_at_the_second_try(
    hill: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    ada = await _ada_writing(hill)
    await hill.db.run(_rename, "agenda_item", "away")
    answer = await ada.submit(WRITTEN | {"where": "supervision"})
    assert answer["result"] == "errors"
    assert answer["errors"]["went_well"].startswith("Something went wrong on our side")
    assert await ada.inbox() == []
    assert CANARY not in caplog.text
    await hill.db.run(_rename, "away", "agenda_item")
    assert await ada.submit() == {"result": "updated"}
    assert str(await ada.home()).count(CANARY) == 1


async def test_who_pressed_in_vain_is_told_kindly_and_given_a_number_that_the_log_has(
    hill: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    await hill.fault("status", "views.open")
    ada = hill.person("U0ADA")
    await ada.command("C0HILL", "/debrief")
    assert await ada.open_forms() == []
    (told,) = await ada.inbox()
    assert told["text"].startswith("Something went wrong on our side")
    (line,) = [record.getMessage() for record in caplog.records if record.name == "handlers.errors"]
    assert line.startswith("A listener failed: SlackApiError, number ")
    assert line.rsplit(" ", maxsplit=1)[-1] in told["text"]


async def test_a_person_who_cannot_be_told_either_costs_a_line_of_the_log_only(
    hill: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    await hill.fault("status", "views.open")
    await hill.fault("drop_before", POST)
    await hill.person("U0ADA").command("C0HILL", "/debrief")
    lines = [record.getMessage() for record in caplog.records]
    assert [line for line in lines if line.startswith("The person could not be told")]


def test_what_failed_may_be_tried_again_and_what_did_not_may_not() -> None:
    once, failing = Once(), ExitStack()
    assert failing.enter_context(once.attempt("form"))
    with pytest.raises(asyncio.CancelledError), failing:
        raise asyncio.CancelledError
    with once.attempt("form") as again:
        assert again
    with once.attempt("form") as twice:
        assert not twice


def test_only_the_latest_are_remembered() -> None:
    once = Once()
    for number in range(REMEMBERED + 1):
        with once.attempt(str(number)):
            pass
    with once.attempt("1") as known, once.attempt("0") as forgotten:
        assert (known, forgotten) == (False, True)
