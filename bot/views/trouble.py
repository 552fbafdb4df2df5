"""What a person reads when something went wrong on our side, or is not theirs to do."""

from dataclasses import dataclass
from typing import Any

from bot.content.catalogue import Words
from bot.views import parts
from bot.views.parts import View


@dataclass(frozen=True, slots=True)
class Told:
    """A title, and what is to be said as a message and in a place that Slack escapes itself."""

    title: str
    text: str
    plain: str


def failed(words: Words, number: str) -> Told:
    """It did not work, with the number that the log has."""
    return Told(
        words.plain("common.error.title"),
        words("common.error.text", number=number),
        words.plain("common.error.text", number=number),
    )


def refused(words: Words) -> Told:
    """It is not theirs to do, or not any more."""
    return Told(
        words.plain("common.refused.title"),
        words("common.refused.text"),
        words.plain("common.refused.text"),
    )


def in_form(words: Words, view: View, told: Told) -> dict[str, Any]:
    """As the answer to a form that was sent: under its first question, where nothing is lost.

    A form that asks nothing is replaced.
    """
    asked = [block["block_id"] for block in view.get("blocks", []) if block["type"] == "input"]
    if asked:
        return {"response_action": "errors", "errors": {asked[0]: told.plain}}
    shown = parts.modal(words, "trouble", told.title, [parts.section(told.text)])
    return {"response_action": "update", "view": shown}
