"""People, shifts and check-ins of a team, changed by its coordinator in Slack."""

from dataclasses import replace

import pytest

from bot.domain.team import Cadence, Role
from bot.store import teams
from bot.team_file.write import names_of, to_data, to_toml
from bot.use_cases.leave_slack import leave_slack
from tests.support.practice import Json, Stage
from tests.support.set_up import Coordinator, buttons, coordinator, in_slack, inputs, texts


@pytest.fixture
async def niko(harbour: Stage) -> Coordinator:
    return coordinator(harbour)


async def _person(who: Coordinator, person: str) -> Json:
    """The form of one person."""
    await who.open()
    await who.part("members")
    return await who.edit(f"<@{person}>")


async def test_a_person_is_changed_and_all_else_stays(niko: Coordinator) -> None:
    before = niko.team()
    form = await _person(niko, "U0RUTH")
    assert inputs(form) == ["role", "timezone", "peer_supervisor", "first_day", "cover"]
    answer = await niko.send(cover="U0NIKO", first_day="2026-01-12")
    assert answer == {"result": "closed"}
    ruth = niko.team().member("U0RUTH")
    assert ruth
    assert (ruth.cover, str(ruth.first_day)) == ("U0NIKO", "2026-01-12")
    others = [m for m in niko.team().members if m.id != "U0RUTH"]
    assert others == [m for m in before.members if m.id != "U0RUTH"]
    await niko.person.close()
    assert "People (changed: Ruth Abernathy)." in texts(await niko.person.modal())


async def test_a_form_that_is_sent_as_it_was_changes_nothing(niko: Coordinator) -> None:
    before = niko.team()
    await _person(niko, "U0WREN")
    assert await niko.send() == {"result": "closed"}
    await niko.person.close()
    for part in ("team", "day", "survey"):
        await niko.part(part)
        assert await niko.send() == {"result": "closed"}
    await niko.part("shifts")
    for name in ("Evening", "Weekend"):
        await niko.edit(f"*{name}*")
        assert await niko.send() == {"result": "closed"}
    assert niko.team() == before
    await niko.person.close()
    assert "Nothing had to be changed." in texts(await niko.person.modal())


async def test_a_time_zone_that_is_emptied_is_the_one_of_slack(niko: Coordinator) -> None:
    await _person(niko, "U0WREN")
    await niko.send(timezone="America/Vancouver")
    await niko.edit("<@U0WREN>")
    assert await niko.send(timezone=None) == {"result": "closed"}
    wren = niko.team().member("U0WREN")
    assert wren
    assert wren.timezone == "America/Winnipeg"


async def test_whoever_is_named_in_their_old_role_is_named_in_the_refusal(
    niko: Coordinator,
) -> None:
    await _person(niko, "U0RUTH")
    answer = await niko.send(role="colleague")
    told = answer["errors"]["role"]
    assert told.startswith("Ana Duarte: 'Ruth Abernathy' is here as colleague, not as supervisor")
    assert niko.team().member("U0RUTH").role is Role.SUPERVISOR  # type: ignore[union-attr]


async def test_someone_who_is_there_already_is_not_added_twice(niko: Coordinator) -> None:
    await niko.open()
    await niko.part("members")
    await niko.press("setup.add")
    answer = await niko.send(person=["U0CORA", "U0ANA"])
    assert answer["errors"]["person"] == "'Ana Duarte' is there already; name each person once."
    assert await niko.send(person=["U0CORA"]) == {"result": "closed"}
    assert niko.team().members[-1].name == "Cora Lindqvist"


async def test_a_person_is_taken_out_of_team_and_shifts(niko: Coordinator) -> None:
    form = await _person(niko, "U0TOBIAS")
    confirm = form["blocks"][-1]["elements"][0]["confirm"]
    assert "Tobias Okafor is sent nothing more" in confirm["text"]["text"]
    shown = await niko.press("setup.remove")
    assert "<@U0TOBIAS> is no longer in the team." in texts(shown)
    team = niko.team()
    assert team.member("U0TOBIAS") is None
    assert "Night, on one's own" not in [shift.name for shift in team.shifts]
    assert [s.people for s in team.shifts if s.name == "Night, two of us"] == [("U0JOANNE",)]
    waiting = [d for d in niko.stage.deliveries() if d["state"] == "planned"]
    assert "U0TOBIAS" not in {d["recipient"] for d in waiting}
    await niko.person.close()
    assert "<@U0TOBIAS>" not in texts(await niko.person.modal())


