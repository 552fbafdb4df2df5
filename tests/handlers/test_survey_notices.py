"""What everybody who was invited is sent about a survey, whether they have answered or not."""

from bot.domain.survey import Answer
from bot.domain.team import READS_DIGEST
from bot.seal.opening import answers
from bot.store import rounds, teams
from bot.views.parts import View
from handlers.survey import Survey
from tests.support.practice import Json, Stage

OPEN = "2026-11-23T10:05:00-05:00"
A_DAY_BEFORE = "2026-11-26T16:05:00-05:00"
AFTER_CLOSE = "2026-11-27T16:05:00-05:00"
A_DAY_AFTER_CLOSE = "2026-11-28T16:05:00-05:00"
A_WEEK_LATER = "2026-12-04T16:05:00-05:00"
LEVEL = "item.confidentiality"


def _people(stage: Stage, *, invited: bool) -> list[str]:
    (team,) = stage.db.now(teams.every)
    return [m.id for m in team.members if (m.role not in READS_DIGEST) is invited]


async def _answer(stage: Stage, person: str) -> None:
    someone = stage.person(person)
    await someone.command("C0TEAM", "/survey")
    await someone.submit({LEVEL: "2", "comment": "quokka"})


async def _told(stage: Stage, person: str, title: str) -> list[Json]:
    return [m for m in await stage.person(person).inbox() if m["text"].startswith(title)]


async def _alike(stage: Stage, title: str) -> str:
    """Everybody invited got it once, in the same words, and nobody else did."""
    got = [await _told(stage, person, title) for person in _people(stage, invited=True)]
    assert [len(found) for found in got] == [1] * len(got)
    for person in _people(stage, invited=False):
        assert await _told(stage, person, title) == []
    (text,) = {found[0]["text"] for found in got}
    return str(text)


async def test_one_reminder_goes_to_all_a_day_before_the_close(by_day: Stage) -> None:
    await by_day.at(OPEN)
    await _answer(by_day, "U0ANA")
    await by_day.at("2026-11-26T15:55:00-05:00")
    assert await _told(by_day, "U0MARCUS", "The survey closes soon") == []
    await by_day.at(A_DAY_BEFORE)
    text = await _alike(by_day, "The survey closes soon")
    assert "Friday 27 November, 16:00" in text
    await by_day.at(AFTER_CLOSE)
    await _alike(by_day, "The survey closes soon")


async def test_when_a_round_is_held_everybody_invited_is_told_once(by_day: Stage) -> None:
    await by_day.at(OPEN)
    await _answer(by_day, "U0ANA")
    await by_day.at(AFTER_CLOSE)
    text = await _alike(by_day, "The survey stays open a little longer")
    assert "open until Friday 4 December, 16:00" in text
    assert "until Monday 21 December, 10:00 at the latest" in text
    await by_day.at(A_WEEK_LATER)
    await _alike(by_day, "The survey stays open a little longer")
    assert len(by_day.db.now(rounds.open_rounds)) == 1


async def test_when_the_key_is_lost_everybody_invited_is_told_so(by_day: Stage) -> None:
    await by_day.at(OPEN)
    (opened,) = by_day.db.now(rounds.open_rounds)
    by_day.practice.app.services.keys.destroy(opened.id)
    await by_day.at(AFTER_CLOSE)
    assert len(by_day.db.now(rounds.open_rounds)) == 1
    await by_day.at(A_DAY_AFTER_CLOSE)
    await by_day.at(A_DAY_AFTER_CLOSE.replace("16:05", "16:07"))
    text = await _alike(by_day, "About the last survey")
    assert "The key that opens the answers was lost" in text


async def test_a_released_round_sends_no_notice(harbour: Stage) -> None:
    await harbour.at(OPEN)
    for person in _people(harbour, invited=True):
        await _answer(harbour, person)
    await harbour.at(AFTER_CLOSE)
    for person in _people(harbour, invited=True):
        assert await _told(harbour, person, "About the last survey") == []
        assert await _told(harbour, person, "The survey stays open") == []


async def test_an_older_answer_that_slack_hands_over_again_does_not_count(harbour: Stage) -> None:
    await harbour.at(OPEN)
    its = harbour.practice.app.services
    (opened,) = harbour.db.now(rounds.open_rounds)
    survey, acks = Survey(its), []

    async def ack(**said: View) -> None:
        acks.append(said)

    def sent(view: str, level: str) -> Json:
        chosen = {LEVEL: {LEVEL: {"selected_option": {"value": level}}}}
        state = {"values": chosen}
        view_sent = {"id": view, "private_metadata": opened.id, "state": state}
        return {"view": view_sent, "user": {"id": "U0ANA"}}

    for body in (sent("V1", "2"), sent("V2", "0"), sent("V1", "2")):
        await survey.answer(ack, body)  # type: ignore[arg-type]  # all that is asked of an ack
    slots = harbour.db.now(rounds.take_slots, opened.id)
    assert list(answers(its.keys.private(opened.id), slots)) == [Answer({"confidentiality": 0})]
    assert acks[0] == acks[1] == acks[2]
