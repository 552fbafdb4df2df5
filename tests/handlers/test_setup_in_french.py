"""A coordinator who chose French reads in French what is wrong with a form, and what it changed."""

from dataclasses import replace

import pytest

from bot.store import teams
from sandbox.state.channels import Channel
from tests.support.french import chooses_french, plain
from tests.support.practice import Json, Stage
from tests.support.set_up import Coordinator, coordinator, in_slack

NEVER = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
RULE, FIRST = "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", {"rrule": "FREQ=DAILY", "first_day": "2026-12-02"}


@pytest.fixture
async def niko(harbour: Stage) -> Coordinator:
    chooses_french(harbour, "U0NIKO")
    return coordinator(harbour)


@pytest.mark.parametrize(
    ("part", "sent", "block", "told"),
    [
        (
            "team",
            {"team__timezone": "America/Torronto"},
            "team.timezone",
            "n'est pas un fuseau horaire (peut-être « America/Toronto » ?) ; écrivez un nom comme",
        ),
        ("team", {"team__name": " "}, "team.name", "« Nom » : ce champ est vide ; remplissez-le."),
        (
            "team",
            {"holidays__region": "CA-XX"},
            "holidays.region",
            "« CA-XX » n'est pas une partie connue de CA ; sont connues CA-AB, CA-BC,",
        ),
        (
            "team",
            {"holidays__region": "Canada"},
            "holidays.region",
            "les jours fériés de « Canada » ne sont pas connus ; écrivez un code comme CA ou",
        ),
        (
            "survey",
            {"survey__every_weeks": "1", "survey__open_days": "8"},
            "survey.open_days",
            "« Ouvert pour combien de jours » : le sondage resterait ouvert jusqu'au suivant ;",
        ),
        (
            "survey",
            {"survey__opens": "17:00", "survey__open_days": "0"},
            "survey.closes",
            "« Clôture à » : c'est avant l'ouverture ; mettez plus de jours,",
        ),
        (
            "survey",
            {"survey__group": "Les deux"},
            "survey.group",
            "« Groupe » : il faut des lettres minuscules sans accent, des chiffres",
        ),
    ],
)
async def test_a_wrong_value_of_the_team_is_told_in_french_at_its_field(
    niko: Coordinator, part: str, sent: Json, block: str, told: str
) -> None:
    before = niko.team()
    await niko.open()
    await niko.part(part)
    assert told in _told(await niko.send(**sent), block)
    assert niko.team() == before


@pytest.mark.parametrize(
    ("sent", "block", "told"),
    [
        ({"ends": "09:00"}, "ends", "« Finit à » : c'est l'heure où le quart commence ;"),
        (
            {"people": ["U0CORA"]},
            "people",
            "« Cora Lindqvist » n'est pas dans l'équipe ; ajoutez d'abord cette personne,",
        ),
        ({"rrule": RULE}, "rrule", "il faut des jours ou une règle, l'un des deux seulement."),
        (
            {"days": [], "rrule": "tous les lundis"},
            "rrule",
            "« Ou selon une règle » : il faut FREQ= suivi de l'un de ces mots : DAILY, MONTHLY,",
        ),
        (
            {"days": [], "rrule": "FREQ=WEEKLY;BYDAY=LU"},
            "rrule",
            "ce n'est pas une règle de calendrier (« BYDAY=LU ») ; écrivez-la comme FREQ=WEEKLY;",
        ),
        ({"days": [], "rrule": "FREQ=DAILY;BYHOUR=9"}, "rrule", "cette règle donne des heures ;"),
        ({"days": [], "rrule": "FREQ=DAILY;COUNT=0"}, "rrule", "cette règle compte mal ;"),
        (
            {"days": [], "rrule": "FREQ=DAILY;COUNT=3;UNTIL=20270101"},
            "rrule",
            "cette règle finit deux fois ; retirez COUNT ou UNTIL.",
        ),
        ({"days": [], "rrule": RULE}, "rrule", "indiquez-le comme premier jour."),
        ({"days": [], "rrule": NEVER}, "rrule", "cette règle ne tombe sur aucun jour ;"),
        (
            {"days": [], "last_day": "2026-12-01", **FIRST},
            "last_day",
            "« Dernier jour » : c'est avant le premier jour ; changez l'un des deux.",
        ),
        (
            {"timezone": "Toronto"},
            "timezone",
            "« Toronto » n'est pas un fuseau horaire (peut-être « America/Toronto » ?) ;",
        ),
    ],
)
async def test_a_wrong_value_of_a_shift_is_told_in_french_at_its_field(
    niko: Coordinator, sent: Json, block: str, told: str
) -> None:
    before = niko.team()
    await niko.open()
    await niko.part("shifts")
    await niko.press("setup.add")
    await niko.press("setup.more")
    answer = await niko.send(**{"name": "Tard", "people": ["U0WREN"], **sent})
    assert told in _told(answer, block)
    assert niko.team() == before


