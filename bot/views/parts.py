"""Block Kit from values. Each part keeps to Slack's limit for it by shortening."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.content.catalogue import Words
from bot.content.text import BUTTON, HEADER, LABEL, OPTION, SECTION, TITLE, chunks, escape, shorten

Block = dict[str, Any]
View = dict[str, Any]


LINE = 1000
"""Characters of one line of a quotation: a section (3000) then never has to cut within one."""

HELD = (
    "value",
    "selected_option",
    "selected_options",
    "selected_date",
    "selected_time",
    "selected_user",
    "selected_users",
    "selected_conversation",
)
"""Under one of these a view's state holds what was put into an input, by the input's type."""

OPTIONS = 100
"""Options of a menu, or of one group in it (Slack)."""

EVENT = "holdspace_"
"""How the type in our messages' metadata begins."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted: `text` alone tells all that matters, for screen readers and notifications."""

    text: str
    blocks: list[Block]


def plain(text: str, limit: int) -> Block:
    """A plain-text object. Slack escapes it itself, so it takes names as they are."""
    return {"type": "plain_text", "text": shorten(text, limit), "emoji": False}


def header(text: str) -> Block:
    """A heading, which screen readers announce as one."""
    return {"type": "header", "text": plain(text, HEADER)}


def section(text: str) -> Block:
    """One paragraph of mark-up."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": shorten(text, SECTION)}}


def paragraphs(text: str) -> list[Block]:
    """A text of any length, whole, in as many sections as it takes."""
    return [section(piece) for piece in chunks(text)]


def context(text: str) -> Block:
    """Small print."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": shorten(text, SECTION)}]}


def divider() -> Block:
    """A line between parts."""
    return {"type": "divider"}


def button(label: str, action_id: str, value: str, style: str | None = None) -> Block:
    """A button. `value` holds ids only."""
    made = {
        "type": "button",
        "text": plain(label, BUTTON),
        "action_id": action_id,
        "value": value,
    }
    return made | ({"style": style} if style else {})


def actions(block_id: str, *buttons: Block) -> Block:
    """A row of buttons."""
    return {"type": "actions", "block_id": block_id, "elements": list(buttons)}


def option(label: str, value: str) -> Block:
    """One choice."""
    return {"text": plain(label, OPTION), "value": value}


def choice(block_id: str, label: str, options: Iterable[Block], **more: Any) -> Block:  # noqa: ANN401 - Slack's own keys
    """Radio buttons, optional unless told otherwise. Slack shows at most 10."""
    element = {"type": "radio_buttons", "options": list(options)}
    if "initial" in more:
        element["initial_option"] = more.pop("initial")
    return field(block_id, label, element, **more)


def select(block_id: str, label: str, options: Iterable[Block], **more: Any) -> Block:  # noqa: ANN401 - Slack's own keys
    """A menu to choose one from, at most 100."""
    element = {"type": "static_select", "options": list(options)}
    if "initial" in more:
        element["initial_option"] = more.pop("initial")
    return field(block_id, label, element, **more)


def calendar(block_id: str, label: str, **more: Any) -> Block:  # noqa: ANN401 - Slack's own keys
    """A day to choose, in the reader's own calendar."""
    return field(block_id, label, {"type": "datepicker"}, **more)


def writing(block_id: str, label: str, max_length: int = SECTION, **more: Any) -> Block:  # noqa: ANN401 - Slack's own keys
    """A box to write in, several lines tall."""
    element = {
        "type": "plain_text_input",
        "multiline": True,
        "max_length": max_length,
    }
    return field(block_id, label, element, **more)


def field(block_id: str, label: str, element: Block, **more: Any) -> Block:  # noqa: ANN401 - Slack's own keys
    """An input, optional unless told otherwise. Its element's action has the block's id."""
    hint = more.pop("hint", None)
    made: Block = {
        "type": "input",
        "block_id": block_id,
        "label": plain(label, LABEL),
        "element": element | {"action_id": block_id},
        "optional": more.pop("optional", True),
    }
    return made | ({"hint": plain(hint, LABEL)} if hint else {})


def modal(words: Words, callback_id: str, title: str, blocks: list[Block], **more: str) -> View:
    """A modal. `private_metadata` holds ids only; without `submit` it can only be closed."""
    made: View = {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title, TITLE),
        "blocks": blocks,
        "close": plain(more.get("close") or words.plain("common.form.close"), TITLE),
        "private_metadata": more.get("private_metadata", ""),
    }
    return made | ({"submit": plain(more["submit"], TITLE)} if "submit" in more else {})


def state(view: View) -> dict[str, Any]:
    """What a submitted view holds: block id to text, chosen value or id, day, time, or None.

    Days are like 2026-11-23, and times like 09:00. Where several can be chosen it is a list. In
    our views every input's action has its block's id.
    """
    found: dict[str, Any] = {}
    for block_id, elements in view["state"]["values"].items():
        (element,) = elements.values()
        found[block_id] = held(element)
    return found


def held(element: Block) -> Any:  # noqa: ANN401 - whatever the element holds
    """What an input holds, or a button or menu that was pressed: as in `state`."""
    found = next((element[name] for name in HELD if element.get(name)), None)
    if isinstance(found, list):
        return [each["value"] if isinstance(each, dict) else each for each in found]
    return found["value"] if isinstance(found, dict) else found


def metadata(kind: str, **ids: str) -> Block:
    """What is kept with a message and readable by others: its kind, and ids only."""
    return {"event_type": EVENT + kind.replace(" ", "_"), "event_payload": ids}


def quote(text: str) -> str:
    """What somebody wrote, escaped, as a quotation.

    A long line is a quotation in each of the pieces into which `paragraphs` may have to cut it.
    """
    lines = [piece for line in escape(text).splitlines() for piece in chunks(line, LINE) or [""]]
    return "\n".join(f">{line}" for line in lines)
