"""The last results on Home, for everybody who was asked; and what was done about them."""

import logging
from collections.abc import Sequence

import pytest

from bot.store import teams
from tests.support.practice import HARBOUR, Json, Stage, actions_of

ANA, NIKO, RUTH, SAMIRA, CORA = "U0ANA", "U0NIKO", "U0RUTH", "U0SAMIRA", "U0CORA"
OPEN = "2026-11-23T10:05:00-05:00"
RELEASED = "2026-11-27T16:05:00-05:00"
AFTER_THE_DIGEST = "2026-12-01T12:00:00-05:00"
LATER = "2026-12-02T12:00:00-05:00"
SAID = "We bought a second kettle & moved the handover."
COMMENT = "quokka"
OURS = ("bot", "handlers", "schedules", "slack_bolt", "slack_sdk")


@pytest.fixture
async def released(by_day: Stage) -> Stage:
    """All nine who were asked have answered, and the round has closed."""
    await by_day.at(OPEN)
    for person in _invited(by_day):
        someone = by_day.person(person)
        await someone.command("C0TEAM", "/survey")
        await someone.submit({"item.confidentiality": "2", "comment": COMMENT})
        await someone.close()
    await by_day.at(RELEASED)
    return by_day


def _invited(stage: Stage) -> list[str]:
    (team,) = stage.db.now(teams.every)
    return [member.id for member in team.respondents()]


async def _results(stage: Stage, person: str) -> Json:
    someone = stage.person(person)
    await someone.press((await someone.home())["id"], "results.open")
    return dict(await someone.modal())


async def _say(stage: Stage, person: str, text: str | None) -> Json:
    page = await _results(stage, person)
    someone = stage.person(person)
    await someone.press(page["id"], "results.tell")
    return await someone.submit({"what": text})


async def _notes(stage: Stage, people: Sequence[str]) -> list[list[str]]:
    inboxes = [await stage.person(one).inbox() for one in people]
    return [[m["text"] for m in box if "results.open" in actions_of(m)] for box in inboxes]


async def test_before_a_survey_has_closed_there_are_no_results(by_day: Stage) -> None:
    await by_day.at(OPEN)
    assert "results.open" not in actions_of(await by_day.person(ANA).home())


@pytest.mark.parametrize("person", [ANA, "U0HELEN", NIKO, RUTH])
async def test_everybody_whose_team_was_asked_sees_the_bands(released: Stage, person: str) -> None:
    home = await released.person(person).home()
    assert "“Staff concerns” has closed, and since Friday 27 November" in str(home)
    page = str(await _results(released, person))
    assert "Between 5 and 9 people took part." in page
    assert "A concern for *most or all*: Keeping private things private" in page


async def test_comments_and_advice_are_for_those_whose_digest_had_them(released: Stage) -> None:
    for person in (RUTH, ANA):
        page = str(await _results(released, person))
        assert COMMENT not in page
        assert "What helps" not in page
        await released.person(person).close()
    await released.at(AFTER_THE_DIGEST)
    page = str(await _results(released, RUTH))
    assert page.count(COMMENT) == len(_invited(released))
    assert "What helps" in page
    for person in (ANA, NIKO):
        page = str(await _results(released, person))
        assert COMMENT not in page
        assert "What helps" not in page


async def test_who_becomes_a_supervisor_later_reads_no_older_comments(released: Stage) -> None:
    await released.at(AFTER_THE_DIGEST)
    text = HARBOUR.read_text(encoding="utf-8")
    before, after = text.split('person = "helen@harbour.example"', 1)
    promoted = after.replace('role = "colleague"', 'role = "supervisor"', 1)
    await released.apply(f'{before}person = "helen@harbour.example"{promoted}')
    await released.at("2026-12-08T12:00:00-05:00")
    assert COMMENT not in str(await _results(released, "U0HELEN"))


async def test_a_lead_reads_on_home_that_they_can_say_what_was_done_until_somebody_has(
    released: Stage,
) -> None:
    offered = "you can tell everybody there"
    assert offered in str(await released.person(NIKO).home())
    assert offered not in str(await released.person(ANA).home())
    await _say(released, RUTH, SAID)
    assert offered not in str(await released.person(NIKO).home())


async def test_a_lead_says_what_was_done_and_everybody_who_was_asked_reads_it(
    released: Stage,
) -> None:
    assert await _say(released, RUTH, SAID) == {"result": "closed"}
    assert "a second kettle &amp; moved" in str(await released.person(RUTH).modal())
    for person in (ANA, NIKO, SAMIRA):
        assert "What was done about" in str(await released.person(person).home())
        page = str(await _results(released, person))
        assert "*You said, and this was done:*" in page
        assert ">We bought a second kettle &amp; moved the handover." in page
        assert RUTH not in page