async def test_whom_a_supervisor_supervised_are_given_to_somebody_before_they_go(
    niko: Coordinator,
) -> None:
    await _person(niko, "U0HELEN")
    await niko.send(role="supervisor")
    await niko.edit("<@U0RUTH>")
    form = await niko.press("setup.remove")
    assert inputs(form) == ["heir.supervisor"]
    assert "Supervisor of Ana Duarte, Marcus Bell" in str(form)
    assert await niko.send(heir__supervisor="U0HELEN") == {"result": "closed"}
    team = niko.team()
    assert team.member("U0RUTH") is None
    supervised = {m.id for m in team.members if m.supervisor == "U0HELEN"}
    assert len(supervised) == 7


async def test_the_last_coordinator_stays_until_there_is_another(niko: Coordinator) -> None:
    before = niko.team()
    await _person(niko, "U0NIKO")
    answer = await niko.send(role="colleague")
    assert "make somebody else a coordinator first" in answer["errors"]["role"]
    shown = await niko.press("setup.remove")
    assert "make somebody else a coordinator first" in texts(shown)
    assert niko.team() == before


async def test_a_coordinator_who_left_slack_does_not_count_and_stands_as_such_in_the_list(
    niko: Coordinator,
) -> None:
    await _person(niko, "U0HELEN")
    await niko.send(role="coordinator")
    niko.stage.db.now(leave_slack, ["U0HELEN"], niko.stage.clock.now())
    await niko.edit("<@U0NIKO>")
    answer = await niko.send(role="colleague")
    assert "make somebody else a coordinator first" in answer["errors"]["role"]
    await niko.person.close()
    await niko.person.close()
    await niko.part("members")
    await niko.edit("<@U0HELEN>\nCoordinator, no longer in Slack")
    assert await niko.send(first_day="2026-01-12") == {"result": "closed"}
    await niko.person.close()
    assert "People (changed: Helen Kowalski)." in texts(await niko.person.modal())


async def test_whoever_hands_over_sees_that_the_team_is_not_theirs_any_more(
    niko: Coordinator,
) -> None:
    await _person(niko, "U0HELEN")
    await niko.send(role="coordinator")
    await niko.edit("<@U0NIKO>")
    assert await niko.send(role="colleague") == {"result": "closed"}
    assert "There is no team yet that is yours to set up" in texts(await niko.person.modal())
    in_slack(niko.stage, "U0NIKO", is_admin=False)
    assert await niko.on_home() == []


async def test_a_shift_is_added_changed_and_ended(niko: Coordinator) -> None:
    await niko.open()
    await niko.part("shifts")
    form = await niko.press("setup.add")
    assert inputs(form) == ["name", "days", "starts", "ends", "people"]
    answer = await niko.send(name="Late", days=["sat"], starts="20:00", ends="02:00", people=[])
    assert "people" in answer["errors"]
    assert await niko.send(people=["U0WREN"]) == {"result": "closed"}
    late = niko.team().shifts[-1]
    assert (late.rrule, late.people) == ("FREQ=WEEKLY;BYDAY=SA", ("U0WREN",))
    assert f"{late.starts:%H:%M} {late.ends:%H:%M} {late.timezone}" == "20:00 02:00 America/Toronto"
    await niko.edit("*Late*")
    assert await niko.send(name="Later", people=["U0CORA"]) == {
        "result": "errors",
        "errors": {"people": "'Cora Lindqvist' is nobody in [[members]]; add or correct them."},
    }
    assert await niko.send(people=["U0DEV"]) == {"result": "closed"}
    await niko.edit("*Later*")
    assert "The shift is gone." in texts(await niko.press("setup.remove"))
    assert [shift.name for shift in niko.team().shifts][-1] == "Weekend"


