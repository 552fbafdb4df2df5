"""What a person reads when something went wrong on our side."""

from typing import Any

from bot.content.catalogue import Words
from bot.views import parts
from bot.views.parts import View


def told(words: Words, number: str) -> str:
    """As a message."""
    return words("common.error.text", number=number)


def in_form(words: Words, view: View, number: str) -> dict[str, Any]:
    """As the answer to a form that was sent: under its first question, where nothing is lost.

    A form that asks nothing is replaced.
    """
    asked = [block["block_id"] for block in view.get("blocks", []) if block["type"] == "input"]
    if asked:
        text = words.plain("common.error.text", number=number)
        return {"response_action": "errors", "errors": {asked[0]: text}}
    title = words.plain("common.error.title")
    shown = parts.modal(words, "trouble", title, [parts.section(told(words, number))])
    return {"response_action": "update", "view": shown}
