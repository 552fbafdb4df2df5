"""Slack's do-not-disturb: waited for where nobody asked, and no reason to lose a prompt."""

import logging
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from tests.support.hill import HILL, hill_shift
from tests.support.practice import Json, OpenStage, Stage, actions_of

EARLY = "2026-11-24T08:00:00+00:00"
ASK = "dnd.teamInfo"
BREAKS = HILL.replace("reminders = false", "reminders = true")
WITH_SURVEY = """
[survey]
template = "staff-concerns"
first_day = 2026-11-24
opens = "10:00"
open_days = 3
closes = "16:00"
every_weeks = 4
[[members]]
person = "U0FAY"
role = "peer supporter"
[[members]]
person = "U0GUS"
role = "peer supporter"
"""
PEOPLE = ("U0ADA", "U0BEN", "U0CLEO", "U0DINA")


@pytest.fixture
async def day(open_stage: OpenStage) -> Stage:
    """Everybody works from nine to five and is reminded of a break in between."""
    return await open_stage(BREAKS + hill_shift("09:00", "17:00", *PEOPLE), EARLY)


@pytest.fixture
async def alone(open_stage: OpenStage) -> Stage:
    """Ada works from nine to five, and leaves alone."""
    return await open_stage(HILL + hill_shift("09:00", "17:00", "U0ADA"), EARLY)


def _quiet(stage: Stage, *people: str, start: str, end: str) -> None:
    """These let Slack be quiet every day between two hours."""
    everybody = stage.practice.sandbox.slack.workspace.people
    for person in people:
        everybody[person] = replace(everybody[person], dnd=(start, end))


async def _breaks(stage: Stage, person: str) -> list[datetime]:
    """When this person was reminded of a break."""
    inbox = await stage.person(person).inbox()
    found = [message for message in inbox if "breaks.take" in actions_of(message)]
    return [datetime.fromtimestamp(float(m["ts"]), stage.clock.now().tzinfo) for m in found]


def _kind(message: Json) -> str:
    known = {"survey.open": "survey", "breaks.take": "break", "debrief.open": "debrief"}
    (kind,) = {known[action] for action in actions_of(message) if action in known}
    return kind


def _hour(hour: str) -> str:
    return f"2026-11-24T{hour}:00+00:00"


async def test_a_break_comes_after_it_and_not_to_all_in_the_same_minute(day: Stage) -> None:
    _quiet(day, *PEOPLE, start="10:00", end="15:00")
    await day.at(_hour("14:59"))
    assert [await _breaks(day, person) for person in PEOPLE] == [[]] * 4
    await day.at(_hour("15:15"))
    came = [at for person in PEOPLE for at in await _breaks(day, person)]
    assert len(came) == 4
    assert len({at.replace(second=0, microsecond=0) for at in came}) > 1


async def test_who_is_not_to_be_disturbed_until_the_last_call_finds_the_break_at_its_own_minute(
    day: Stage,
) -> None:
    """It would else be lost. Slack shows it without a sound."""
    await day.at(_hour("09:30"))
    planned = {row["recipient"]: row["due_at"] for row in day.deliveries("break")}
    _quiet(day, "U0ADA", start="10:00", end="16:30")
    await day.at(_hour("18:00"))
    assert await _breaks(day, "U0ADA") == [planned["U0ADA"]]


async def test_a_debrief_waits_until_it_is_over_if_the_shift_goes_on_for_longer(
    alone: Stage,
) -> None:
    _quiet(alone, "U0ADA", start="16:00", end="16:55")
    await alone.at(_hour("16:54"))
    assert await alone.person("U0ADA").inbox() == []
    await alone.at(_hour("16:56"))
    assert len(await alone.person("U0ADA").inbox()) == 1


async def test_a_debrief_that_would_come_after_the_shift_comes_before_its_end(
    alone: Stage,
) -> None:
    _quiet(alone, "U0ADA", start="16:00", end="18:00")
    await alone.at(_hour("16:51"))
    (prompt,) = await alone.person("U0ADA").inbox()
    assert "debrief.open" in actions_of(prompt)
    await alone.at(_hour("19:00"))
    assert len(await alone.person("U0ADA").inbox()) == 1


async def test_who_works_in_the_hours_that_slack_takes_for_night_misses_nothing(
    open_stage: OpenStage,
) -> None:
    """Slack's own default, ten to eight, over a shift from ten to six: all of it comes in it."""
    shifts = hill_shift("22:00", "06:00", "U0DINA") + hill_shift("09:00", "17:00", *PEOPLE[:3])
    stage = await open_stage(BREAKS + WITH_SURVEY + shifts, EARLY)
    _quiet(stage, *PEOPLE, "U0FAY", "U0GUS", start="22:00", end="08:00")
    await stage.at("2026-11-25T06:30:00+00:00")
    dina = await stage.person("U0DINA").inbox()
    assert [_kind(message) for message in dina] == ["survey", "break", "debrief"]
    come = [datetime.fromtimestamp(float(message["ts"]), UTC) for message in dina]
    assert datetime.fromisoformat("2026-11-24T22:15:00+00:00") <= come[0]
    assert come[-1] < datetime.fromisoformat("2026-11-25T06:00:00+00:00")


