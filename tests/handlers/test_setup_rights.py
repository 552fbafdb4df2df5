"""Who may set a team up is asked at each press on the server, whatever a button or form holds."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.domain.team import Role, Team
from bot.store import teams
from bot.views.setup import ref
from bot.views.setup.ref import Ref
from sandbox import payloads
from sandbox.client.pressing import Press, press_in_view
from tests.support.practice import Json, Stage
from tests.support.set_up import Coordinator, coordinator, in_slack, texts

REFUSED = "That is not open to you here, or not any more. Nothing was changed."
OTHER = "hill"


@pytest.fixture
async def niko(harbour: Stage) -> Coordinator:
    """Coordinates one of two teams, and runs no workspace."""
    in_slack(harbour, "U0NIKO", is_admin=False)
    here = coordinator(harbour)
    other = replace(here.team(), key=OTHER, name="Hill", shifts=())
    helen = [replace(m, role=Role.COORDINATOR) for m in other.members if m.id == "U0HELEN"]
    harbour.db.now(teams.save, replace(other, survey=None, members=tuple(helen)))
    return here


def _every(stage: Stage) -> list[Team]:
    return stage.db.now(teams.every)


async def _forge(who: Coordinator, view: Json, change: Callable[[str], str]) -> None:
    """What a view holds becomes something else behind the app's back."""
    slack = who.stage.practice.sandbox.slack
    found = slack.workspace.screens.by_id(view["id"])
    assert found
    body = json.loads(change(json.dumps(found.body)))
    found.body.clear()
    found.body.update(body)


def _to_other(text: str) -> str:
    return text.replace('\\"team\\": \\"harbour\\"', f'\\"team\\": \\"{OTHER}\\"')


