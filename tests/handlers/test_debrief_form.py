"""What somebody writes in the form, and where it then is and is not."""

import pytest

from tests.support.hill import HILL, HILLSIDE, hill_shift
from tests.support.practice import Json, OpenStage, Someone, Stage

TEAM = "C0TEAM"
CANARY = "quokka marmalade at the kettle"
WRITTEN = {"went_well": f"{CANARY} <b> & co", "stays": "The laundry room."}


async def _ana_at_the_prompt(stage: Stage) -> tuple[Someone, Json]:
    await stage.at("2026-11-23T16:50:00-05:00")
    ana = stage.person("U0ANA")
    (prompt,) = await ana.messages(TEAM)
    await ana.click(TEAM, prompt, "debrief.open")
    return ana, prompt


def _blocks(view: Json) -> dict[str, Json]:
    return {block["block_id"]: block for block in view["blocks"] if block["type"] == "input"}


async def test_kept_words_arrive_in_the_writers_messages_and_nowhere_on_disk(
    harbour: Stage,
) -> None:
    ana, _ = await _ana_at_the_prompt(harbour)
    assert await ana.submit(WRITTEN) == {"result": "updated"}
    *_, kept = await ana.inbox()
    assert "quokka marmalade at the kettle &lt;b&gt; &amp; co" in kept["text"]
    assert "The laundry room." in kept["text"]
    assert "kept for you alone" in kept["text"]
    assert CANARY.encode() not in harbour.stored()
    assert CANARY not in str(await harbour.person("U0MARCUS").messages(TEAM))
    assert "Holdspace has not stored it" in str((await ana.modal())["blocks"])


async def test_shared_words_land_in_the_thread_of_the_prompt(harbour: Stage) -> None:
    ana, prompt = await _ana_at_the_prompt(harbour)
    await harbour.later()
    assert await ana.submit(WRITTEN | {"where": "share"}) == {"result": "updated"}
    marcus = harbour.person("U0MARCUS")
    (alone,) = await marcus.messages(TEAM)
    assert alone["ts"] == prompt["ts"]
    _, shared = await marcus.messages(TEAM, prompt["ts"])
    assert shared["text"].startswith("<@U0ANA> shares a debrief:")
    assert CANARY in shared["text"]
    assert CANARY.encode() not in harbour.stored()
    assert "debrief kept" not in str(await ana.inbox())


async def test_words_for_supervision_are_on_the_writers_home_only_and_not_readable_on_disk(
    harbour: Stage,
) -> None:
    ana, _ = await _ana_at_the_prompt(harbour)
    assert await ana.submit(WRITTEN | {"where": "supervision"}) == {"result": "updated"}
    assert CANARY in str(await ana.home())
    for other in ("U0RUTH", "U0SAMIRA", "U0MARCUS"):
        assert CANARY not in str(await harbour.person(other).home())
    assert CANARY.encode() not in harbour.stored()
    assert all(CANARY not in str(call) for call in harbour.calls("chat.postMessage"))


async def test_an_item_can_be_taken_off_the_agenda_again(harbour: Stage) -> None:
    ana, _ = await _ana_at_the_prompt(harbour)
    await ana.submit(WRITTEN | {"where": "supervision"})
    home = await ana.home()
    await ana.close()
    await ana.press(home["id"], "agenda.open")
    item = await ana.modal()
    assert CANARY in str(item["blocks"])
    await ana.press(item["id"], "agenda.remove")
    assert CANARY not in str(await ana.modal())
    assert CANARY not in str(await ana.home())
    assert "Nothing here yet" in str(await ana.home())


@pytest.mark.parametrize("values", [{}, {"went_well": "  \n "}])
async def test_an_empty_form_says_what_to_do_and_stays_open(
    harbour: Stage, values: dict[str, str]
) -> None:
    ana, _ = await _ana_at_the_prompt(harbour)
    answer = await ana.submit(values)
    assert answer["result"] == "errors"
    assert answer["errors"]["went_well"].startswith("Write a few words in any one of the boxes")
    assert (await ana.modal())["callback_id"] == "debrief.form"
    assert await ana.submit({"stays": "Just this."}) == {"result": "updated"}