async def test_a_break_on_demand_comes_whatever_slack_says(alone: Stage) -> None:
    _quiet(alone, "U0ADA", start="08:00", end="20:00")
    await alone.at(_hour("12:00"))
    ada = alone.person("U0ADA")
    await ada.command("C0HILL", "/five")
    await alone.at(_hour("12:06"))
    assert len(await ada.inbox()) == 1
    assert not [call for call in alone.calls(ASK) if "U0ADA" in call["request"]["users"]]


@pytest.mark.parametrize(
    ("kind", "more"),
    [("status", {"status": 500}), ("ratelimited", {"retry_after": 30}), ("drop_before", {})],
)
async def test_where_slack_does_not_say_it_goes_out_as_usual(
    alone: Stage, kind: str, more: dict[str, int]
) -> None:
    _quiet(alone, "U0ADA", start="16:00", end="16:55")
    for _ in range(2):  # the client asks once more by itself where a connection breaks
        await alone.fault(kind, ASK, **more)
    await alone.at(_hour("16:51"))
    assert len(await alone.person("U0ADA").inbox()) == 1


async def test_without_the_scope_it_goes_out_as_usual_and_slack_is_not_asked_each_time(
    day: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    slack = day.practice.sandbox.slack
    scopes = slack.manifest.bot_scopes - {"dnd:read"}
    slack.manifest = slack.manifest.model_copy(update={"bot_scopes": scopes})
    _quiet(day, *PEOPLE, start="10:00", end="16:05")
    await day.at(_hour("16:00"))
    assert [len(await _breaks(day, person)) for person in PEOPLE] == [1] * 4
    lines = {record.getMessage() for record in caplog.records if record.levelname == "WARNING"}
    assert lines == {
        "Slack does not say who is not to be disturbed, so prompts go out: missing_scope"
    }


async def test_one_who_has_left_does_not_keep_another_from_their_quiet(
    open_stage: OpenStage,
) -> None:
    """Slack is asked about both at once, and refuses because of one."""
    shifts = hill_shift("09:00", "17:00", "U0ADA") + hill_shift("09:00", "17:01", "U0CLEO")
    stage = await open_stage(HILL + shifts, EARLY)
    _quiet(stage, "U0ADA", start="10:00", end="16:55")
    people = stage.practice.sandbox.slack.workspace.people
    people["U0CLEO"] = replace(people["U0CLEO"], deleted=True)
    await stage.at(_hour("16:54"))
    assert "U0ADA,U0CLEO" in {call["request"]["users"] for call in stage.calls(ASK)}
    assert await stage.person("U0ADA").inbox() == []
    await stage.at(_hour("16:56"))
    assert len(await stage.person("U0ADA").inbox()) == 1


async def test_slack_is_asked_once_about_all_who_are_next(open_stage: OpenStage) -> None:
    """Three who leave alone within the five minutes that an answer holds: one question."""
    ends = {"U0ADA": "17:00", "U0BEN": "17:01", "U0CLEO": "17:02"}
    shifts = "".join(hill_shift("09:00", end, who) for who, end in ends.items())
    shifts = shifts.replace('"S09:00"', '"S"')
    stage = await open_stage(HILL + shifts, EARLY)
    await stage.at(_hour("16:55"))
    assert [len(await stage.person(who).inbox()) for who in ends] == [1, 1, 1]
    asked = [call["request"]["users"].split(",") for call in stage.calls(ASK)]
    assert [sorted(people) for people in asked if "U0ADA" in people] == [sorted(ends)]
    assert sum(not {*people}.isdisjoint(ends) for people in asked) == 1


NO_PUTTING_OFF = """
CREATE TRIGGER no_putting_off BEFORE UPDATE ON delivery
WHEN NEW.state = 'planned' AND NEW.next_try_at > NEW.due_at
BEGIN SELECT RAISE(ABORT, 'away'); END
"""


async def test_where_waiting_cannot_be_written_down_the_channel_next_to_it_still_gets_its_debrief(
    open_stage: OpenStage, caplog: pytest.LogCaptureFixture
) -> None:
    shifts = hill_shift("09:00", "17:00", "U0ADA", "U0BEN")
    stage = await open_stage(HILL + shifts, EARLY)
    alone = hill_shift("09:00", "17:00", "U0CLEO") + hill_shift("12:00", "20:00", "U0DINA")
    await stage.apply(HILL.replace('key = "hill"', 'key = "dale"') + alone)
    _quiet(stage, "U0CLEO", start="16:00", end="16:55")
    await stage.set_clock(_hour("16:50"))
    stage.db.now(lambda tx: tx.execute(text(NO_PUTTING_OFF)))
    stage.wake()
    await stage.settled()
    lines = {record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR}
    assert lines == {"A turn of the schedule failed: IntegrityError"}
    assert {row["state"] for row in stage.deliveries()} == {"planned"}
    stage.db.now(lambda tx: tx.execute(text("DROP TRIGGER no_putting_off")))
    stage.wake()
    await stage.settled()
    assert len(await stage.person("U0EVE").messages("C0HILL")) == 1
    states = {row["recipient"]: row["state"] for row in stage.deliveries()}
    assert (states["C0HILL"], states["U0CLEO"]) == ("sent", "planned")