@pytest.mark.parametrize(
    ("sent", "block", "told"),
    [
        ({"rrule": RULE, "first_day": None}, "rrule", "« Règle » : cette règle compte à partir"),
        (
            {"onboarding_rrule": NEVER},
            "onboarding_rrule",
            "« Règle pendant la période d'arrivée » : cette règle ne tombe sur aucun jour ;",
        ),
        ({"people": ["U0CORA"]}, "people", "« Cora Lindqvist » n'est pas dans l'équipe ;"),
    ],
)
async def test_a_wrong_rhythm_of_check_ins_is_told_in_french_at_its_field(
    niko: Coordinator, sent: Json, block: str, told: str
) -> None:
    await niko.open()
    await niko.part("check_ins")
    await niko.press("setup.add")
    await niko.press("setup.more")
    assert told in _told(await niko.send(**sent), block)


async def test_people_who_cannot_be_added_are_told_of_in_french(niko: Coordinator) -> None:
    await niko.open()
    await niko.part("members")
    await niko.press("setup.add")
    answer = _told(await niko.send(person=["U0HOLDBOT", "U0ANA"]), "person")
    assert "« Ana Duarte » y est déjà ; nommez chaque personne une seule fois." in answer
    assert "est une application et non une personne ; retirez-la de l'équipe." in answer


@pytest.mark.parametrize(
    ("person", "sent", "block", "told"),
    [
        (
            "U0RUTH",
            {"role": "colleague"},
            "role",
            "Ana Duarte : « Ruth Abernathy » a ici le rôle « Collègue », et non « Supervision » ;",
        ),
        (
            "U0WREN",
            {"timezone": "Winnipeg"},
            "timezone",
            "« Winnipeg » n'est pas un fuseau horaire (peut-être « America/Winnipeg » ?) ;",
        ),
    ],
)
async def test_a_wrong_value_of_a_person_is_told_in_french(
    niko: Coordinator, person: str, sent: Json, block: str, told: str
) -> None:
    await niko.open()
    await niko.part("members")
    await niko.edit(f"<@{person}>")
    assert told in _told(await niko.send(**sent), block)


@pytest.mark.parametrize("part", ["day", "supervision"])
async def test_a_shift_that_is_in_the_way_is_told_of_in_french_in_another_form(
    niko: Coordinator, part: str
) -> None:
    team = niko.team()
    never = replace(team.shifts[0], name="Jamais", rrule="FREQ=DAILY;UNTIL=20200101")
    niko.stage.db.now(teams.save, replace(team, shifts=(*team.shifts, never)))
    await niko.open()
    if part == "day":
        await niko.part("day")
        answer = await niko.send(prompts__a_day="7")
    else:
        await niko.part("check_ins")
        await niko.press("setup.form")
        answer = await niko.send(supervision__minutes="45")
    (told,) = answer["errors"]
    assert "Jamais : cette règle ne tombe sur aucun jour ;" in _told(answer, told)


