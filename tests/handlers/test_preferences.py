"""Language and times: the form on Home, and what then comes in which words and when."""

from datetime import datetime

import pytest
from sqlalchemy import Connection, select

from bot.store import people
from bot.store.people import Known
from bot.store.tables import team
from tests.support.hill import HILLSIDE
from tests.support.practice import Json, OpenStage, Someone, Stage, actions_of

ADA, BEN, CORA, EVE = "U0ADA", "U0BEN", "U0CORA", "U0EVE"
CHECK_INS = """
[[check_ins]]
role = "supervisor"
rrule = "FREQ=WEEKLY;BYDAY=TH"
at = "14:00"
"""
UNCHANGED: Json = {"language": "en", "debrief": "team"}


async def _form(someone: Someone) -> Json:
    await someone.press((await someone.home())["id"], "preferences.open")
    return dict(await someone.modal())


async def _choose(someone: Someone, **values: str) -> None:
    await _form(someone)
    assert "errors" not in await someone.submit(UNCHANGED | values)


def _filled_in(form: Json) -> Json:
    fields = [block for block in form["blocks"] if block["type"] == "input"]
    return {f["block_id"]: f["element"]["initial_option"]["text"]["text"] for f in fields}


def _known(stage: Stage, person: str) -> Known:
    return stage.db.now(people.of, person)


async def _debriefs(stage: Stage, person: str) -> int:
    return len([m for m in await stage.person(person).inbox() if "shift ends" in m["text"]])


async def test_the_form_says_what_holds_and_what_the_team_has(hill: Stage) -> None:
    form = await _form(hill.person(ADA))
    assert _filled_in(form) == {
        "language": "English",
        "debrief": "10 minutes before the end, as your team has it",
    }
    offered = [option["text"]["text"] for option in form["blocks"][1]["element"]["options"]]
    assert offered == list(hill.practice.app.services.languages.catalogue.known.values())


async def test_home_is_in_the_new_language_at_once_and_after_a_restart_too(hill: Stage) -> None:
    ada, languages = hill.person(ADA), hill.practice.app.services.languages
    await _choose(ada, language="fr")
    assert "Bonjour <@U0ADA>" in str((await ada._get("home"))["view"])  # noqa: SLF001 - as it stands, unopened
    assert "Hello <@U0BEN>" in str(await hill.person(BEN).home())
    languages.refresh({})
    await hill.later(120)
    assert "Bonjour <@U0ADA>" in str(await ada.home())


async def test_who_leaves_alone_gets_the_debrief_as_long_ahead_as_they_like(hill: Stage) -> None:
    ada = hill.person(ADA)
    assert "16:50: debrief" in str(await ada.home())
    await _choose(ada, debrief="30")
    await hill.later(120)
    assert "16:30: debrief, in your messages" in str(await ada.home())
    await hill.at("2026-11-24T16:31:00+00:00")
    assert await _debriefs(hill, ADA) == 1
    await hill.at("2026-11-24T17:00:00+00:00")
    assert await _debriefs(hill, ADA) == 1


async def test_who_changes_it_after_the_debrief_came_is_not_asked_again(hill: Stage) -> None:
    await _choose(hill.person(ADA), debrief="30")
    await hill.at("2026-11-24T16:31:00+00:00")
    await _choose(hill.person(ADA), debrief="5")
    await hill.at("2026-11-24T17:00:00+00:00")
    assert await _debriefs(hill, ADA) == 1
    await hill.at("2026-11-25T16:56:00+00:00")
    assert await _debriefs(hill, ADA) == 2


async def test_a_debrief_in_the_channel_stays_as_the_team_has_it(hill: Stage) -> None:
    await _choose(hill.person(BEN), debrief="30")
    await hill.at("2026-11-24T19:45:00+00:00")
    assert await hill.person(BEN).messages("C0HILL") == []
    await hill.at("2026-11-24T19:51:00+00:00")
    assert len(await hill.person(BEN).messages("C0HILL")) == 1


async def test_the_teams_own_time_comes_back(hill: Stage) -> None:
    ada = hill.person(ADA)
    await _choose(ada, debrief="30")
    await _choose(ada, debrief="team")
    assert _known(hill, ADA).debrief_lead_minutes is None
    await hill.later(120)
    assert "16:50: debrief" in str(await ada.home())


async def test_the_agenda_is_asked_about_as_many_working_days_ahead_as_they_like(
    open_stage: OpenStage,
) -> None:
    text = HILLSIDE.replace('person = "U0ADA"\n', 'person = "U0ADA"\nsupervisor = "U0EVE"\n', 1)
    stage = await open_stage(text + CHECK_INS, "2026-11-24T09:00:00+00:00")
    ada = stage.person(ADA)
    filled_in = _filled_in(await _form(ada))
    assert filled_in["prepare"] == "2 working days before, as your team has it"
    await ada.close()
    await _choose(ada, prepare="1")
    await stage.at("2026-11-25T13:55:00+00:00")
    assert "agenda.build" not in [one for m in await ada.inbox() for one in actions_of(m)]
    await stage.at("2026-11-25T14:01:00+00:00")
    assert "agenda.build" in [one for m in await ada.inbox() for one in actions_of(m)]


async def test_who_is_in_no_team_chooses_a_language_alone(harbour: Stage) -> None:
    form = await _form(harbour.person(CORA))
    assert _filled_in(form) == {"language": "English"}


@pytest.mark.parametrize(
    ("block", "value"), [("language", "tlh"), ("debrief", "7"), ("debrief", "x")]
)
async def test_what_the_form_does_not_offer_is_refused_and_changes_nothing(
    hill: Stage, block: str, value: str
) -> None:
    ada = hill.person(ADA)
    await _choose(ada, debrief="15")
    before = _known(hill, ADA)
    _, sent = hill.forms()[-1]
    sent["view"]["state"]["values"][block][block]["selected_option"]["value"] = value
    await hill.forge(type="interactive", payload=sent)
    assert _known(hill, ADA) == before


def _plan_at(tx: Connection) -> list[datetime]:
    return list(tx.scalars(select(team.c.plan_at)))


async def test_keeping_the_form_as_it_was_plans_nothing_anew(hill: Stage) -> None:
    await _choose(hill.person(ADA), debrief="15")
    await hill.later(120)
    await _choose(hill.person(ADA), debrief="15")
    (planned,) = hill.db.now(_plan_at)
    assert planned > hill.clock.now()
