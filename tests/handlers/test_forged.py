"""Whatever a payload claims, who may do a deed is asked of the database as it is done."""

import pytest

from bot.domain.check_in import CheckInState
from bot.store import agenda, check_ins, people, teams
from tests.handlers.test_supervision_cycle import ADA, BEN, EVE, MONDAY, NIKO, TEAM
from tests.support.practice import Json, OpenStage, Stage

FAY = "U0FAY"
"""A supervisor too, and not Ada's."""

PRESSES = {
    "agenda.build": "keep_agenda",
    "agenda.share": "keep_agenda",
    "agenda.nothing": "say_how_it_went",
    "check_in.see": "see_shared_agenda",
    "check_in.points": "see_shared_agenda",
    "check_in.held": "say_how_it_went",
    "check_in.not_needed": "say_how_it_went",
    "check_in.move": "say_how_it_went",
    "check_in.agree": "say_how_it_went",
}
"""What is pressed, with a check-in's number, and the deed that the log names when it is refused."""

FORMS = {
    "agenda.keep": ("keep_agenda", ("regular", "as_needed", "own", "style", "share")),
    "check_in.add": ("add_points", ("points",)),
    "check_in.put": ("say_how_it_went", ("day", "time")),
    "check_in.agreed": ("say_how_it_went", ("what",)),
}
REFUSED = "That is not open to you here, or not any more."


@pytest.fixture
async def met(open_stage: OpenStage) -> Stage:
    """Ada meets Eve on Thursday; Ben is a peer of hers, and Niko coordinates."""
    stage = await open_stage(TEAM, MONDAY)
    await stage.later(60)
    return stage


def _adas(stage: Stage) -> int:
    coming = stage.db.now(check_ins.planned, ["hill"], stage.clock.now())
    return next(each.id for each in coming if each.slot.person == ADA)


def _everything(stage: Stage) -> object:
    """What a deed could change."""
    number = _adas(stage)
    found = stage.db.now(check_ins.find, number), stage.db.now(check_ins.sealed, number)
    return found, stage.db.now(agenda.of_person, ADA), stage.db.now(teams.every)


def _press(action: str, value: str, user: str, view: Json | None = None) -> Json:
    made = {"type": "button", "action_id": action, "block_id": "b", "value": value}
    where: Json = {"view": view} if view else {}
    where |= {"channel": {"id": "D0FORGED"}, "message": {"ts": "1.1"}} if not view else {}
    return {
        "type": "block_actions",
        "user": {"id": user},
        "team": {"id": "T0", "domain": "hillside"},
        "actions": [made],
        "trigger_id": "1.2.3",
        **where,
    }


def _form(callback: str, number: int, user: str, inputs: tuple[str, ...]) -> Json:
    values: Json = {"day": "2026-11-27", "time": "16:00"}
    state = {name: {name: _held(name, values.get(name, "words"))} for name in inputs}
    blocks = [{"type": "input", "block_id": name} for name in inputs]
    view = {
        "id": f"V{user}",
        "type": "modal",
        "callback_id": callback,
        "private_metadata": str(number),
        "blocks": blocks,
        "state": {"values": state},
    }
    team = {"id": "T0", "domain": "hillside"}
    return {"type": "view_submission", "user": {"id": user}, "team": team, "view": view}


def _held(name: str, value: str) -> Json:
    match name:
        case "day":
            return {"type": "datepicker", "selected_date": value}
        case "time":
            return {"type": "timepicker", "selected_time": value}
        case "share":
            return {"type": "radio_buttons", "selected_option": {"value": "share_it"}}
        case "style":
            return {"type": "radio_buttons", "selected_option": None}
        case "regular" | "as_needed":
            return {"type": "checkboxes", "selected_options": []}
        case _:
            return {"type": "plain_text_input", "value": value}


@pytest.mark.parametrize("user", [BEN, NIKO, FAY])
@pytest.mark.parametrize("action", PRESSES)
async def test_a_forged_press_about_somebody_elses_check_in_is_refused_politely(
    met: Stage, action: str, user: str, caplog: pytest.LogCaptureFixture
) -> None:
    before, number = _everything(met), _adas(met)
    view = {"id": "V0", "type": "modal"} if action == "agenda.share" else None
    payload = _press(action, str(number), user, view)
    answer = await met.forge(type="interactive", payload=payload, trigger=True)
    assert answer["acked"]
    assert _everything(met) == before
    assert REFUSED in (await met.person(user).inbox())[-1]["text"]
    assert await met.person(user).open_forms() == []
    assert f"Refused: {PRESSES[action]}" in caplog.text
    assert not any(who in caplog.text for who in (user, ADA))


