"""The Home tab: what its owner sees there."""

from tests.support.practice import Json, Stage


def _text(home: Json) -> str:
    return str(home["blocks"])


async def test_it_tells_of_the_next_debriefs_in_the_readers_own_time(harbour: Stage) -> None:
    text = _text(await harbour.person("U0WREN").home())
    assert "Monday 23 November, 16:50: debrief, in <#C0TEAM>" in text
    text = _text(await harbour.person("U0TOBIAS").home())
    assert "Tuesday 24 November, 05:50: debrief, in your messages" in text


async def test_nobody_sees_what_is_planned_for_others(harbour: Stage) -> None:
    text = _text(await harbour.person("U0RUTH").home())
    assert "Nothing is planned for you in the coming day." in text


async def test_who_is_in_no_team_is_told_what_they_can_do(harbour: Stage) -> None:
    text = _text(await harbour.person("U0CORA").home())
    assert "You are not in a team here yet." in text


async def test_an_open_survey_is_there_for_the_invited_only(harbour: Stage) -> None:
    await harbour.at("2026-11-23T10:00:00-05:00")
    ana = harbour.person("U0ANA")
    home = await ana.home()
    assert "“Staff concerns”" in _text(home)
    assert "Friday 27 November, 16:00" in _text(home)
    await ana.press(home["id"], "survey.open")
    assert (await ana.modal())["callback_id"] == "survey.answer"
    assert "Staff concerns" not in _text(await harbour.person("U0RUTH").home())


async def test_it_says_what_is_kept_about_its_owner(harbour: Stage) -> None:
    text = _text(await harbour.person("U0ANA").home())
    assert "What Holdspace keeps about you" in text
    assert "A debrief that you keep or share is not stored." in text
