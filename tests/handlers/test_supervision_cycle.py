"""A check-in from the first word about its agenda to what is taken up again next time."""

import logging

import pytest

from tests.support.check_ins import last, press
from tests.support.practice import OpenStage, Someone, Stage, actions_of

ADA, BEN, EVE, NIKO = "U0ADA", "U0BEN", "U0EVE", "U0NIKO"
MONDAY = "2026-11-23T08:00:00+00:00"
SECRET = "the handover that keeps me awake"
TEAM = """
workspace = "Hillside"
[team]
key = "hill"
name = "Hillside peers"
channel = "C0HILL"
timezone = "Europe/London"
[digest]
weekday = "friday"
at = "09:00"
[[check_ins]]
role = "supervisor"
rrule = "FREQ=WEEKLY;BYDAY=TH"
at = "14:00"
[[members]]
person = "U0ADA"
role = "peer supporter"
supervisor = "U0EVE"
[[members]]
person = "U0BEN"
role = "peer supporter"
[[members]]
person = "U0EVE"
role = "supervisor"
cover = "U0NIKO"
[[members]]
person = "U0FAY"
role = "supervisor"
[[members]]
person = "U0NIKO"
role = "coordinator"
"""


@pytest.fixture
async def met(open_stage: OpenStage) -> Stage:
    """Ada meets Eve on Thursdays at two; it is Monday morning."""
    return await open_stage(TEAM, MONDAY)


async def _ada_makes_an_agenda(stage: Stage, *, share: str) -> Someone:
    await stage.at("2026-11-24T14:00:01+00:00")
    ada = stage.person(ADA)
    await press(ada, "agenda.build")
    await ada.submit(
        {
            "regular": ["wellness", "role"],
            "own": f"{SECRET}\n\n  a second thing ",
            "style": "walk",
            "share": share,
        }
    )
    return ada


async def test_two_working_days_ahead_ada_alone_is_asked_what_she_would_like_to_speak_about(
    met: Stage,
) -> None:
    await met.at("2026-11-24T13:59:00+00:00")
    assert await met.person(ADA).inbox() == []
    await met.at("2026-11-24T14:00:01+00:00")
    (asked,) = await met.person(ADA).inbox()
    assert "Your supervision with <@U0EVE> is on Thursday 26 November, 14:00." in asked["text"]
    assert actions_of(asked) == ["agenda.build", "agenda.nothing"]
    assert await met.person(EVE).inbox() == []


async def test_nothing_this_time_costs_one_press(met: Stage) -> None:
    await met.at("2026-11-24T14:00:01+00:00")
    ada = met.person(ADA)
    await press(ada, "agenda.nothing")
    assert (await last(ada))["text"].startswith("That is fine.")
    assert actions_of(await last(ada)) == []


