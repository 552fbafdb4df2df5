from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import catalogue, templates
from bot.domain.group import Group
from bot.domain.release import pooled
from bot.domain.rounds import LONGEST_DAYS
from bot.domain.survey import Round, RoundState
from bot.use_cases.open_round import NotOpened
from bot.views import survey, survey_notices, survey_opening
from bot.views.parts import Message, View, metadata
from sandbox.rules.messages import check_message
from sandbox.rules.views import check_view
from tests.support.survey_scene import CADENCE, CLOSES, OPENS, a_team

WORDS = catalogue.load().of("en")
TEMPLATES = templates.load().every()
ROUND = Round("a" * 32, "g", ("g",), TEMPLATES[0], b"", OPENS, CLOSES, 5, 1, RoundState.OPEN)
ZONE = "America/Argentina/ComodRivadavia"
LONG = "Wilhelmina <&> " * 60


def _groups(number: int, name: str = "River & Bank") -> list[Group]:
    made = [replace(a_team(key=f"team-{n:03}"), name=name) for n in range(number)]
    return pooled(made)


def _sent(form: View, chosen: dict[str, str]) -> View:
    values = {name: {name: {"selected_option": {"value": v}}} for name, v in chosen.items()}
    return {**form, "state": {"values": values}}


MESSAGES = {
    "reminder": survey_notices.reminder(WORDS, LONG, ROUND, ZONE),
    "held": survey_notices.held(WORDS, LONG, ROUND, ZONE),
    "unread": survey_notices.ended(WORDS, LONG, replace(ROUND, state=RoundState.UNREAD)),
    "void": survey_notices.ended(WORDS, LONG, replace(ROUND, state=RoundState.VOID)),
}


@pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES)
def test_slack_takes_each_notice_and_its_text_says_it_all(message: Message) -> None:
    assert list(check_message(message.text, list(message.blocks), metadata("survey", id="1"))) == []
    section = next(block for block in message.blocks if block["type"] == "section")
    assert section["text"]["text"] in message.text


@pytest.mark.parametrize("number", [1, 2, 130])
def test_slack_takes_the_form_for_however_many_groups(number: int) -> None:
    form = survey_opening.form(WORDS, _groups(number, LONG), TEMPLATES)
    assert check_view(form, kind="modal") == []


@pytest.mark.parametrize("reason", NotOpened)
def test_slack_takes_every_refusal_and_the_word_that_it_is_open(reason: NotOpened) -> None:
    views = [survey_opening.refused(WORDS, reason)]
    views.append(survey_opening.opened(WORDS, LONG, ROUND, ZONE))
    assert [problem for view in views for problem in check_view(view, kind="modal")] == []


def test_what_the_group_usually_has_is_filled_in() -> None:
    group = replace(a_team(), survey=replace(CADENCE, open_days=9))
    form = survey_opening.form(WORDS, pooled([group]), TEMPLATES)
    menus = [block["element"] for block in form["blocks"] if block["type"] == "input"]
    assert [menu["initial_option"]["value"] for menu in menus] == ["river", "staff-concerns", "9"]


@given(st.integers(1, LONGEST_DAYS))
def test_what_is_chosen_is_what_is_read(days: int) -> None:
    form = survey_opening.form(WORDS, _groups(1), TEMPLATES)
    chosen = {"group": "team-000", "template": "staff-concerns", "days": str(days)}
    assert survey_opening.parse(_sent(form, chosen)) == ("team-000", "staff-concerns", days)


def test_the_word_on_danger_is_the_organisations_own_or_the_usual_one() -> None:
    assert "your local emergency number" in survey.danger(WORDS, None)
    own = survey.danger(WORDS, "Ring <Kim>.")
    assert "Ring &lt;Kim&gt;." in own
    assert "emergency number" not in own


def test_nothing_that_is_said_promises_more_than_is_kept() -> None:
    told = " ".join(str(view) for view in MESSAGES.values())
    assert "anonymous to your supervisors" in told
    assert told.count("anonymous") == told.count("anonymous to your supervisors")
