"""`/survey`, and a survey that somebody opens by hand."""

import pytest

from bot.store import rounds
from tests.support.practice import HARBOUR, Json, Someone, Stage, actions_of

OPEN = "2026-11-23T10:05:00-05:00"
WISH = {"group": "harbour", "template": "staff-concerns", "days": "2"}
TEAM = "C0TEAM"
NIKO, RUTH, SAMIRA, ANA = "U0NIKO", "U0RUTH", "U0SAMIRA", "U0ANA"


def _title(view: Json) -> str:
    return str(view["title"]["text"])


def _shown(view: Json) -> list[object]:
    """The view without the ids that Slack gives to blocks that have none."""
    blocks = [{key: block[key] for key in block if key != "block_id"} for block in view["blocks"]]
    return [view["title"], view["private_metadata"], blocks]


async def _told(someone: Someone, channel: str = TEAM) -> str:
    """The latest message of a channel that this person sees, and nobody else."""
    latest = (await someone.messages(channel))[-1]
    assert latest["ephemeral"]
    return str(latest["text"])


async def _invited(stage: Stage, *people: str) -> list[bool]:
    inboxes = [await stage.person(person).inbox() for person in people]
    return [any("How is it going, really?" in m["text"] for m in inbox) for inbox in inboxes]


@pytest.mark.parametrize("who", [NIKO, RUTH, SAMIRA])
async def test_whoever_leads_the_team_opens_a_survey_and_all_are_invited_at_once(
    by_day: Stage, who: str
) -> None:
    someone = by_day.person(who)
    await someone.command(TEAM, "/survey")
    assert _title(await someone.modal()) == "Open a survey"
    assert await someone.submit(WISH) == {"result": "updated"}
    form = await someone.modal()
    assert _title(form) == "The survey is open"
    assert "until Wednesday 25 November, 16:00" in str(form["blocks"])
    await by_day.later()
    assert await _invited(by_day, ANA, NIKO, RUTH, SAMIRA) == [True, True, False, False]


async def test_the_scheduled_survey_of_the_same_days_does_not_come_on_top(harbour: Stage) -> None:
    niko = harbour.person(NIKO)
    await niko.command(TEAM, "/survey")
    await niko.submit(WISH)
    await harbour.at("2026-11-27T12:00:00-05:00")
    assert len(harbour.db.now(rounds.every)) == 1


async def test_the_form_offers_what_the_team_usually_does(harbour: Stage) -> None:
    ruth = harbour.person(RUTH)
    await ruth.command(TEAM, "/survey")
    assert await ruth.submit() == {"result": "updated"}
    (opened,) = harbour.db.now(rounds.open_rounds)
    assert opened.template.key == "staff-concerns"
    assert (opened.closes_at - opened.opened_at).days == 4


async def test_home_offers_it_to_those_who_lead_while_none_is_open(harbour: Stage) -> None:
    assert "survey.offer" not in actions_of(await harbour.person(ANA).home())
    samira = harbour.person(SAMIRA)
    page = await samira.home()
    assert "survey.offer" in actions_of(page)
    await samira.press(page["id"], "survey.offer", "harbour")
    assert await samira.submit(WISH) == {"result": "updated"}
    assert "survey.offer" not in actions_of(await samira.home())
    assert "survey.open" in actions_of(await harbour.person(ANA).home())


async def test_of_two_who_open_at_the_same_time_the_second_is_told(harbour: Stage) -> None:
    niko, ruth = harbour.person(NIKO), harbour.person(RUTH)
    await niko.command(TEAM, "/survey")
    await ruth.command(TEAM, "/survey")
    await niko.submit(WISH)
    await ruth.submit(WISH)
    assert "A survey is open already" in str((await ruth.modal())["blocks"])
    assert len(harbour.db.now(rounds.every)) == 1


async def test_a_button_on_an_old_home_page_says_that_one_is_open(harbour: Stage) -> None:
    ruth = harbour.person(RUTH)
    page = await ruth.home()
    await harbour.at(OPEN)
    await ruth.press(page["id"], "survey.offer", "harbour")
    assert "A survey is open already" in str((await ruth.modal())["blocks"])


async def test_a_team_that_is_too_small_reads_why_and_what_to_do(hill: Stage) -> None:
    eve = hill.person("U0EVE")
    await eve.command("C0HILL", "/survey")
    told = str((await eve.modal())["blocks"])
    assert "Fewer than 5 people" in told
    assert "sibling team" in told
    assert "in person" in told


async def test_the_command_brings_the_form_and_never_tells_who_has_answered(
    harbour: Stage,
) -> None:
    await harbour.at(OPEN)
    ana = harbour.person(ANA)
    await ana.command(TEAM, "/survey")
    before = await ana.modal()
    assert _title(before) == "Staff concerns"
    await ana.submit({"item.confidentiality": "2", "comment": "quokka"})
    await ana.close()
    await ana.command(TEAM, "/survey")
    after = await ana.modal()
    assert _shown(after) == _shown(before)


async def test_who_is_not_invited_gets_a_friendly_sentence(harbour: Stage) -> None:
    ana, ruth = harbour.person(ANA), harbour.person(RUTH)
    await ana.command(TEAM, "/survey")
    assert "no survey for you at the moment" in await _told(ana)
    await harbour.at(OPEN)
    await ruth.command(TEAM, "/survey")
    assert "is open and closes by itself" in await _told(ruth)


@pytest.mark.parametrize("text", ["help", "open the pod bay doors"])
async def test_any_word_after_the_command_brings_its_usage(harbour: Stage, text: str) -> None:
    ana = harbour.person(ANA)
    await ana.command(TEAM, f"/survey {text}")
    assert "opens the survey that you are invited to" in await _told(ana)


async def test_the_organisations_own_word_on_danger_stands_in_the_form(harbour: Stage) -> None:
    text = HARBOUR.read_text(encoding="utf-8")
    told = text.replace("Ring the on-call line, 555 0100.", "Ring <Kim> & the desk on 555.", 1)
    await harbour.apply(told)
    await harbour.at(OPEN)
    ana = harbour.person(ANA)
    await ana.command(TEAM, "/survey")
    told = str((await ana.modal())["blocks"])
    assert "Ring &lt;Kim&gt; &amp; the desk on 555." in told
    assert "your local emergency number" not in told
    assert "does not replace a duty to report" in told
