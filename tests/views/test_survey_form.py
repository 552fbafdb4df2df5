import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import catalogue, templates
from bot.domain.survey import COMMENT, Answer, Round, RoundState
from bot.views import survey
from bot.views.parts import View
from sandbox.rules.messages import check_message
from sandbox.rules.views import check_view
from tests.support.survey_scene import CLOSES, OPENS

WORDS = catalogue.load().of("en")
TEMPLATE = templates.load().find("staff-concerns")
assert TEMPLATE
ROUND = Round("a" * 32, "river", ("river",), TEMPLATE, b"", OPENS, CLOSES, 5, 1, RoundState.OPEN)
ZONE = "America/New_York"
FORM = survey.form(WORDS, "River & Bank", ROUND, ZONE)


def _submitted(levels: dict[str, int], comment: str | None) -> View:
    """What Slack sends back for the form."""
    values: dict[str, Any] = {}
    for block in FORM["blocks"]:
        if block["type"] == "input":
            name = block["block_id"]
            values[name] = {name: {"type": block["element"]["type"]}}
    for key, level in levels.items():
        name = survey.ITEM + key
        options = {
            option["value"]: option
            for block in FORM["blocks"]
            if block.get("block_id") == name
            for option in block["element"]["options"]
        }
        values[name][name]["selected_option"] = options[str(level)]
    values[survey.WRITTEN][survey.WRITTEN]["value"] = comment
    return {"private_metadata": FORM["private_metadata"], "state": {"values": values}}


keys = st.sampled_from([item.key for item in TEMPLATE.items])


@settings(deadline=None)
@given(st.dictionaries(keys, st.integers(0, 2)), st.none() | st.text(max_size=COMMENT))
def test_what_is_chosen_and_written_is_what_is_read(
    levels: dict[str, int], comment: str | None
) -> None:
    expected = Answer(levels, (comment or "").strip())
    assert survey.parse(_submitted(levels, comment)) == (ROUND.id, expected)


def test_every_view_keeps_to_slacks_limits() -> None:
    views = [FORM, survey.kept(WORDS, ROUND.closes_at, ZONE)]
    views += [survey.refused(WORDS, reason) for reason in ("closed", "not_invited")]
    assert [problem for view in views for problem in check_view(view, kind="modal")] == []


def test_the_form_asks_each_item_optionally_and_starts_empty() -> None:
    inputs = [block for block in FORM["blocks"] if block["type"] == "input"]
    assert len(inputs) == 15
    assert all(block["optional"] for block in inputs)
    assert not any("initial_option" in block["element"] for block in inputs)
    assert "dispatch_action" not in json.dumps(FORM)


def test_the_form_knows_the_round_and_no_person() -> None:
    assert FORM["private_metadata"] == ROUND.id
    assert survey.form(WORDS, "River & Bank", ROUND, ZONE) == FORM


@pytest.mark.parametrize(
    "said",
    [
        "anonymous to your supervisors",
        "the key that opens them is destroyed",
        "Slack carries your answer to us along with your name",
        "whoever controls this server holds all that it takes to read answers",
        "Colleagues may guess",
        "deleted unread",
        "call your local emergency number or your organisation's on-call line",
        "does not replace a duty to report",
        "16:00 (New York time)",
    ],
)
def test_the_form_says_what_is_promised_and_what_is_not(said: str) -> None:
    shown = json.dumps(FORM).replace("\\n", " ")
    assert said in shown


def test_afterwards_it_says_how_to_revise_and_why_the_form_starts_empty() -> None:
    (block,) = survey.kept(WORDS, ROUND.closes_at, ZONE)["blocks"]
    assert (
        "You can revise it until the survey closes on Friday 27 November" in block["text"]["text"]
    )
    assert "Holdspace opens no answer before the close" in block["text"]["text"]


def test_a_comment_that_is_too_long_is_sent_back_with_what_to_do() -> None:
    faults = survey.faults(WORDS, Answer({}, "x" * (COMMENT + 1)))
    assert set(faults) == {survey.WRITTEN}
    assert f"shorten it to {COMMENT} characters" in faults[survey.WRITTEN]
    assert survey.faults(WORDS, Answer({}, "x" * COMMENT)) == {}


def test_the_invitation_tells_all_in_its_text_and_its_button_holds_the_round_only() -> None:
    message = survey.invitation(WORDS, "River <!channel>", ROUND, ZONE)
    assert check_message(message.text, list(message.blocks), None) == []
    assert "River &lt;!channel&gt;" in message.text
    assert all(piece in message.text for piece in ("Staff concerns", "16:00", "supervisors"))
    (button,) = message.blocks[-1]["elements"]
    assert (button["action_id"], button["value"]) == ("survey.open", ROUND.id)