@pytest.mark.parametrize(
    ("sent", "block", "told"),
    [
        ({"team__timezone": "Mars"}, "team.timezone", "« Mars » n'est pas un fuseau horaire"),
        ({"team__name": " "}, "team.name", "« Nom » : ce champ est vide ; remplissez-le."),
        (
            {"team__channel": "C0CLOSED"},
            "team.channel",
            "n'est pas un canal que l'application peut voir ; corrigez, ou si le canal est privé,",
        ),
    ],
)
async def test_a_wrong_value_of_a_new_team_is_told_in_french_at_its_field(
    niko: Coordinator, sent: Json, block: str, told: str
) -> None:
    channels = niko.stage.practice.sandbox.slack.workspace.channels
    channels["C0CLOSED"] = Channel("C0CLOSED", "closed", "private", ["U0NIKO"], 0)
    home = await niko.person.home()
    await niko.person.press(home["id"], "setup.create")
    answer = await niko.send(**{"team__name": "Nord", "team__channel": "C0TEAM", **sent})
    assert told in _told(answer, block)


async def test_two_surveys_in_one_group_are_told_of_in_french(niko: Coordinator) -> None:
    team = niko.team()
    assert team.survey
    other = replace(team.survey, template="programme-check", group="ville")
    niko.stage.db.now(teams.save, replace(team, key="pont", name="Pont", survey=other))
    await niko.open()
    await niko.part("survey")
    told = _told(await niko.send(survey__group="ville"), "survey.template")
    assert "l'équipe « pont » du même groupe a le sondage « programme-check » ;" in told


async def test_the_surveys_to_choose_from_have_their_french_titles(niko: Coordinator) -> None:
    await niko.open()
    form = plain(await niko.part("survey"))
    assert "Préoccupations d'équipe" in form
    assert "Staff concerns" not in form


async def test_slack_that_does_not_answer_is_told_of_in_french(niko: Coordinator) -> None:
    await niko.open()
    await niko.part("members")
    await niko.press("setup.add")
    await niko.stage.fault("status", "users.info")
    told = _told(await niko.send(person=["U0CORA"]), "person")
    assert told.startswith("\"Il n'a pas été possible de demander à Slack :")


async def test_why_a_team_cannot_come_back_is_told_in_french(niko: Coordinator) -> None:
    await niko.open()
    await niko.press("setup.archive")
    in_slack(niko.stage, "U0ANA", deleted=True)
    home = await niko.person.home()
    await niko.person.press(home["id"], "setup.list")
    shown = plain(await niko.press("setup.bring_back"))
    assert "• « Ana Duarte » a un compte Slack désactivé ; retirez cette personne" in shown


async def test_what_was_changed_and_deserves_a_look_is_told_in_french(niko: Coordinator) -> None:
    await niko.open()
    await niko.part("team")
    sent = {"team__name": "Port", "team__channel": "C0GENERAL", "team__danger_route": None}
    assert await niko.send(**sent) == {"result": "closed"}
    page = plain(await niko.person.modal())
    assert "C'est enregistré." in page
    assert "Changements : nom, canal, vers qui se tourner en cas de danger." in page
    assert "Dites sous « Équipe » vers qui se tourner si quelqu'un est peut-être en danger." in page
    await niko.part("members")
    await niko.edit("<@U0RUTH>")
    assert await niko.send(cover="U0NIKO") == {"result": "closed"}
    await niko.person.close()
    assert "Personnes (changement : Ruth Abernathy)." in plain(await niko.person.modal())


async def test_a_new_team_is_summed_up_in_french(niko: Coordinator) -> None:
    home = await niko.person.home()
    await niko.person.press(home["id"], "setup.create")
    answer = await niko.send(team__name="Nord", team__channel="C0GENERAL")
    assert answer == {"result": "updated"}
    page = plain(await niko.person.modal())
    assert "Nouvelle équipe Nord : 1 personne, aucun quart, aucun sondage." in page
    assert "L'application n'est pas encore dans" in page


def _told(answer: Json, block: str) -> str:
    assert list(answer["errors"]) == [block]
    return plain(answer["errors"][block])