async def test_everybody_who_was_invited_is_told_once_and_in_the_same_words(
    released: Stage,
) -> None:
    await _say(released, RUTH, SAID)
    await released.person(RUTH).close()
    await released.at(AFTER_THE_DIGEST)
    await _say(released, NIKO, "And a third kettle.")
    await released.at(LATER)
    told = await _notes(released, _invited(released))
    assert [len(notes) for notes in told] == [1] * len(told)
    assert len({notes[0] for notes in told}) == 1
    assert "kettle" not in str(told)
    assert await _notes(released, [RUTH, SAMIRA]) == [[], []]
    ana = released.person(ANA)
    (note,) = [m for m in await ana.inbox() if "results.open" in actions_of(m)]
    await ana.click(await ana.dm(), note, "results.open")
    assert "And a third kettle." in str(await ana.modal())
    assert "second kettle" not in str(await ana.modal())


async def test_what_was_said_can_be_changed_by_the_teams_leads_and_taken_back(
    released: Stage,
) -> None:
    await _say(released, RUTH, SAID)
    page = await _results(released, SAMIRA)
    samira = released.person(SAMIRA)
    await samira.press(page["id"], "results.tell")
    (_, what) = (await samira.modal())["blocks"]
    assert what["element"]["initial_value"] == SAID
    await samira.submit({"what": "  "})
    assert "You said" not in str(await samira.modal())
    assert "You said" not in str(await _results(released, ANA))


async def test_what_is_taken_back_before_the_notes_go_out_is_not_announced(
    released: Stage,
) -> None:
    for person in _invited(released):
        someone = released.person(person)
        await someone.press((await someone.home())["id"], "day.quiet")
    await _say(released, RUTH, SAID)
    await released.person(RUTH).close()
    await _say(released, RUTH, None)
    await released.at(LATER)
    assert await _notes(released, _invited(released)) == [[] for _ in _invited(released)]


async def test_a_text_that_is_too_long_is_told_in_the_form_and_changes_nothing(
    released: Stage,
) -> None:
    await _say(released, RUTH, SAID)
    _, sent = _last(released, "view_submission")
    sent["view"]["state"]["values"]["what"]["what"]["value"] = "x" * 2001
    told = await released.forge(type="interactive", payload=sent)
    assert "please shorten it to 2000 characters" in told["response"]["errors"]["what"]
    assert "second kettle" in str(await _results(released, ANA))


@pytest.mark.parametrize("act", ["block_actions", "view_submission"])
async def test_whoever_leads_no_team_that_was_asked_is_refused(
    released: Stage, caplog: pytest.LogCaptureFixture, act: str
) -> None:
    await _say(released, RUTH, SAID)
    assert "results.tell" not in actions_of(await _results(released, ANA))
    await released.person(ANA).close()
    await released.later()
    calls = [number for number, sent in released.envelopes() if _does(sent, act)]
    answer = await released.forge(replay=calls[-1], user=ANA, trigger=True)
    assert "Refused: tell_what_was_done" in caplog.text
    assert SAID not in caplog.text
    refused = [*await released.person(ANA).inbox(), answer]
    assert "That is not open to you here" in str(refused)


async def test_whoever_is_in_no_team_sees_no_results(
    released: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    assert "results.open" not in actions_of(await released.person(CORA).home())
    await _results(released, ANA)
    number, _ = _last(released, "block_actions")
    await released.forge(replay=number, user=CORA, trigger=True)
    assert "Refused: see_results" in caplog.text
    assert await released.person(CORA).open_forms() == []


async def test_nothing_of_it_is_written_in_the_clear(
    released: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        await _say(released, RUTH, SAID)
        await _results(released, ANA)
    assert b"second kettle" not in released.stored()
    ours = [r.getMessage() for r in caplog.records if r.name.startswith(OURS)]
    assert "second kettle" not in str(ours)


def _does(sent: Json, act: str) -> bool:
    """Whether that is a press on the way to what was done, or the form itself."""
    pressed = [each["action_id"] for each in sent.get("actions", [])]
    return sent.get("type") == act and (act != "block_actions" or "results.tell" in pressed)


def _last(stage: Stage, act: str) -> tuple[int, Json]:
    return [one for one in stage.envelopes() if one[1].get("type") == act][-1]