async def test_the_command_and_the_shortcut_and_home_bring_the_form(hill: Stage) -> None:
    ada = hill.person("U0ADA")
    home = await ada.home()
    for asking in (
        ada.command("C0HILL", "/debrief"),
        ada.shortcut("debrief.shortcut"),
        ada.press(home["id"], "debrief.now"),
    ):
        await asking
        form = await ada.modal()
        assert form["callback_id"] == "debrief.form"
        assert list(_blocks(form)) == ["went_well", "was_hard", "values", "stays", "where"]
        await ada.close()


async def test_a_debrief_shared_by_command_answers_the_latest_prompt(hill: Stage) -> None:
    await hill.at("2026-11-24T20:30:00+00:00")
    cleo = hill.person("U0CLEO")
    (prompt,) = await cleo.messages("C0HILL")
    await cleo.command("C0HILL", "/debrief")
    await cleo.submit(WRITTEN | {"where": "share"})
    _, shared = await hill.person("U0ADA").messages("C0HILL", prompt["ts"])
    assert CANARY in shared["text"]


async def test_a_debrief_shared_when_there_was_no_prompt_reaches_the_team_once(
    hill: Stage,
) -> None:
    ada, ben = hill.person("U0ADA"), hill.person("U0BEN")
    await ada.command("C0HILL", "/debrief")
    await ada.submit(WRITTEN | {"where": "share"})
    (start,) = await ben.messages("C0HILL")
    thread = await ben.messages("C0HILL", start["ts"])
    assert CANARY in thread[-1]["text"]
    assert (await ada.modal())["callback_id"] == "debrief.done"


async def test_who_is_in_no_team_can_only_keep(harbour: Stage) -> None:
    cora = harbour.person("U0CORA")
    await cora.command("C0GENERAL", "/debrief")
    form = await cora.modal()
    offered = [option["value"] for option in _blocks(form)["where"]["element"]["options"]]
    assert offered == ["keep"]
    assert "You are not in a team here yet" in str(form["blocks"][0])
    assert await cora.submit(WRITTEN) == {"result": "updated"}
    assert CANARY in (await cora.inbox())[-1]["text"]


SECOND_TEAM = HILL.replace('key = "hill"', 'key = "dale"').replace("Hillside peers", "Dale peers")


async def test_who_is_in_two_teams_chooses_where_to_share(open_stage: OpenStage) -> None:
    stage = await open_stage(HILLSIDE, "2026-11-24T12:00:00+00:00")
    await stage.apply(SECOND_TEAM + hill_shift("09:00", "16:00", "U0ADA", "U0BEN"))
    ada = stage.person("U0ADA")
    await ada.command("C0HILL", "/debrief")
    options = _blocks(await ada.modal())["team"]["element"]["options"]
    assert [option["value"] for option in options] == ["dale", "hill"]
    answer = await ada.submit(WRITTEN | {"where": "share"})
    assert answer["result"] == "errors"
    assert list(answer["errors"]) == ["team"]
    await ada.submit({"team": "dale"})
    assert (await ada.modal())["callback_id"] == "debrief.done"


async def test_who_is_in_two_teams_is_not_asked_which_at_a_prompt_of_one(
    open_stage: OpenStage,
) -> None:
    stage = await open_stage(HILLSIDE, "2026-11-24T12:00:00+00:00")
    await stage.apply(SECOND_TEAM + hill_shift("09:00", "16:00", "U0ADA", "U0BEN"))
    await stage.at("2026-11-24T15:50:00+00:00")
    ada = stage.person("U0ADA")
    (prompt,) = await ada.messages("C0HILL")
    await ada.click("C0HILL", prompt, "debrief.open")
    assert "team" not in _blocks(await ada.modal())
