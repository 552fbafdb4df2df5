"""`/holdspace` and the privacy page, for people in a team and for others."""

import pytest

from tests.support.hill import HILL
from tests.support.practice import OpenStage, Someone, Stage

ROUTE = "Call the night nurse <0800 1> & stay with the person."


async def _answers(person: Someone, text: str) -> list[str]:
    """What only this person is shown in the channel after a command."""
    before = await person.messages("C0HILL")
    await person.command("C0HILL", text)
    return [str(m["text"]) for m in (await person.messages("C0HILL"))[len(before) :]]


async def test_help_tells_what_can_be_done_to_whoever_asks_and_nobody_else(hill: Stage) -> None:
    (told,) = await _answers(hill.person("U0ADA"), "/holdspace help")
    for way in ("`/debrief`", "`/survey`", "`/holdspace privacy`", "Home tab"):
        assert way in told
    assert "not a word I know" not in told
    assert "not in a team" not in told
    assert "Holdspace can do" not in str(await hill.person("U0BEN").messages("C0HILL"))


@pytest.mark.parametrize("text", ["", "   ", " HELP "])
async def test_no_word_at_all_is_help_too(hill: Stage, text: str) -> None:
    (told,) = await _answers(hill.person("U0ADA"), f"/holdspace {text}")
    assert told.startswith("*What Holdspace can do for you*")


async def test_an_unknown_word_is_answered_with_what_is_known(hill: Stage) -> None:
    (told,) = await _answers(hill.person("U0ADA"), "/holdspace privcy please")
    assert told.startswith("That is not a word I know.")
    assert "`/holdspace privacy`" in told


async def test_somebody_in_no_team_is_told_what_works_for_them(harbour: Stage) -> None:
    cora = harbour.person("U0CORA")
    place = (await cora.sidebar())[0]["id"]
    before = await cora.messages(place)
    await cora.command(place, "/holdspace")
    (told,) = (await cora.messages(place))[len(before) :]
    assert "You are not in a team here yet." in told["text"]
    await cora.command(place, "/holdspace privacy")
    assert "your local emergency number" in str(await cora.modal())


async def test_the_privacy_page_opens_by_command_and_from_home(hill: Stage) -> None:
    ada = hill.person("U0ADA")
    await ada.command("C0HILL", "/holdspace Privacy")
    by_command = await ada.modal()
    await ada.close()
    home = await ada.home()
    await ada.press(home["id"], "privacy.open")
    from_home = await ada.modal()
    assert by_command["title"]["text"] == "Privacy, in plain words"
    told = [block.get("text", {}).get("text") for block in by_command["blocks"]]
    assert told == [block.get("text", {}).get("text") for block in from_home["blocks"]]


async def test_a_teams_own_way_in_danger_stands_in_the_place_of_the_usual_one(
    open_stage: OpenStage,
) -> None:
    route = f'danger_route = "{ROUTE}"\n'
    stage = await open_stage(HILL.replace("[debrief]", f"{route}[debrief]"))
    ada = stage.person("U0ADA")
    await ada.command("C0HILL", "/holdspace privacy")
    told = str(await ada.modal())
    assert "Call the night nurse &lt;0800 1&gt; &amp; stay with the person." in told
    assert "emergency number" not in told
    assert "does not replace a duty to report" in told
