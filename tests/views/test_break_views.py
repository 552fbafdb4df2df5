"""The messages of breaks pass the sandbox's rules, which are Slack's, at their longest too."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.content import catalogue
from bot.content.suggestions import RECENT, SHORT, Idea
from bot.domain.breaks import Reminder
from bot.views import breaks
from bot.views.parts import Message
from sandbox.rules import check_message, check_view

WORDS = catalogue.load().of("en")
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LONGEST = Idea("x" * 32, "&" * SHORT, "<" * SHORT)
SHIFT = Reminder(NOW, NOW + timedelta(hours=8), "U0ADA")

MESSAGES = {
    "reminder": breaks.reminder(WORDS, SHIFT, again=False),
    "reminder again": breaks.reminder(WORDS, SHIFT, again=True),
    "put off": breaks.answered(WORDS, "ten"),
    "put off too late": breaks.answered(WORDS, "too_late"),
    "not today": breaks.answered(WORDS, "not_today"),
    "running": breaks.running(WORDS, 5),
    "nearly over": breaks.running(WORDS, 1),
    "gone": breaks.gone(WORDS),
    "begun": breaks.begun(WORDS, LONGEST),
    "one more": breaks.one_more(WORDS, LONGEST),
    "over": breaks.over(WORDS, []),
    "over with answers": breaks.over(WORDS, [LONGEST] * RECENT),
}
MESSAGES |= {f"begun, {idea.key}": breaks.begun(WORDS, idea) for idea in WORDS.ideas.every()}
MESSAGES |= {f"over, {idea.key}": breaks.over(WORDS, [idea]) for idea in WORDS.ideas.every()}


@pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES)
def test_slack_takes_the_message_and_the_form(message: Message) -> None:
    assert list(map(str, check_message(message.text, list(message.blocks), None))) == []
    form = breaks.modal(WORDS, message)
    assert list(map(str, check_view(form, kind="modal"))) == []


@pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES)
def test_the_text_alone_tells_what_the_sections_tell_and_nothing_is_cut(message: Message) -> None:
    for block in message.blocks:
        if block["type"] == "section":
            assert "".join(block["text"]["text"].split()) in "".join(message.text.split())
            assert not block["text"]["text"].endswith("…")


def test_what_the_reminder_is_about_can_be_read_from_each_of_its_buttons() -> None:
    (row,) = [block for block in MESSAGES["reminder"].blocks if block["type"] == "actions"]
    for element in row["elements"]:
        assert breaks.parse("U0ADA", element["value"]) == SHIFT


def test_no_answer_is_told_with_its_puzzle() -> None:
    for idea in WORDS.ideas.every():
        if idea.answer:
            assert idea.answer not in MESSAGES[f"begun, {idea.key}"].text
            assert idea.answer in MESSAGES[f"over, {idea.key}"].text
