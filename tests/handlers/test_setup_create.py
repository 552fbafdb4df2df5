"""From an empty workspace to the first prompt, without leaving Slack."""

from dataclasses import replace

import pytest

from bot.domain.team import Role, SurveyCadence, Weekly
from bot.store import teams
from sandbox.state.channels import Channel
from tests.support.practice import Stage
from tests.support.set_up import Coordinator, buttons, coordinator, forget_all_teams, texts


@pytest.fixture
async def niko(harbour: Stage) -> Coordinator:
    """An admin of a workspace in which there is no team yet."""
    harbour.db.now(forget_all_teams)
    return coordinator(harbour)


async def test_on_the_first_day_whoever_runs_the_workspace_is_offered_to_begin(
    niko: Coordinator,
) -> None:
    page = await niko.person.home()
    assert "No team is set up here yet." in str(page)
    assert await niko.on_home() == ["setup.create"]
    assert "setup." not in str(buttons(await niko.stage.person("U0CORA").home()))


async def test_a_team_its_people_and_a_shift_bring_the_first_debrief(niko: Coordinator) -> None:
    home = await niko.person.home()
    await niko.person.press(home["id"], "setup.create")
    form = await niko.person.modal()
    assert "America/Toronto" in str(form)
    sent = {"team__name": "North Street", "team__channel": "C0TEAM"}
    assert await niko.send(**sent) == {"result": "updated"}
    page = await niko.person.modal()
    assert "New team North Street: 1 person" in texts(page)
    assert "What comes next: add the people of the team." in texts(page)
    await niko.press("setup.add")
    answer = await niko.send(person=["U0RUTH"], role="supervisor")
    assert answer == {"result": "closed"}
    await niko.part("members")
    await niko.press("setup.add")
    more = {"person": ["U0ANA", "U0MARCUS"], "supervisor": "U0RUTH", "first_day": "2026-11-16"}
    assert await niko.send(**more) == {"result": "closed"}
    assert "<@U0MARCUS>\nPeer supporter, supervised by <@U0RUTH>" in texts(
        await niko.person.modal()
    )
    await niko.person.close()
    assert "What comes next: say when people work" in texts(await niko.person.modal())
    await niko.press("setup.add")
    assert await niko.send(people=["U0ANA", "U0MARCUS"]) == {"result": "closed"}
    assert "What comes next" not in texts(await niko.person.modal())
    team = niko.team("north-street")
    assert [(m.id, m.role) for m in team.members] == [
        ("U0NIKO", Role.COORDINATOR),
        ("U0RUTH", Role.SUPERVISOR),
        ("U0ANA", Role.PEER_SUPPORTER),
        ("U0MARCUS", Role.PEER_SUPPORTER),
    ]
    await niko.stage.at("2026-11-23T16:51:00-05:00")
    (prompt,) = await niko.stage.person("U0ANA").messages("C0TEAM")
    assert "your shift ends at 17:00" in prompt["text"]


async def test_a_name_that_is_taken_is_refused_whoever_has_it(niko: Coordinator) -> None:
    for _ in range(2):
        home = await niko.person.home()
        await niko.person.press(home["id"], "setup.create")
        answer = await niko.send(team__name="North Street", team__channel="C0TEAM")
    assert "There is a team of this name already" in answer["errors"]["team.name"]
    assert len(niko.stage.db.now(teams.every)) == 1


@pytest.mark.parametrize(
    ("values", "block", "told"),
    [
        (
            {"team__timezone": "America/Torronto"},
            "team.timezone",
            "did you mean 'America/Toronto'?",
        ),
        ({"team__channel": "C0CLOSED"}, "team.channel", "invite the app there first"),
        ({"team__name": "  "}, "team.name", "“Name” is missing; add it."),
    ],
)
async def test_a_mistake_is_told_in_the_words_of_a_file_under_its_input(
    niko: Coordinator, values: dict[str, str], block: str, told: str
) -> None:
    channels = niko.stage.practice.sandbox.slack.workspace.channels
    channels["C0CLOSED"] = Channel("C0CLOSED", "closed", "private", ["U0NIKO"], 0)
    home = await niko.person.home()
    await niko.person.press(home["id"], "setup.create")
    answer = await niko.send(**{"team__name": "North", "team__channel": "C0TEAM", **values})
    assert told in answer["errors"][block]
    assert len(answer["errors"]) == 1
    assert niko.stage.db.now(teams.every) == []


async def test_a_channel_without_the_app_is_set_up_and_says_how_to_invite_it(
    niko: Coordinator,
) -> None:
    home = await niko.person.home()
    await niko.person.press(home["id"], "setup.create")
    await niko.send(team__name="North", team__channel="C0GENERAL")
    page = texts(await niko.person.modal())
    assert "The app is not in <#C0GENERAL> yet. Type `/invite @Holdspace` there" in page
    assert page.count("/invite @Holdspace") == 1


async def test_names_that_no_key_can_be_made_of_still_make_a_team(niko: Coordinator) -> None:
    home = await niko.person.home()
    await niko.person.press(home["id"], "setup.create")
    assert await niko.send(team__name="צוות הצפון", team__channel="C0TEAM") == {"result": "updated"}
    (team,) = niko.stage.db.now(teams.every)
    assert team.key.startswith("team-")
    assert team.name == "צוות הצפון"


async def test_every_setting_of_a_file_can_be_set(harbour: Stage) -> None:
    niko = coordinator(harbour)
    before = niko.team()
    await niko.open()
    await niko.part("team")
    sent = {"team__name": "Harbour", "team__timezone": "America/Winnipeg"}
    more = {"holidays__region": "CA-ON", "team__danger_route": "Ring 555."}
    assert await niko.send(**sent, **more) == {"result": "closed"}
    await niko.part("day")
    answer = await niko.send(
        debrief__minutes_before_end="20",
        digest__weekday="friday",
        digest__at="12:30",
        prompts__a_day="6",
        breaks__reminders="no",
    )
    assert answer == {"result": "closed"}
    await niko.part("survey")
    answer = await niko.send(
        survey__template="programme-check",
        survey__first_day="2027-01-04",
        survey__every_weeks="8",
        survey__opens="09:00",
        survey__open_days="7",
        survey__closes="17:00",
        survey__group="city",
    )
    assert answer == {"result": "closed"}
    after = niko.team()
    survey = after.survey
    assert survey
    assert survey == SurveyCadence(
        "programme-check", survey.first_day, 8, survey.opens, survey.closes, 7, "city"
    )
    assert (after.name, after.timezone, after.holiday_region) == (
        "Harbour",
        "America/Winnipeg",
        "CA-ON",
    )
    assert (after.debrief_lead_minutes, after.daily_budget) == (20, 6)
    assert after.digest == Weekly(4, after.digest.at)
    assert not after.break_reminders
    assert after.danger_route == "Ring 555."
    assert after.members == before.members
    there = tuple(replace(shift, timezone="America/Winnipeg") for shift in before.shifts)
    assert after.shifts == there
    await niko.part("survey")
    assert await niko.send(survey__template="none") == {"result": "closed"}
    assert niko.team().survey is None
    assert "Survey: now no survey." in texts(await niko.person.modal())
