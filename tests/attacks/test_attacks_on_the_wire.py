"""R6 to R8: the log at DEBUG, every call to Slack, what is shown in between."""

from random import Random

import pytest
import yaml

from bot.demo.practice import MANIFEST
from bot.domain.prompts import Kind
from bot.views.parts import metadata
from tests.attacks.attackers import Attacker
from tests.attacks.evidence import CANARY, Evidence
from tests.attacks.guessing import Score, bound
from tests.attacks.operator_page import act_as_operator, told_by
from tests.attacks.report import Line, tell
from tests.attacks.settings import LOOKED_AT, ROUNDS
from tests.attacks.wire import (
    LEVEL,
    PEOPLE,
    START,
    SUPERVISOR,
    TEAM,
    Json,
    Listener,
    Week,
    attack_week,
    calls,
)
from tests.attacks.wire_attackers import call_arguments, live_figures, log_lines, order_of_digest
from tests.support.practice import OpenStage, Stage

ORDER = "R7 order of answers and of the digest"
"""The only one that always has something to go by, if nothing of worth."""
ATTACKERS: dict[str, Attacker] = {
    "R6 log with root at DEBUG": log_lines,
    "R7 arguments of every Slack call": call_arguments,
    ORDER: order_of_digest,
    "R8 `check` and `survey list` before and after": live_figures,
}
SCOPES = {"chat:write", "im:write", "commands", "users:read", "users:read.email"}
SCOPES |= {"channels:read", "groups:read", "im:read", "dnd:read"}
SCOPES |= {"im:history"}  # its own DMs alone; what people write there is neither kept nor looked at
SCOPES |= {"files:write"}  # a person's own file, into their own DM
ONCE = frozenset({"trigger_id", "view_id", "hash", "ts", "id", "root_view_id", "block_id"})
"""What Slack makes up anew for each call."""


@pytest.fixture
async def stage(open_stage: OpenStage) -> Stage:
    return await open_stage(TEAM, START)


async def test_whoever_reads_the_log_and_every_call_links_no_answer_beyond_chance(
    stage: Stage,
    listener: Listener,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    act_as_operator(stage, monkeypatch)
    random, scores = Random(3), {name: Score() for name in ATTACKERS}
    for number in range(ROUNDS):
        look = (lambda: _shown(capsys)) if number < LOOKED_AT else None
        truth, evidence = await attack_week(stage, number, random, listener, look)
        _look_at(evidence)
        for name, attacker in ATTACKERS.items():
            if evidence.metrics or attacker is not live_figures:
                scores[name].add(evidence, attacker(evidence), random, truth)
    for name, score in scores.items():
        saw = f"{score.rounds} rounds on the wire"
        most = f"at most {bound(score.rounds)} of {score.possible}"
        tell(Line(name, "Holdspace", saw, str(score.found), most, score.verdict))
    assert all(score.is_chance for score in scores.values())
    assert {name for name, score in scores.items() if score.claimed} <= {ORDER}


def _look_at(evidence: Evidence) -> None:
    """Beyond chance, nothing at all: no answer, nobody's id and no slot in any line of the log.

    What an operator is shown is the same from before the first answer to after the last.
    """
    assert evidence.log
    if evidence.tokens("\n".join(evidence.log).encode()):  # all at once, which is quicker
        assert [line for line in evidence.log if evidence.tokens(line.encode())] == []
    assert not any(CANARY.decode() in line for line in evidence.log)
    assert len(set(evidence.metrics)) <= 1
    assert len(evidence.metrics) in {0, len(evidence.seen_at_work) + 1}


async def test_forced_errors_tell_the_log_nothing(stage: Stage, listener: Listener) -> None:
    week = Week(stage)
    await week.at(days=0, hours=16)
    listener.lines.clear()
    person = await week.open_form(PEOPLE[0])
    modal = await person.modal()
    with stage.db.engine.begin() as tx:
        tx.exec_driver_sql("ALTER TABLE survey_slot RENAME TO elsewhere")
    await person.submit({LEVEL: "2", "comment": f"{CANARY.decode()}broken"})
    with stage.db.engine.begin() as tx:
        tx.exec_driver_sql("ALTER TABLE elsewhere RENAME TO survey_slot")
    await stage.fault("status", "views.open")
    await week.open_form(PEOPLE[1])
    await stage.settled()
    text = "\n".join(listener.lines)
    assert modal
    assert "OperationalError" in text
    assert CANARY.decode() not in text
    assert not any(person in text for person in PEOPLE)


async def test_every_call_to_slack_is_the_same_for_everybody_and_none_is_edited(
    stage: Stage, listener: Listener
) -> None:
    await attack_week(stage, 0, Random(5), listener)
    made = calls(stage)
    assert {call["method"] for call in made} <= ALLOWED
    opened = {str(_alike(call["request"])) for call in made if _is(call, "views.open")}
    acks = {str(_alike(call["response"])) for call in made if _is(call, "interactive")}
    assert len(opened) == 1
    assert len(acks) == 2  # a button's, which is empty, and a form's
    posts = [call for call in made if call["method"] == "chat.postMessage"]
    for kind in (Kind.SURVEY_INVITATION, Kind.SURVEY_REMINDER):
        told = [p["request"] for p in posts if _kind(p) == metadata(kind)["event_type"]]
        assert sorted(one["channel"] for one in told) == sorted(PEOPLE), kind
        assert len({str((one["text"], one["blocks"])) for one in told}) == 1
    answers = [p for p in posts if CANARY.decode() in str(p)]
    assert {p["request"]["channel"] for p in answers} == {SUPERVISOR}


async def test_home_and_the_invitation_look_the_same_before_and_after_an_answer(
    stage: Stage,
) -> None:
    week, person = Week(stage), stage.person(PEOPLE[3])
    await week.at(days=0, hours=16)
    before = _alike(await person.home()), await person.inbox()
    await week.answer(person.id, {LEVEL: "2", "comment": "a word"})
    assert (_alike(await person.home()), await person.inbox()) == before


def test_the_app_asks_for_no_scope_with_which_it_could_read_what_people_write() -> None:
    scopes = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))["oauth_config"]["scopes"]
    assert set(scopes["bot"]) <= SCOPES
    assert set(scopes) == {"bot"}


ALLOWED = {
    "auth.test",
    "apps.connections.open",
    "chat.postMessage",
    "users.info",
    "users.list",
    "users.lookupByEmail",
    "conversations.info",
    "conversations.list",
    "dnd.teamInfo",
    "views.open",
    "interactive",
    "events_api",  # Home is opened, and what the app itself wrote in a DM comes back as an event
}
"""No chat.update, no chat.delete, no reaction: nothing that was posted ever changes."""


def _is(call: Json, method: str) -> bool:
    return bool(call["method"] == method)


def _kind(post: Json) -> str:
    return str((post["request"].get("metadata") or {}).get("event_type", ""))


def _alike(value: object) -> object:
    """Without what Slack makes up."""
    if isinstance(value, dict):
        return {key: _alike(one) for key, one in value.items() if key not in ONCE}
    return [_alike(one) for one in value] if isinstance(value, list) else value


async def _shown(capsys: pytest.CaptureFixture[str]) -> str:
    """What an operator is shown while a round is open, and that it is what it should be."""
    told = await told_by(capsys, "check")
    assert "\nok     database\n" in told
    assert f"survey (invites {len(PEOPLE)})" in told
    rounds = await told_by(capsys, "survey", "list")
    assert rounds.count("open until") == 1
    return told + rounds
