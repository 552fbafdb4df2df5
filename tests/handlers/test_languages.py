"""Whoever chose French reads French, in every place that is theirs alone, and nobody else does."""

from bot.store import teams
from tests.support.french import chooses_french, plain
from tests.support.practice import Json, Stage, actions_of

TEAM = "C0TEAM"
OPEN = "2026-11-23T10:05:00-05:00"
NEXT_WEEK = "2026-12-01T12:00:00-05:00"


async def _answers(stage: Stage, person: str) -> Json:
    """The form that this person was shown, once it has been sent."""
    someone = stage.person(person)
    (invitation,) = [m for m in await someone.inbox() if "survey.open" in actions_of(m)]
    await someone.click(await someone.dm(), invitation, "survey.open")
    form = await someone.modal()
    assert await someone.submit({"item.confidentiality": "2"}) == {"result": "updated"}
    return form


async def test_home_is_in_the_language_of_its_owner(harbour: Stage) -> None:
    chooses_french(harbour, "U0WREN")
    french = plain(await harbour.person("U0WREN").home())
    assert "Bonjour <@U0WREN>. Cette page est à vous" in french
    assert "lundi 23 novembre, 16 h 50 : retour sur le quart, dans <#C0TEAM>" in french
    assert "Hello <@U0MARCUS>." in plain(await harbour.person("U0MARCUS").home())


async def test_one_who_leaves_alone_is_prompted_in_french(hill: Stage) -> None:
    chooses_french(hill, "U0ADA")
    await hill.at("2026-11-24T16:51:00+00:00")
    (prompt,) = await hill.person("U0ADA").inbox()
    assert "Votre quart finit à 17 h 00. Les dix prochaines minutes" in plain(prompt["text"])


async def test_a_channel_reads_the_default_and_a_press_there_is_answered_in_french(
    harbour: Stage,
) -> None:
    chooses_french(harbour, "U0ANA")
    await harbour.at("2026-11-23T16:50:00-05:00")
    ana, marcus = harbour.person("U0ANA"), harbour.person("U0MARCUS")
    (prompt,) = await ana.messages(TEAM)
    assert "your shift ends at 17:00" in prompt["text"]
    await ana.click(TEAM, prompt, "debrief.not_today")
    assert "Bonne route, et à la prochaine." in plain(await ana.messages(TEAM))
    await ana.click(TEAM, prompt, "debrief.open")
    assert "Qu'est-ce qui a bien été ?" in plain(await ana.modal())
    await harbour.later()
    assert await ana.submit({"went_well": "Le thé", "where": "share"}) == {"result": "updated"}
    assert "Votre équipe peut le lire" in plain(await ana.modal())
    _, shared = await marcus.messages(TEAM, prompt["ts"])
    assert shared["text"].startswith("<@U0ANA> shares a debrief:\n\n*What went well?*")
    await ana.click(TEAM, prompt, "debrief.held")
    assert "You took the time to debrief." in str(await marcus.messages(TEAM))


async def test_a_debrief_that_is_kept_is_in_the_words_of_its_writer(hill: Stage) -> None:
    chooses_french(hill, "U0ADA")
    ada = hill.person("U0ADA")
    await ada.command("C0HILL", "/debrief")
    assert (await ada.submit({}))["errors"]["went_well"].startswith("Écrivez quelques mots")
    await ada.submit({"went_well": "Le thé"})
    (kept,) = await ada.inbox()
    assert "Votre retour, gardé pour vous :" in plain(kept["text"])


async def test_company_is_asked_for_and_answered_in_the_language_of_each(hill: Stage) -> None:
    chooses_french(hill, "U0BEN")
    await hill.at("2026-11-24T16:51:00+00:00")
    ada, ben = hill.person("U0ADA"), hill.person("U0BEN")
    (prompt,) = await ada.inbox()
    await ada.click(await ada.dm(), prompt, "debrief.company")
    await ada.submit({"who": "U0BEN"})
    await hill.later()
    (asked,) = await ben.inbox()
    assert "<@U0ADA> aimerait dix minutes avec vous" in asked["text"]
    await ben.click(await ben.dm(), asked, "company.yes")
    await hill.later()
    assert "<@U0ADA> sait que vous avez du temps." in str(await ben.inbox())
    assert "<@U0BEN> has time to debrief with you now." in str(await ada.inbox())


async def test_a_break_comes_with_an_idea_in_french(hill: Stage) -> None:
    chooses_french(hill, "U0ADA")
    ada, french = hill.person("U0ADA"), hill.practice.app.services.words_for("U0ADA")
    await ada.command("C0HILL", "/five")
    told = plain(await ada.messages("C0HILL"))
    assert "Ces cinq minutes sont à vous." in told
    assert any(plain(idea.text)[1:-1] in told for idea in french.ideas.every())


async def test_a_survey_is_answered_in_two_languages_and_told_in_each_readers_own(
    by_day: Stage,
) -> None:
    readers, asked = _everybody(by_day)
    chooses_french(by_day, asked[0], readers[0])
    await by_day.at(OPEN)
    forms = [await _answers(by_day, person) for person in asked]
    titles = [form["title"]["text"] for form in forms]
    assert "Préoccupations d'équipe" in plain(titles[0])
    assert set(titles[1:]) == {"Staff concerns"}
    assert "Je crains que des renseignements privés" in plain(forms[0]["blocks"][2])
    assert forms[1]["blocks"][2]["label"]["text"].startswith("I worry about private information")
    await by_day.at(NEXT_WEEK)
    french, english = [plain(await by_day.person(one).inbox()) for one in readers[:2]]
    assert "la plupart ou tout le monde* : Garder privé ce qui est privé" in french
    assert "Résultats du sondage : Préoccupations d'équipe" in french
    assert "A concern for *most or all*: Keeping private things private" in english


def _everybody(stage: Stage) -> tuple[list[str], list[str]]:
    """Those who read the digest, and those who are asked."""
    (team,) = stage.db.now(teams.every)
    readers = [member.id for member in team.digest_readers()]
    return readers, [m.id for m in team.respondents() if m.id not in readers]


async def test_trouble_is_told_in_french(hill: Stage) -> None:
    chooses_french(hill, "U0ADA")
    await hill.fault("status", "views.publish")
    await hill.person("U0ADA").home()
    assert "donnez ce numéro à la personne" in str(await hill.person("U0ADA").inbox())