@pytest.mark.parametrize("user", [BEN, NIKO, FAY])
@pytest.mark.parametrize("callback", FORMS)
async def test_a_forged_form_about_it_changes_nothing_and_says_so_in_the_form(
    met: Stage, callback: str, user: str, caplog: pytest.LogCaptureFixture
) -> None:
    before, number = _everything(met), _adas(met)
    deed, inputs = FORMS[callback]
    answer = await met.forge(type="interactive", payload=_form(callback, number, user, inputs))
    assert REFUSED in str(answer["response"])
    assert _everything(met) == before
    assert f"Refused: {deed}" in caplog.text


@pytest.mark.parametrize("callback", ["agenda.keep", "check_in.add"])
async def test_either_side_may_not_do_what_is_the_others(met: Stage, callback: str) -> None:
    who = {"agenda.keep": EVE, "check_in.add": ADA}[callback]
    before = _everything(met)
    payload = _form(callback, _adas(met), who, FORMS[callback][1])
    assert REFUSED in str((await met.forge(type="interactive", payload=payload))["response"])
    assert _everything(met) == before


async def test_numbers_that_there_are_not_are_refused_like_those_of_others(met: Stage) -> None:
    payload = _form("agenda.keep", 10**6, ADA, FORMS["agenda.keep"][1])
    assert REFUSED in str((await met.forge(type="interactive", payload=payload))["response"])


async def test_a_form_that_is_repeated_after_the_check_in_was_moved_is_answered_as_before(
    met: Stage,
) -> None:
    number = _adas(met)
    payload = _form("check_in.put", number, EVE, FORMS["check_in.put"][1])
    said = (await met.forge(type="interactive", payload=payload))["response"]
    first = len(met.db.now(check_ins.planned, ["hill"], met.clock.now()))
    again = await met.forge(type="interactive", payload=payload)
    assert "It is on" in str(said)
    assert again["response"] == said
    assert len(met.db.now(check_ins.planned, ["hill"], met.clock.now())) == first
    found = met.db.now(check_ins.find, number)
    assert found
    assert found.state is CheckInState.MOVED


@pytest.mark.parametrize("state", [CheckInState.HELD, CheckInState.MOVED])
async def test_what_was_held_or_moved_elsewhere_is_not_moved_again(
    met: Stage, state: CheckInState
) -> None:
    number = _adas(met)
    met.db.now(check_ins.end, [number], state)
    first = len(met.db.now(check_ins.planned, ["hill"], met.clock.now()))
    payload = _form("check_in.put", number, EVE, FORMS["check_in.put"][1])
    answer = await met.forge(type="interactive", payload=payload)
    assert "It was said already how this one went" in str(answer["response"])
    assert len(met.db.now(check_ins.planned, ["hill"], met.clock.now())) == first


async def test_whoever_has_left_slack_may_do_nothing_any_more(met: Stage) -> None:
    met.db.now(people.note, ADA, left_at=met.clock.now())
    before = _everything(met)
    payload = _form("agenda.keep", _adas(met), ADA, FORMS["agenda.keep"][1])
    assert REFUSED in str((await met.forge(type="interactive", payload=payload))["response"])
    assert _everything(met) == before


async def test_nobody_answers_a_question_that_was_not_put_to_them(
    met: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    value = f"{ADA} 2026-11-23T08:00:00+00:00"
    await met.forge(type="interactive", payload=_press("sooner.yes", value, BEN))
    await met.settled()
    assert not any("will get in touch" in m["text"] for m in await met.person(ADA).inbox())
    assert "Refused: answer_for_supervision" in caplog.text


async def test_a_concern_is_sent_to_nobody_but_who_leads_the_writers_own_team(
    met: Stage,
) -> None:
    form = _form("talk.send", 0, ADA, ("what",))
    form["view"]["blocks"].insert(0, {"type": "input", "block_id": "who"})
    chosen = {"type": "static_select", "selected_option": {"value": BEN}}
    form["view"]["state"]["values"]["who"] = {"who": chosen}
    answer = await met.forge(type="interactive", payload=form)
    assert "no longer supervises or coordinates" in str(answer["response"])
    assert not any("by name" in message["text"] for message in await met.person(BEN).inbox())
