"""The Home tab: what its owner sees there."""

import pytest

from tests.support.hill import HILLSIDE
from tests.support.practice import Json, OpenStage, Stage, actions_of

MET = HILLSIDE.replace("reminders = false", "reminders = true")
MET = MET.replace('person = "U0ADA"\n', 'person = "U0ADA"\nsupervisor = "U0EVE"\n', 1)
MET = MET.replace('person = "U0EVE"\n', 'person = "U0EVE"\nsupervisor = "U0FAY"\n', 1)
MET += """
[[members]]
person = "U0FAY"
role = "supervisor"
[[members]]
person = "U0GIL"
role = "colleague"
[[check_ins]]
role = "supervisor"
rrule = "FREQ=WEEKLY;BYDAY=TH"
at = "14:00"
people = ["U0ADA"]
[[check_ins]]
role = "supervisor"
rrule = "FREQ=WEEKLY;BYDAY=TU"
at = "14:00"
people = ["U0EVE"]
[survey]
template = "staff-concerns"
first_day = 2026-11-23
every_weeks = 4
opens = "10:00"
open_days = 3
closes = "16:00"
"""
"""Ada meets Eve on Thursdays, and Eve meets Fay on Tuesdays. Five are asked in a survey."""


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


async def test_who_is_in_no_team_is_told_what_they_can_do_and_whom_to_ask(harbour: Stage) -> None:
    cora = harbour.person("U0CORA")
    page = await cora.home()
    assert "You are not in a team here yet, so nothing comes to you by itself." in _text(page)
    assert "Ask that person to add you" in _text(page)
    assert actions_of(page)[:3] == ["debrief.now", "breaks.five", "preferences.open"]
    await cora.press(page["id"], "debrief.now")
    assert (await cora.modal())["callback_id"] == "debrief.form"


async def test_it_says_until_when_the_shift_is_and_what_can_be_done_at_once(hill: Stage) -> None:
    page = await hill.person("U0ADA").home()
    assert "You are on shift until 17:00." in _text(page)
    assert actions_of(page)[:3] == ["debrief.now", "breaks.five", "day.quiet"]
    assert "Your next shift: Tuesday 24 November, 22:00." in _text(
        await hill.person("U0DINA").home()
    )
    eve = _text(await hill.person("U0EVE").home())
    assert "on shift until" not in eve
    assert "next shift" not in eve


async def test_a_shift_of_a_day_off_is_none(hill: Stage) -> None:
    dina = hill.person("U0DINA")
    await dina.command("C0HILL", "/holdspace away")
    await dina.submit({"from": "2026-11-24", "until": "2026-11-24"})
    await hill.later(120)
    page = _text(await dina.home())
    assert "Today is one of your days off" in page
    assert "Your next shift: Wednesday 25 November, 22:00." in page


async def test_check_ins_and_the_close_of_a_survey_come_up_in_order_of_time(
    open_stage: OpenStage,
) -> None:
    """A break's minute is a surprise, so it is not among them."""
    stage = await open_stage(MET, "2026-11-23T09:00:00+00:00")
    await stage.at("2026-11-26T08:00:00+00:00")
    text = _text(await stage.person("U0ADA").home())
    coming = [
        "Thursday 26 November, 14:00: supervision with <@U0EVE>",
        "Thursday 26 November, 16:00: the survey “Staff concerns” closes",
        "Thursday 26 November, 16:50: debrief, in your messages",
    ]
    assert "\\n".join(coming) in text
    assert stage.deliveries("break")


async def test_a_supervisor_sees_first_whom_they_meet(open_stage: OpenStage) -> None:
    stage = await open_stage(MET, "2026-11-23T09:00:00+00:00")
    text = _text(await stage.person("U0EVE").home())
    part = text.split("'Supervision'", 1)[1]
    assert part.index("with <@U0ADA>") < part.index("with <@U0FAY>")


@pytest.mark.parametrize("person", ["U0ADA", "U0EVE", "U0FAY"])
async def test_everybodys_page_has_the_same_order(open_stage: OpenStage, person: str) -> None:
    stage = await open_stage(MET, "2026-11-23T11:00:00+00:00")
    blocks = (await stage.person(person).home())["blocks"]
    headings = [block["text"]["text"] for block in blocks if block["type"] == "header"]
    surveys = ["Surveys"] if person == "U0ADA" else []
    assert headings == [
        "Today",
        "Supervision",
        *surveys,
        "My supervision agenda",
        "What you get, and how",
        "What Holdspace keeps about you",
    ]


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
