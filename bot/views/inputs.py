"""Inputs of forms that say what holds now. `value` fills an input in; None leaves it empty."""

from collections.abc import Collection, Sequence
from typing import Any

from bot.content.text import OPTION
from bot.views import parts
from bot.views.parts import OPTIONS, Block

Choices = Sequence[tuple[str, str]]
"""What is sent back and what is shown, for each choice."""


def line(name: str, label: str, value: str | None, max_length: int, **more: Any) -> Block:  # noqa: ANN401 - Slack's own keys
    """A box of one line."""
    element = {"type": "plain_text_input", "max_length": max_length}
    return parts.field(name, label, _with(element, "initial_value", value), **more)


def text(name: str, label: str, value: str | None, max_length: int, **more: Any) -> Block:  # noqa: ANN401 - Slack's own keys
    """A box of several lines."""
    element = {"type": "plain_text_input", "multiline": True, "max_length": max_length}
    return parts.field(name, label, _with(element, "initial_value", value), **more)


def number(name: str, label: str, value: int, least: int, most: int, **more: Any) -> Block:  # noqa: ANN401 - Slack's own keys
    """A whole number, which has to be given."""
    element = {
        "type": "number_input",
        "is_decimal_allowed": False,
        "min_value": str(least),
        "max_value": str(most),
    }
    more.setdefault("optional", False)
    return parts.field(name, label, _with(element, "initial_value", str(value)), **more)


def day(name: str, label: str, value: object, **more: Any) -> Block:  # noqa: ANN401 - Slack's own keys
    """A day in the calendar; `value` prints as 2026-11-23."""
    chosen = str(value) if value else None
    return parts.field(name, label, _with({"type": "datepicker"}, "initial_date", chosen), **more)


def clock(name: str, label: str, value: str | None, **more: Any) -> Block:  # noqa: ANN401 - Slack's own keys
    """A time of day, which has to be given, such as 09:00."""
    more.setdefault("optional", False)
    return parts.field(name, label, _with({"type": "timepicker"}, "initial_time", value), **more)


def channel(name: str, label: str, value: str | None, **more: Any) -> Block:  # noqa: ANN401 - Slack's own keys
    """One of the workspace's channels, public or private."""
    element = {
        "type": "conversations_select",
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    return parts.field(name, label, _with(element, "initial_conversation", value), **more)


def people(name: str, label: str, values: Sequence[str], **more: Any) -> Block:  # noqa: ANN401 - Slack's own keys
    """Several people of the workspace, by Slack's own names. `most`: how many at a time."""
    element: Block = {"type": "multi_users_select"}
    if "most" in more:
        element["max_selected_items"] = more.pop("most")
    return parts.field(name, label, _with(element, "initial_users", list(values) or None), **more)


def one_of(name: str, label: str, choices: Choices, value: str | None, **more: Any) -> Block:  # noqa: ANN401 - Slack's own keys
    """A menu to choose one thing from, however many there are."""
    element = {"type": "static_select", **_offered(choices)}
    chosen = [_option(each) for each in choices if each[0] == value]
    return parts.field(
        name, label, _with(element, "initial_option", next(iter(chosen), None)), **more
    )


def ticks(name: str, label: str, choices: Choices, values: Collection[str], **more: Any) -> Block:  # noqa: ANN401 - Slack's own keys
    """Boxes to tick, at most ten."""
    element = {"type": "checkboxes", "options": [_option(each) for each in choices]}
    chosen = [_option(each) for each in choices if each[0] in values]
    return parts.field(name, label, _with(element, "initial_options", chosen or None), **more)


def _with(element: Block, where: str, value: object) -> Block:
    return element if value is None else element | {where: value}


def _option(each: tuple[str, str]) -> Block:
    value, shown = each
    return parts.option(shown or value, value)


def _offered(choices: Choices) -> Block:
    """Plainly, or in groups by number: the people of a large team are more than one menu holds."""
    options = [_option(each) for each in choices]
    if len(options) <= OPTIONS:
        return {"options": options}
    groups = [options[at : at + OPTIONS] for at in range(0, len(options), OPTIONS)]
    return {"option_groups": [_group(n, each) for n, each in enumerate(groups)]}


def _group(number: int, options: list[Block]) -> Block:
    first = number * OPTIONS + 1
    label = f"{first} - {first + len(options) - 1}"
    return {"label": parts.plain(label, OPTION), "options": options}
