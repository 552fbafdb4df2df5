"""What planned check-ins become when people, the team's set-up or somebody's wishes change."""

import pytest

from bot.store import check_ins
from tests.handlers.test_supervision_cycle import ADA, EVE, MONDAY, NIKO, TEAM
from tests.support.check_ins import press
from tests.support.practice import OpenStage, Someone, Stage

FAY = "U0FAY"
AGENDA_DUE = "2026-11-24T14:00:05+00:00"


@pytest.fixture
async def met(open_stage: OpenStage) -> Stage:
    """Ada meets Eve on Thursdays at two; it is Monday morning."""
    return await open_stage(TEAM, MONDAY)


async def _leaves_slack(stage: Stage, who: str) -> None:
    url = f"{stage.practice.sandbox.url}/control/people/{who}/change"
    async with stage.session.post(url, json={"deleted": True}) as answer:
        assert answer.ok, await answer.text()
    await stage.settled()


async def _texts(someone: Someone) -> list[str]:
    return [message["text"] for message in await someone.inbox()]


def _waiting_for(stage: Stage, kind: str) -> set[str]:
    return {each["recipient"] for each in stage.deliveries(kind) if each["state"] == "planned"}


async def test_a_coordinator_who_left_slack_is_not_the_one_who_is_told_of_a_gap(met: Stage) -> None:
    await _leaves_slack(met, NIKO)
    await _leaves_slack(met, EVE)
    await met.later(60)
    assert NIKO not in _waiting_for(met, "no cover")
    told = await _texts(met.person(FAY))
    assert any("<@U0ADA> has supervision on Thursday 26 November" in text for text in told)


async def _wants_to_be_asked(someone: Someone, *, days: int) -> None:
    """Under "Language and times"."""
    await someone.press((await someone.home())["id"], "preferences.open")
    wish = {"language": "en", "debrief": "team", "prepare": str(days)}
    assert "errors" not in await someone.submit(wish)


async def _asked(stage: Stage) -> list[str]:
    return [text for text in await _texts(stage.person(ADA)) if "What would you like" in text]


async def test_who_was_asked_for_an_agenda_is_not_asked_again_at_another_number_of_days(
    met: Stage,
) -> None:
    await met.at(AGENDA_DUE)
    ada = met.person(ADA)
    assert len(await _asked(met)) == 1
    await _wants_to_be_asked(ada, days=1)
    await met.at("2026-11-25T14:00:05+00:00")
    assert len(await _asked(met)) == 1


async def _is_off(someone: Someone, first: str, last: str) -> None:
    await someone.press((await someone.home())["id"], "day.away")
    assert "errors" not in await someone.submit({"from": first, "until": last})


@pytest.mark.parametrize(("made", "times"), [(False, 2), (True, 1)])
async def test_put_off_to_another_day_it_is_asked_about_anew_unless_there_is_an_agenda(
    met: Stage, *, made: bool, times: int
) -> None:
    await met.at(AGENDA_DUE)
    ada = met.person(ADA)
    if made:
        message = (await ada.inbox())[-1]
        await ada.click(await ada.dm(), message, "agenda.build")
        await ada.submit({"own": "the handover", "share": "keep_it"})
        await ada.close()
    await _is_off(ada, "2026-11-25", "2026-11-26")
    await met.later(60)
    assert len(await _asked(met)) == times


async def test_a_shorter_check_in_does_not_have_anybody_asked_twice_how_it_went(
    met: Stage,
) -> None:
    await met.at("2026-11-26T15:00:05+00:00")
    await met.apply(TEAM + "[supervision]\nminutes = 45\n")
    await met.later(60)
    for who in (ADA, EVE):
        asked = [text for text in await _texts(met.person(who)) if "How did it go?" in text]
        assert len(asked) == 1


async def _forgets(stage: Stage, who: str) -> None:
    someone = stage.person(who)
    await someone.press((await someone.home())["id"], "about_me.forget")
    await someone.submit()
    await stage.later(60)


