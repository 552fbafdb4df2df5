"""R6 to R9: the log at DEBUG, every call to Slack, what is shown in between, reminders."""

import asyncio
from random import Random

import pytest
import yaml

from bot.__main__ import main
from bot.demo.practice import MANIFEST
from bot.domain.prompts import Kind
from bot.views.parts import metadata
from tests.attacks.attackers import Attacker
from tests.attacks.evidence import CANARY, Evidence
from tests.attacks.guessing import Score, bound, guess
from tests.attacks.report import Line, tell
from tests.attacks.settings import ROUNDS
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
    everything,
)
from tests.attacks.wire_attackers import call_arguments, live_figures, log_lines, order_of_digest
from tests.support.practice import OpenStage, Stage

ATTACKERS: dict[str, Attacker] = {
    "R6 log with root at DEBUG": log_lines,
    "R7 arguments of every Slack call": call_arguments,
    "R7 order of answers and of the digest": order_of_digest,
    "R8 `check` and `survey list` before and after": live_figures,
}
SCOPES = {"chat:write", "im:write", "commands", "users:read", "users:read.email"}
SCOPES |= {"channels:read", "groups:read", "im:read", "dnd:read"}
SCOPES |= {"im:history"}  # its own DMs alone, in which nobody can write: the tab is read-only
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
    _act_as_operator(stage, monkeypatch)
    random, scores = Random(3), {name: Score() for name in ATTACKERS}
    for number in range(ROUNDS if ROUNDS > 10 else 2):
        look = None if number else lambda: _shown(capsys, check=False)
        truth, evidence = await attack_week(stage, number, random, listener, look)
        _look_at(evidence)
        for name, attacker in ATTACKERS.items():
            if evidence.metrics or attacker is not live_figures:
                scores[name].add(guess(evidence, attacker(evidence), random), truth)
    for name, score in scores.items():
        verdict, saw = (
            "chance" if score.is_chance else "LINKED",
            f"{score.rounds} rounds on the wire",
        )
        most = f"at most {bound(score.rounds)} of {score.possible}"
        tell(Line(name, "Holdspace", saw, str(score.found), most, verdict))
    assert all(score.is_chance for score in scores.values())


def _look_at(evidence: Evidence) -> None:
    """Beyond chance, nothing at all: no answer, nobody's id and no slot in any line of the log."""
    assert evidence.log
    named = [line for line in evidence.log if any(evidence.tokens(line.encode()))]
    assert named == []
    assert not any(CANARY.decode() in line for line in evidence.log)
    assert len(set(evidence.metrics)) <= 1


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


async def test_reminders_and_notices_go_to_all_invited_whoever_has_answered(
    stage: Stage,
) -> None:
    for number, answered in enumerate((PEOPLE[:7], PEOPLE[5:], ())):
        week = Week(stage, number)
        await week.at(days=0, hours=16)
        for person in answered:
            await week.answer(person, {LEVEL: "2"})
        await week.at(days=3.9, hours=0)
    rows = stage.deliveries(Kind.SURVEY_REMINDER)
    by_round: dict[str, list[str]] = {}
    for row in rows:
        by_round.setdefault(row["subject"]["round"], []).append(row["recipient"])
    left_out = [who for who in by_round.values() if sorted(who) != sorted(PEOPLE)]
    saw = "rounds answered by seven, by another seven, by nobody"
    found = f"{len(left_out)} of {len(by_round)} differ"
    tell(Line("R9 recipients of reminders", "Holdspace", saw, found, "0", "all invited"))
    assert (len(by_round), left_out) == (3, [])
    assert {row["state"] for row in rows} == {"sent"}


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


def _act_as_operator(stage: Stage, env: pytest.MonkeyPatch) -> None:
    """The same settings as the running app's, for the command line."""
    app, sandbox = stage.practice.app, stage.practice.sandbox
    its = app._settings  # noqa: SLF001 - what an operator has in .env
    env.setenv("SLACK_BOT_TOKEN", sandbox.bot_token)
    env.setenv("SLACK_APP_TOKEN", sandbox.app_token)
    env.setenv("SLACK_API_URL", sandbox.api_url)
    env.setenv("HOLDSPACE_SECRET", its.holdspace_secret.get_secret_value())
    env.setenv("DATABASE_URL", its.database_url.get_secret_value())
    env.setenv("ROUND_KEY_DIR", str(its.round_key_dir))


async def _shown(capsys: pytest.CaptureFixture[str], *, check: bool) -> str:
    """What an operator is shown; `check` asks Slack about everybody, which Slack limits."""
    capsys.readouterr()
    for command in (["check"], ["survey", "list"]) if check else (["survey", "list"],):
        await asyncio.to_thread(main, command)
    everything()
    return capsys.readouterr().out
