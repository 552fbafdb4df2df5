"""R9: reminders, notices and word of what was done go to all invited, whoever answered."""

from collections import Counter
from collections.abc import Sequence

import pytest
from sqlalchemy import select

from bot.domain.prompts import Kind
from bot.seal.keys import key_file
from bot.store.tables import survey_round
from bot.views.parts import metadata
from tests.attacks.report import Line, tell
from tests.attacks.wire import LEVEL, PEOPLE, START, SUPERVISOR, TEAM, Week
from tests.support.practice import OpenStage, Stage

R = survey_round.c
Rounds = dict[str, Counter[str]]


@pytest.fixture
async def stage(open_stage: OpenStage) -> Stage:
    return await open_stage(TEAM, START)


async def test_reminders_go_to_all_invited_whoever_has_answered(stage: Stage) -> None:
    for number, answered in enumerate((PEOPLE[:7], PEOPLE[5:], ())):
        await _answers(stage, number, answered)
        await Week(stage, number).at(days=3.9, hours=0)
    saw = "rounds answered by seven, by another seven, by nobody"
    _all_are_told(stage, Kind.SURVEY_REMINDER, 3, saw)


async def test_notices_of_rounds_held_ended_unread_and_void_go_to_all_whoever_has_answered(
    stage: Stage,
) -> None:
    """Two rounds in a row are held and, after four weeks, deleted unread; two are void
    a day after the close, since a key may come back until then.
    """
    await _answers(stage, 0, PEOPLE[:3])
    await _answers(stage, 4, PEOPLE[9:])
    await Week(stage, 8).at(days=-0.5, hours=0)
    for number, answered in ((8, PEOPLE[:7]), (9, PEOPLE[5:])):
        await _answers(stage, number, answered)
        _lose_the_key(stage)
        await Week(stage, number).at(days=5, hours=23)
    assert _states(stage) == ["unread", "unread", "void", "void"]
    _all_are_told(stage, Kind.SURVEY_HELD, 2, "rounds held, answered by three and by another three")
    saw = "two rounds unread, two void, answered by others each time"
    _all_are_told(stage, Kind.SURVEY_ENDED, 4, saw)


async def test_what_was_done_is_told_to_all_invited_whoever_has_answered(stage: Stage) -> None:
    for number, answered in enumerate((PEOPLE[:7], PEOPLE[5:])):
        await _answers(stage, number, answered)
        await Week(stage, number).at(days=5, hours=0)
        await _say_what_was_done(stage)
        await Week(stage, number).at(days=6, hours=0)
    assert _states(stage) == ["released", "released"]
    saw = "rounds answered by seven and by another seven, each with a word on what was done"
    _all_are_told(stage, Kind.SURVEY_DONE, 2, saw)


async def _say_what_was_done(stage: Stage) -> None:
    """The supervisor, about the latest round."""
    someone = stage.person(SUPERVISOR)
    await someone.press((await someone.home())["id"], "results.open")
    await someone.press((await someone.modal())["id"], "results.tell", block="tell-0")
    await someone.submit({"what": "We met."})
    await someone.close()


async def _answers(stage: Stage, number: int, people: Sequence[str]) -> None:
    """The week's round opens, and these people answer."""
    week = Week(stage, number)
    await week.at(days=0, hours=16)
    for person in people:
        await week.answer(person, {LEVEL: "2"})


def _all_are_told(stage: Stage, kind: Kind, rounds: int, saw: str) -> None:
    """As planned and as posted: everybody once a round, in the same words."""
    planned, posted = _planned(stage, kind), _posted(stage, kind)
    once = Counter(PEOPLE)
    left_out = [found for found in planned.values() if found != once]
    words = [what for what, told in posted.items() if told != once]
    name = f"R9 recipients, {kind}"
    found = f"{len(left_out) + len(words)} of {rounds} differ"
    tell(Line(name, "Holdspace", saw, found, "0", "all invited"))
    assert (len(planned), left_out) == (rounds, [])
    assert (len(posted), words) == (rounds, [])


def _planned(stage: Stage, kind: Kind) -> Rounds:
    rows = stage.deliveries(kind)
    assert {row["state"] for row in rows} == {"sent"}
    found: Rounds = {}
    for row in rows:
        found.setdefault(row["subject"]["round"], Counter())[row["recipient"]] += 1
    return found


def _posted(stage: Stage, kind: Kind) -> Rounds:
    """By when a message was posted and what it says, who got it."""
    found: Rounds = {}
    for call in stage.calls("chat.postMessage"):
        asked = call["request"]
        if (asked.get("metadata") or {}).get("event_type") == metadata(kind)["event_type"]:
            day = str(call["at"])[:10]
            what = f"{day} {asked['text']} {asked['blocks']}"
            found.setdefault(what, Counter())[asked["channel"]] += 1
    return found


def _lose_the_key(stage: Stage) -> None:
    with stage.db.engine.connect() as tx:
        latest = str(tx.scalar(select(R.id).order_by(R.opened_at.desc()).limit(1)))
    key_file(stage.practice.app.services.keys.directory, latest).unlink()


def _states(stage: Stage) -> list[str]:
    with stage.db.engine.connect() as tx:
        return list(tx.scalars(select(R.state).where(R.state != "open").order_by(R.opened_at)))