async def test_a_supervisor_who_is_forgotten_is_followed_by_their_cover_and_ada_is_told(
    open_stage: OpenStage,
) -> None:
    stage = await open_stage(TEAM.replace('cover = "U0NIKO"', 'cover = "U0FAY"'), MONDAY)
    await _forgets(stage, EVE)
    await stage.at(AGENDA_DUE)
    told = await _texts(stage.person(ADA))
    assert any("<@U0FAY> will be with you at your supervision on Thursday" in it for it in told)
    assert any("Your supervision with <@U0FAY> is on Thursday" in text for text in told)
    assert EVE.encode() not in stage.stored()


async def test_where_a_forgotten_supervisor_had_no_such_cover_the_coordinator_is_told(
    met: Stage,
) -> None:
    await _forgets(met, EVE)
    told = await _texts(met.person(NIKO))
    assert any("<@U0ADA> has supervision on Thursday 26 November" in text for text in told)
    assert "Nobody has been named yet" in (await _texts(met.person(ADA)))[-1]


async def test_ada_is_told_once_when_the_set_up_gives_her_another_supervisor(met: Stage) -> None:
    await met.apply(TEAM.replace('supervisor = "U0EVE"', 'supervisor = "U0FAY"'))
    await met.at("2026-12-03T13:00:00+00:00")
    told = [it for it in await _texts(met.person(ADA)) if "<@U0FAY> will be with you" in it]
    assert len(told) == 1


AT_FIVE = TEAM.replace('at = "14:00"', 'at = "17:00"')
IN_THE_AZORES = TEAM.replace('"U0ADA"\n', '"U0ADA"\ntimezone = "Atlantic/Azores"\n', 1)


@pytest.mark.parametrize(
    ("text", "here", "an_hour_before"),
    [(AT_FIVE, "17:00", "16:00"), (IN_THE_AZORES, "14:00", "14:00")],
    ids=["another hour", "another time zone"],
)
async def test_at_another_hour_it_keeps_its_agenda_and_ada_who_knew_of_it_is_told(
    met: Stage, text: str, here: str, an_hour_before: str
) -> None:
    await met.at(AGENDA_DUE)
    ada, eve = met.person(ADA), met.person(EVE)
    await ada.click(await ada.dm(), (await ada.inbox())[-1], "agenda.build")
    await ada.submit({"own": "the handover", "share": "share_it"})
    await ada.close()
    await met.apply(text)
    await met.later(60)
    assert f"is now on Thursday 26 November, {here}" in (await _texts(ada))[-1]
    assert await _texts(eve) == []
    await met.at(f"2026-11-26T{an_hour_before}:05+00:00")
    assert "they have shared an agenda with you" in (await _texts(eve))[-1]
    assert len(await _asked(met)) == 1


async def _stand(stage: Stage) -> list[str]:
    found = stage.db.now(check_ins.planned, ["hill"], stage.clock.now())
    return [f"{each.starts_at:%d %H}" for each in found if each.slot.person == ADA][:2]


async def test_one_that_is_not_needed_does_not_come_back_at_another_hour_of_that_day(
    met: Stage,
) -> None:
    await met.at("2026-11-26T15:00:05+00:00")
    await press(met.person(EVE), "check_in.not_needed")
    await met.apply(AT_FIVE)
    await met.later(60)
    assert await _stand(met) == ["03 17", "10 17"]


async def test_one_that_was_put_elsewhere_has_no_twin_at_another_hour(met: Stage) -> None:
    await met.at("2026-11-26T15:00:05+00:00")
    eve = met.person(EVE)
    await press(eve, "check_in.move")
    await eve.submit({"day": "2026-11-27", "time": "16:00"})
    await met.apply(AT_FIVE)
    await met.later(60)
    assert await _stand(met) == ["27 16", "03 17"]