async def test_a_shift_by_a_rule_keeps_what_was_filled_in_before_it_was_asked_for(
    niko: Coordinator,
) -> None:
    await niko.open()
    await niko.part("shifts")
    await niko.press("setup.add")
    await niko.person.fill({"name": "First Tuesdays", "people": ["U0ANA"]})
    form = await niko.press("setup.more")
    assert {"rrule", "first_day", "last_day", "timezone"} < set(inputs(form))
    rule = "FREQ=MONTHLY;BYDAY=1TU"
    answer = await niko.send(rrule=rule)
    assert "needs either `days` or `rrule`" in answer["errors"]["rrule"]
    assert await niko.send(days=[]) == {"result": "closed"}
    made = niko.team().shifts[-1]
    assert (made.name, made.rrule, made.people) == ("First Tuesdays", rule, ("U0ANA",))


async def test_a_rhythm_of_check_ins_is_added_changed_and_ended(niko: Coordinator) -> None:
    before = niko.team().cadences
    await niko.open()
    await niko.part("check_ins")
    form = await niko.press("setup.add")
    wanted = ["role", "weeks", "weekday", "onboarding", "at", "first_day", "people"]
    assert inputs(form) == wanted
    sent = {"weeks": "4", "weekday": "thursday", "onboarding": "2", "first_day": "2026-11-26"}
    assert await niko.send(**sent) == {"result": "closed"}
    *others, cadence = niko.team().cadences
    assert tuple(others) == before
    assert cadence == Cadence(
        Role.SUPERVISOR,
        "FREQ=WEEKLY;INTERVAL=4;BYDAY=TH",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH",
        cadence.first_day,
        cadence.at,
    )
    assert f"{cadence.first_day} {cadence.at:%H:%M}" == "2026-11-26 10:00"
    line = "*Supervisor*\nEvery 4 weeks, at 10:00, for everybody else"
    assert line in texts(await niko.person.modal())
    await niko.edit("*Supervisor*\nEvery 4 weeks")
    assert await niko.send(onboarding="same") == {"result": "closed"}
    cadence = niko.team().cadences[-1]
    assert cadence.onboarding_rrule == cadence.rrule == "FREQ=WEEKLY;INTERVAL=4;BYDAY=TH"
    await niko.edit("*Supervisor*\nEvery 4 weeks")
    await niko.press("setup.more")
    answer = await niko.send(rrule="FREQ=HOURLY")
    assert answer["errors"]["rrule"].startswith("“Rule” needs FREQ= one of")
    assert await niko.send(rrule="FREQ=MONTHLY;BYDAY=1TU") == {"result": "closed"}
    await niko.edit("*Supervisor*\nby the rule FREQ=MONTHLY;BYDAY=1TU")
    assert "The rhythm is gone." in texts(await niko.press("setup.remove"))
    assert niko.team().cadences == before
    await niko.person.close()
    await niko.press("setup.form")
    assert await niko.send(supervision__minutes="45") == {"result": "closed"}
    assert "A check-in lasts 45 minutes." in texts(await niko.person.modal())


async def test_two_who_change_different_things_at_once_lose_nothing(niko: Coordinator) -> None:
    await _person(niko, "U0HELEN")
    await niko.send(role="coordinator")
    helen = coordinator(niko.stage, "U0HELEN")
    await helen.open()
    await helen.part("day")
    await niko.edit("<@U0WREN>")
    assert await helen.send(prompts__a_day="7") == {"result": "closed"}
    assert await niko.send(timezone="America/Toronto") == {"result": "closed"}
    team = niko.team()
    wren = team.member("U0WREN")
    assert wren
    assert (team.daily_budget, wren.timezone) == (7, "America/Toronto")