@pytest.mark.parametrize(
    ("action", "block"),
    [
        ("setup.form", "part.day"),
        ("setup.part", "part.members"),
        ("setup.archive", None),
    ],
)
async def test_a_button_with_another_teams_key_is_refused(
    niko: Coordinator, action: str, block: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    before, page = _every(niko.stage), await niko.open()
    await _forge(niko, page, _to_other)
    await niko.person.press(page["id"], action, block=block)
    assert REFUSED in (await niko.person.inbox())[-1]["text"]
    assert _every(niko.stage) == before
    told = [r.getMessage() for r in caplog.records if r.name == "handlers.errors"]
    assert told == ["Refused: set_up_team"]


@pytest.mark.parametrize("part", ["day", "members"])
async def test_a_form_with_another_teams_key_is_refused_and_changes_nothing(
    niko: Coordinator, part: str
) -> None:
    before = _every(niko.stage)
    await niko.open()
    form = await niko.part(part)
    if part == "members":
        form = await niko.edit("<@U0WREN>")
    await _forge(niko, form, _to_other)
    answer = await niko.send()
    assert REFUSED in str(answer["errors"])
    assert _every(niko.stage) == before


async def test_a_form_cannot_make_another_team_of_the_one_it_is_about(niko: Coordinator) -> None:
    before = _every(niko.stage)
    await niko.open()
    form = await niko.part("team")
    await _forge(niko, form, lambda text: text.replace("team.danger_route", "team.key"))
    found = niko.stage.practice.sandbox.slack.workspace.screens.by_id(form["id"])
    assert found
    found.values["team.key"] = {"team.key": {"type": "plain_text_input", "value": OTHER}}
    del found.values["team.danger_route"]
    answer = await niko.send()
    assert REFUSED in str(answer["errors"])
    assert _every(niko.stage) == before


async def test_whoever_stopped_coordinating_is_refused_in_the_form_they_have_open(
    niko: Coordinator,
) -> None:
    await niko.open()
    await niko.part("day")
    team = niko.team()
    members = [replace(m, role=Role.COLLEAGUE) if m.id == "U0NIKO" else m for m in team.members]
    helen = replace(members[6], role=Role.COORDINATOR)
    after = replace(team, members=(*members[:6], helen, *members[7:]))
    niko.stage.db.now(teams.save, after)
    answer = await niko.send(prompts__a_day="9")
    assert REFUSED in answer["errors"]["debrief.minutes_before_end"]
    assert niko.team() == after


@pytest.mark.parametrize("person", ["U0ANA", "U0RUTH", "U0SAMIRA", "U0HELEN", "U0CORA"])
async def test_nobody_else_is_offered_or_let_do_any_of_it(niko: Coordinator, person: str) -> None:
    in_slack(niko.stage, "U0CORA", is_admin=False)
    before = _every(niko.stage)
    other = coordinator(niko.stage, person)
    assert "setup.open.harbour" not in await other.on_home()
    home = await other.person.home()
    for action, value in {
        ref.OPEN: str(Ref("harbour")),
        ref.ARCHIVE: str(Ref("harbour")),
        ref.BRING_BACK: str(Ref("harbour")),
    }.items():
        await _press_what_is_not_there(other, home, action, value)
        assert REFUSED in (await other.person.inbox())[-1]["text"]
    assert await other.person.open_forms() == []
    assert _every(niko.stage) == before


async def _press_what_is_not_there(who: Coordinator, home: Json, action: str, value: str) -> None:
    """A button of their own making on their own Home tab."""
    slack = who.stage.practice.sandbox.slack
    view = slack.workspace.screens.by_id(home["id"])
    assert view
    label = {"type": "plain_text", "text": "x"}
    button = {"type": "button", "action_id": action, "value": value, "text": label}
    view.body["blocks"].append({"type": "actions", "block_id": action, "elements": [button]})
    await press_in_view(slack, who.person.id, home["id"], Press(action, action))
    await who.stage.settled()


async def test_an_admin_does_not_set_up_a_team_that_has_a_coordinator(niko: Coordinator) -> None:
    in_slack(niko.stage, "U0CORA", is_admin=True)
    cora = coordinator(niko.stage, "U0CORA")
    assert await cora.on_home() == ["setup.create"]
    home = await cora.person.home()
    await _press_what_is_not_there(cora, home, ref.OPEN, str(Ref("harbour")))
    assert REFUSED in (await cora.person.inbox())[-1]["text"]


def _take_coordinators_out(niko: Coordinator) -> None:
    """As a file may that names none."""
    team = niko.team()
    without = tuple(m for m in team.members if m.role is not Role.COORDINATOR)
    niko.stage.db.now(teams.save, replace(team, members=without))


async def test_an_admin_sets_up_a_team_whose_file_names_no_coordinator(niko: Coordinator) -> None:
    in_slack(niko.stage, "U0CORA", is_admin=True)
    _take_coordinators_out(niko)
    cora = coordinator(niko.stage, "U0CORA")
    assert await cora.on_home() == ["setup.open.harbour", "setup.create"]
    await cora.open()
    await cora.part("members")
    await cora.press("setup.add")
    answer = await cora.send(person=["U0CORA"], role="coordinator")
    assert answer == {"result": "closed"}
    assert cora.team().members[-1].role is Role.COORDINATOR


async def test_an_admin_who_is_in_the_team_without_a_coordinator_finds_its_set_up_on_home(
    niko: Coordinator,
) -> None:
    in_slack(niko.stage, "U0RUTH", is_admin=True)
    _take_coordinators_out(niko)
    ruth = coordinator(niko.stage, "U0RUTH")
    assert await ruth.on_home() == ["setup.open.harbour", "setup.create"]
    await ruth.open()
    await ruth.part("day")
    assert await ruth.send(prompts__a_day="7") == {"result": "closed"}
    assert ruth.team().daily_budget == 7


async def test_the_command_opens_the_list_for_whoever_may_and_says_so_to_others(
    niko: Coordinator,
) -> None:
    await niko.person.command("C0GENERAL", "/holdspace setup")
    assert "Choose the team" in texts(await niko.person.modal())
    ana = niko.stage.person("U0ANA")
    await ana.command("C0GENERAL", "/holdspace setup")
    assert "Teams are set up by their coordinators" in texts(await ana.modal())


async def test_a_form_that_slack_hands_over_twice_is_saved_once(niko: Coordinator) -> None:
    await niko.open()
    await niko.part("members")
    form = await niko.press("setup.add")
    await niko.person.fill({"person": ["U0CORA"]})
    slack = niko.stage.practice.sandbox.slack
    view = slack.workspace.screens.by_id(form["id"])
    assert view
    payload = payloads.interaction(slack, "view_submission", "U0NIKO")
    payload |= {"trigger_id": "", "view": payloads.view_json(slack, view), "response_urls": []}
    assert await niko.send() == {"result": "closed"}
    before = niko.team()
    again = await slack.delivery.ask("interactive", payload)
    await niko.stage.settled()
    assert again
    assert again.payload is None or "errors" not in str(again.payload)
    assert niko.team() == before