async def test_what_is_not_shared_never_leaves_her_and_lies_in_no_file_in_the_clear(
    met: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    ada = await _ada_makes_an_agenda(met, share="keep_it")
    assert "yours alone" in str(await ada.modal())
    await met.at("2026-11-26T13:00:01+00:00")
    eve = met.person(EVE)
    told = await last(eve)
    assert "There is no shared agenda, which is fine" in told["text"]
    assert actions_of(told) == ["check_in.points"]
    await press(eve, "check_in.points")
    assert SECRET not in str(await eve.modal())
    assert SECRET.encode() not in met.stored()
    assert SECRET not in caplog.text


async def test_a_shared_agenda_is_there_an_hour_before_with_time_to_prepare(met: Stage) -> None:
    ada = await _ada_makes_an_agenda(met, share="share_it")
    assert "Shared with whoever will be there" in str(await ada.modal())
    await met.at("2026-11-26T13:00:01+00:00")
    eve = met.person(EVE)
    told = await last(eve)
    assert "You meet <@U0ADA> at 14:00" in told["text"]
    assert "There is an hour to read it" in told["text"]
    assert SECRET not in str(told)
    await press(eve, "check_in.see")
    shown = str(await eve.modal())
    for expected in (SECRET, "a second thing", "How I am doing at work", "On a walk"):
        assert expected in shown
    assert SECRET.encode() not in met.stored()


async def test_points_that_eve_adds_are_there_for_ada_before_they_meet(met: Stage) -> None:
    ada = await _ada_makes_an_agenda(met, share="share_it")
    await met.at("2026-11-26T13:00:01+00:00")
    eve = met.person(EVE)
    await press(eve, "check_in.points")
    assert "Write at least a few words" in str(await eve.submit({"points": "  "}))
    await eve.submit({"points": "the new rota\nthank you"})
    await ada.close()
    await ada.command("C0HILL", "/supervision")
    page = str(await ada.modal())
    assert "the new rota" in page
    assert "Your agenda is shared." in page


async def test_shared_within_the_last_hour_eve_is_told_at_once(met: Stage) -> None:
    ada = await _ada_makes_an_agenda(met, share="keep_it")
    await met.at("2026-11-26T13:30:00+00:00")
    view = await ada.modal()
    await ada.press(view["id"], "agenda.share")
    await met.later(5)
    assert "they have shared an agenda with you" in (await last(met.person(EVE)))["text"]


async def test_afterwards_both_are_asked_and_what_one_says_is_enough(met: Stage) -> None:
    await met.at("2026-11-26T15:00:05+00:00")
    ada, eve = met.person(ADA), met.person(EVE)
    for someone in (ada, eve):
        assert actions_of(await last(someone)) == [
            "check_in.held",
            "check_in.move",
            "check_in.not_needed",
        ]
    await press(eve, "check_in.held")
    assert actions_of(await last(eve)) == ["check_in.agree"]
    await press(ada, "check_in.not_needed")
    assert "That has been said already" in (await last(ada))["text"]


async def test_what_was_agreed_comes_back_ticked_on_the_next_agenda(met: Stage) -> None:
    await met.at("2026-11-26T15:00:05+00:00")
    ada, eve = met.person(ADA), met.person(EVE)
    await press(eve, "check_in.held")
    await press(eve, "check_in.agree")
    await eve.submit({"what": "look for a course together"})
    await met.at("2026-12-01T14:00:05+00:00")
    await press(ada, "agenda.build")
    (bring,) = [b for b in (await ada.modal())["blocks"] if b.get("block_id") == "bring"]
    (ticked,) = bring["element"]["initial_options"]
    assert ticked["text"]["text"] == "look for a course together"
    await ada.submit({"bring": [ticked["value"]], "share": "share_it"})
    await met.at("2026-12-03T13:00:05+00:00")
    await press(eve, "check_in.see")
    assert "look for a course together" in str(await eve.modal())


async def test_another_time_is_planned_anew_told_to_the_other_and_keeps_the_agenda(
    met: Stage,
) -> None:
    ada = await _ada_makes_an_agenda(met, share="share_it")
    await met.at("2026-11-26T15:00:05+00:00")
    eve = met.person(EVE)
    await press(eve, "check_in.move")
    wrong = await eve.submit({"day": "2026-11-26", "time": "10:00"})
    assert "over already" in str(wrong)
    wrong = await eve.submit({"day": "2027-11-26", "time": "10:00"})
    assert "60 days" in str(wrong)
    await eve.submit({"day": "2026-11-27", "time": "16:00"})
    assert "It is on Friday 27 November, 16:00 now. <@U0ADA> is told." in str(await eve.modal())
    await met.later(5)
    assert "is now on Friday 27 November, 16:00" in (await last(ada))["text"]
    await met.at("2026-11-27T15:00:05+00:00")
    await press(eve, "check_in.see")
    assert SECRET in str(await eve.modal())
    await met.at("2026-11-27T17:00:05+00:00")
    await press(ada, "check_in.held")
    assert (await last(ada))["text"].startswith("Thank you.")


async def test_put_off_past_ada_s_days_off_it_is_there_on_the_monday_after(met: Stage) -> None:
    ada, eve = met.person(ADA), met.person(EVE)
    home = await ada.home()
    await ada.press(home["id"], "day.away")
    await ada.submit({"from": "2026-11-26", "until": "2026-11-27"})
    await met.at("2026-11-30T13:00:05+00:00")
    assert "You meet <@U0ADA> at 14:00" in (await last(eve))["text"]
    await met.at("2026-11-30T15:00:05+00:00")
    assert actions_of(await last(eve))[0] == "check_in.held"
    assert "planned on Monday 30 November, 14:00" in (await last(ada))["text"]


async def test_while_eve_is_away_ada_is_told_in_advance_who_comes_and_eve_reads_nothing(
    met: Stage,
) -> None:
    ada, eve, niko = (met.person(who) for who in (ADA, EVE, NIKO))
    await _ada_makes_an_agenda(met, share="share_it")
    home = await eve.home()
    await eve.press(home["id"], "day.away")
    await eve.submit({"from": "2026-11-26", "until": "2026-11-27"})
    await met.at("2026-11-24T15:00:00+00:00")
    told = (await last(ada))["text"]
    assert "<@U0NIKO> will be with you at your supervision on Thursday 26 November" in told
    await met.at("2026-11-26T13:00:05+00:00")
    await press(niko, "check_in.see")
    assert SECRET in str(await niko.modal())
    assert not any("You meet" in message["text"] for message in await eve.inbox())


async def test_without_a_supervisor_or_cover_the_coordinator_is_told_and_ada_too(
    met: Stage,
) -> None:
    ben, niko = met.person(BEN), met.person(NIKO)
    await met.later(5)
    assert "<@U0BEN> has supervision on Thursday 26 November" in (await last(niko))["text"]
    assert "Nobody has been named yet" in (await last(ben))["text"]


async def test_the_one_before_stays_shut_to_a_former_supervisor(
    met: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    await _ada_makes_an_agenda(met, share="share_it")
    await met.at("2026-11-26T13:00:05+00:00")
    eve = met.person(EVE)
    before = await last(eve)
    await met.apply(TEAM.replace('supervisor = "U0EVE"', 'supervisor = "U0FAY"'))
    await met.later(60)
    await eve.click(await eve.dm(), before, "check_in.see")
    assert await eve.open_forms() == []
    assert "That is not open to you here, or not any more." in (await last(eve))["text"]
    assert "Refused: see_shared_agenda" in caplog.text
    assert EVE not in caplog.text


async def test_a_form_that_is_handed_over_twice_keeps_and_adds_once(met: Stage) -> None:
    ada = await _ada_makes_an_agenda(met, share="share_it")
    await met.at("2026-11-26T13:00:01+00:00")
    eve = met.person(EVE)
    await press(eve, "check_in.see")
    await eve.submit({"points": "The rota in December."})
    assert len(met.forms()) == 2
    for which in (0, 1):
        assert "update" in str(await met.repeated(which))
    await eve.close()
    await press(eve, "check_in.see")
    assert str(await eve.modal()).count("The rota in December.") == 1
    await ada.close()