async def test_two_who_change_the_same_thing_are_told(niko: Coordinator) -> None:
    await _person(niko, "U0HELEN")
    await niko.send(role="coordinator")
    helen = coordinator(niko.stage, "U0HELEN")
    for who in (niko, helen):
        await _person(who, "U0WREN") if who is helen else await who.edit("<@U0WREN>")
    assert await helen.send(timezone="America/Toronto") == {"result": "closed"}
    answer = await niko.send(timezone="America/Vancouver")
    assert "Somebody else has changed this meanwhile" in answer["errors"]["role"]
    shown = await niko.press("setup.remove")
    assert "Somebody else has changed this meanwhile" in texts(shown)
    wren = niko.team().member("U0WREN")
    assert wren
    assert wren.timezone == "America/Toronto"


async def test_a_team_that_was_set_up_in_slack_is_printed_and_applied_without_a_change(
    niko: Coordinator,
) -> None:
    await niko.open()
    await niko.part("check_ins")
    await niko.press("setup.add")
    await niko.send()
    team = niko.team()
    await niko.stage.apply(to_toml(to_data(team, "harbour-house"), names_of(team)))
    assert niko.team() == team


async def test_the_way_back_to_all_teams(niko: Coordinator) -> None:
    await niko.open()
    listed = await niko.press("setup.list")
    assert buttons(listed) == ["setup.open", "setup.create"]
    page = await niko.press("setup.open")
    assert "Harbour House peers" in texts(page)


async def test_a_time_zone_that_is_corrected_reaches_the_shifts_but_the_one_of_another_place(
    niko: Coordinator,
) -> None:
    await niko.open()
    await niko.part("team")
    assert await niko.send(team__timezone="America/Vancouver") == {"result": "closed"}
    zones = {shift.name: shift.timezone for shift in niko.team().shifts}
    assert zones.pop("Winnipeg") == "America/Winnipeg"
    assert set(zones.values()) == {"America/Vancouver"}
    await niko.part("shifts")
    listed = texts(await niko.person.modal())
    assert "Thursday, 09:00 to 17:00 (America/Winnipeg), 2 on it" in listed
    assert listed.count("America/") == 1
    assert "timezone" in inputs(await niko.edit("*Winnipeg*"))
    assert await niko.send(timezone=None) == {"result": "closed"}
    assert {shift.timezone for shift in niko.team().shifts} == {"America/Vancouver"}


async def test_a_rule_that_ends_before_its_first_shift_is_refused_in_its_own_form(
    niko: Coordinator,
) -> None:
    before = niko.team()
    await niko.open()
    await niko.part("shifts")
    await niko.press("setup.add")
    await niko.person.fill({"days": [], "people": ["U0ANA"]})
    await niko.press("setup.more")
    ends = {"rrule": "FREQ=DAILY;UNTIL=20261201T080000", "first_day": "2026-12-01"}
    answer = await niko.send(**ends)
    assert answer["errors"]["rrule"].startswith("“Or by a rule” names no day")
    assert niko.team() == before


async def test_what_is_wrong_with_a_shift_is_told_with_its_name_in_another_form(
    niko: Coordinator,
) -> None:
    team = niko.team()
    never = replace(team.shifts[0], name="Never", rrule="FREQ=DAILY;UNTIL=20200101")
    niko.stage.db.now(teams.save, replace(team, shifts=(*team.shifts, never)))
    await niko.open()
    await niko.part("day")
    answer = await niko.send(prompts__a_day="7")
    assert answer["errors"]["debrief.minutes_before_end"].startswith("Never: names no day")


@pytest.mark.parametrize("cover", [{}, {"selected_user": "U0SAMIRA"}])
async def test_a_form_that_comes_again_with_other_values_is_not_closed_as_if_they_were_saved(
    niko: Coordinator, cover: Json
) -> None:
    await _person(niko, "U0RUTH")
    await niko.send(cover="U0NIKO")
    _, again = niko.stage.forms()[-1]
    again["view"]["state"]["values"]["cover"]["cover"] |= cover
    answer = await niko.stage.forge(type="interactive", payload=again)
    errors = (answer["response"] or {}).get("errors", {})
    assert ("was saved" in str(errors)) == bool(cover)
    ruth = niko.team().member("U0RUTH")
    assert ruth
    assert ruth.cover == "U0NIKO"
