"""What goes out to somebody, and what waits or stays away, as they would see it."""

from datetime import datetime

import pytest

from bot.domain.prompts import Kind, Prompt
from bot.store import absences, deliveries, rounds
from tests.support.practice import HARBOUR, OpenStage, Stage, actions_of

MORNING = "2026-11-23T06:00:00-05:00"
ANA_BY_DAY = """
[[shifts]]
name = "Day"
rrule = "FREQ=DAILY"
starts = "09:00"
ends = "17:00"
people = ["ana@harbour.example"]
"""
ANA, PRIYA, JOANNE = "U0ANA", "U0PRIYA", "U0JOANNE"


@pytest.fixture
async def alone(open_stage: OpenStage) -> Stage:
    """The example team, of whom Ana alone has shifts; all are sent four messages a day at most."""
    text = HARBOUR.read_text(encoding="utf-8")
    stage = await open_stage(HARBOUR, MORNING)
    await stage.apply(text[: text.index("[[shifts]]")] + ANA_BY_DAY)
    return stage


def _at(hour: str, day: int = 23) -> str:
    return f"2026-11-{day}T{hour}:00-05:00"


def _remind(stage: Stage, person: str, hour: str) -> None:
    """One more word about the open survey, for as long as it is open."""
    (opened,) = stage.db.now(rounds.open_rounds)
    due = datetime.fromisoformat(_at(hour))
    about = {"round": opened.id}
    prompt = Prompt(Kind.SURVEY_REMINDER, person, due, opened.closes_at, "harbour", about)
    stage.db.now(deliveries.plan, [prompt])


async def _told(stage: Stage, person: str) -> list[str]:
    """What somebody was sent, each in a word."""
    words = []
    for message in await stage.person(person).inbox():
        actions = actions_of(message)
        known = {"survey.open": "survey", "breaks.take": "break", "debrief.open": "debrief"}
        words += [word for action, word in known.items() if action in actions]
    return sorted(words)


def _states(stage: Stage, kind: Kind, person: str) -> list[str]:
    return [row["state"] for row in stage.deliveries(kind) if row["recipient"] == person]


async def test_the_fifth_of_a_day_stays_away_and_the_debrief_still_comes(alone: Stage) -> None:
    await alone.at(_at("10:05"))
    for hour in ("10:30", "10:40"):
        _remind(alone, ANA, hour)
    await alone.at(_at("11:00"))
    assert await _told(alone, ANA) == ["survey", "survey"]
    await alone.at(_at("23:00"))
    assert await _told(alone, ANA) == ["break", "debrief", "survey", "survey"]
    await alone.at(_at("09:20", day=24))
    assert len(await _told(alone, ANA)) == 5


async def test_who_begins_later_is_invited_when_they_are_at_work(harbour: Stage) -> None:
    await harbour.at(_at("10:05"))
    assert await _told(harbour, ANA) == ["survey"]
    assert await _told(harbour, PRIYA) == await _told(harbour, "U0TOBIAS") == []
    await harbour.at(_at("14:14"))
    assert await _told(harbour, PRIYA) == []
    await harbour.at(_at("14:16"))
    assert await _told(harbour, PRIYA) == await _told(harbour, JOANNE) == ["survey"]


async def test_who_has_answered_from_home_is_written_to_like_all_others(harbour: Stage) -> None:
    await harbour.at(_at("10:05"))
    priya = harbour.person(PRIYA)
    await priya.command("C0TEAM", "/survey")
    await priya.submit({"item.confidentiality": "1"})
    _remind(harbour, PRIYA, "11:00")
    _remind(harbour, JOANNE, "11:00")
    for hour in ("12:00", "14:16", "20:00", "21:59"):
        await harbour.at(_at(hour))
        assert await _told(harbour, PRIYA) == await _told(harbour, JOANNE)
    inboxes = [await harbour.person(who).inbox() for who in (PRIYA, JOANNE)]
    first, second = ([message["text"] for message in inbox] for inbox in inboxes)
    assert first == second


async def test_who_is_quiet_is_invited_on_the_next_day_and_offered_no_debrief(
    alone: Stage,
) -> None:
    midnight = datetime.fromisoformat(_at("00:00", day=24))
    alone.db.now(absences.be_quiet, ANA, midnight)
    await alone.at(_at("23:59"))
    assert await _told(alone, ANA) == []
    assert _states(alone, Kind.DEBRIEF, ANA)[0] == "withdrawn"
    await alone.at(_at("09:16", day=24))
    assert await _told(alone, ANA) == ["survey"]


async def test_a_paused_kind_stays_away_and_the_others_come(alone: Stage) -> None:
    alone.db.now(absences.set_pauses, ANA, [Kind.DEBRIEF], {Kind.DEBRIEF: None})
    await alone.at(_at("23:00"))
    assert await _told(alone, ANA) == ["break", "survey"]


async def test_who_ends_their_quiet_is_invited_at_once(alone: Stage) -> None:
    await alone.at(_at("09:50"))
    ana = alone.person(ANA)
    await ana.command("C0TEAM", "/holdspace quiet")
    await alone.at(_at("14:30"))
    assert await _told(alone, ANA) == []
    *_, told = await ana.messages("C0TEAM")
    await ana.click("C0TEAM", told, "day.loud")
    await alone.later()
    assert await _told(alone, ANA) == ["survey"]


SATURDAYS = ANA_BY_DAY.replace("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=SA")
THURSDAY_AFTERNOON = SATURDAYS.replace("BYDAY=SA", "BYDAY=TH").replace("09:00", "13:00")


async def _with_shifts(stage: Stage, shifts: str) -> None:
    text = HARBOUR.read_text(encoding="utf-8")
    await stage.apply(text[: text.index("[[shifts]]")] + shifts)
    await stage.practice.app.tick()


async def test_who_is_given_a_shift_while_a_survey_is_open_is_invited_in_it(
    alone: Stage,
) -> None:
    """It closes on Friday, and until Thursday noon Ana is expected on Saturday only."""
    await _with_shifts(alone, SATURDAYS)
    await alone.at(_at("12:00", day=26))
    assert await _told(alone, ANA) == []
    await _with_shifts(alone, SATURDAYS + THURSDAY_AFTERNOON)
    await alone.at(_at("13:14", day=26))
    assert await _told(alone, ANA) == []
    await alone.at(_at("13:16", day=26))
    assert await _told(alone, ANA) == ["survey"]


async def test_who_is_first_at_work_on_the_last_day_is_invited_and_not_reminded_as_well(
    alone: Stage,
) -> None:
    fridays = ANA_BY_DAY.replace("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=FR")
    await _with_shifts(alone, fridays)
    await alone.at(_at("15:59", day=27))
    (message,) = [m for m in await alone.person(ANA).inbox() if "survey.open" in actions_of(m)]
    assert message["text"].startswith("How is it going, really?")
    reminders = _states(alone, Kind.SURVEY_REMINDER, ANA)
    assert reminders == ["withdrawn"]


async def test_who_has_no_shift_on_the_last_day_goes_without_the_reminder(alone: Stage) -> None:
    mondays = ANA_BY_DAY.replace("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO")
    await _with_shifts(alone, mondays)
    await alone.at(_at("16:30", day=27))
    told = [m["text"] for m in await alone.person(ANA).inbox() if "survey.open" in actions_of(m)]
    assert [text.splitlines()[0] for text in told] == ["How is it going, really?"]
    assert _states(alone, Kind.SURVEY_REMINDER, ANA) == ["late"]
