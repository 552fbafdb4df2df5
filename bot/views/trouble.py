"""What a person reads when something went wrong on our side."""

from typing import Any

from bot.content.catalogue import Words
from bot.views import parts
from bot.views.parts import View


def told(words: Words, number: str) -> str:
    """As a message."""
    return words("common.error.text", number=number)


def in_form(words: Words, view: View, number: str) -> dict[str, Any]:
    """As the answer to a form that was sent."""
    return _answered(
        view,
        words.plain("common.error.title"),
        words.plain("common.error.text", number=number),
        words("common.error.text", number=number),
    )


def refused(words: Words) -> str:
    """It is not theirs to do, as a message."""
    return words("common.refused.text")


def refused_in_form(words: Words, view: View) -> dict[str, Any]:
    """The same as the answer to a form."""
    text = words("common.refused.text")
    return _answered(view, words.plain("common.refused.title"), text, text)


def _answered(view: View, title: str, plain: str, text: str) -> dict[str, Any]:
    """Under the form's first question, where nothing is lost; without one it is replaced."""
    asked = [block["block_id"] for block in view.get("blocks", []) if block["type"] == "input"]
    if asked:
        return {"response_action": "errors", "errors": {asked[0]: plain}}
    shown = parts.modal("trouble", title, [parts.section(text)])
    return {"response_action": "update", "view": shown}
