"""What people put into inputs, in the shapes of Slack's `state.values`."""

from typing import Any

from sandbox.errors import PersonError
from sandbox.state.blocks import Control, controls

Json = dict[str, Any]

_ONE = {
    "plain_text_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "number_input": "value",
    "rich_text_input": "rich_text_value",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
}
_MANY = {
    "checkboxes": "selected_options",
    "multi_static_select": "selected_options",
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
    "multi_external_select": "selected_options",
    "file_input": "files",
}
_FIELDS = _ONE | _MANY
_INITIAL = {"value": "initial_value", "rich_text_value": "initial_value"}


def keeps_value(element: Json) -> bool:
    """Whether the element holds what a person put in, as a button does not."""
    return element["type"] in _FIELDS


def field_of(element: Json) -> str:
    """The key under which Slack gives the element's value."""
    return _FIELDS[element["type"]]


def initial_values(blocks: list[Json]) -> Json:
    """The state of a view or message that nobody has touched."""
    values: Json = {}
    for control in controls(blocks):
        if keeps_value(control.element):
            block_id, action_id = control.key
            values.setdefault(block_id, {})[action_id] = _initial(control.element)
    return values


def chosen(element: Json, value: Any) -> Json:  # noqa: ANN401 - whatever fits the element
    """The state of an element into which a person puts this value (`None` empties it).

    Options are named by their `value`; an element of several takes a list.

    Raises:
        PersonError: the element takes no value, or has no such option.
    """
    kind = element["type"]
    if kind == "overflow":
        return {"type": kind, "selected_option": _option(element, value)}
    if kind not in _FIELDS or kind == "file_input":
        raise PersonError(f"A {kind} takes no value here.")
    if kind in _MANY:
        items = [] if value is None else value if isinstance(value, list) else [value]
        return {"type": kind, _MANY[kind]: [_item(element, item) for item in items]}
    return {"type": kind, _ONE[kind]: None if value in (None, "") else _item(element, value)}


def value_of(element: Json, state: Json) -> Any:  # noqa: ANN401 - whatever the element holds
    """What an element holds: nothing, text, an id, an option or a list."""
    return state.get(field_of(element))


def with_value(values: Json, control: Control, state: Json) -> None:
    """Keep an element's new state among the others."""
    block_id, action_id = control.key
    values.setdefault(block_id, {})[action_id] = state


def _initial(element: Json) -> Json:
    field = field_of(element)
    name = _INITIAL.get(field, field.replace("selected_", "initial_"))
    empty: list[Json] | None = [] if element["type"] in _MANY else None
    return {"type": element["type"], field: element.get(name, empty)}


def _item(element: Json, value: Any) -> Any:  # noqa: ANN401 - text, a number or an option
    if "option" in field_of(element):
        return _option(element, value)
    return str(value) if field_of(element) == "value" else value


def _option(element: Json, value: object) -> Json:
    options: list[Json] = list(element.get("options", []))
    for group in element.get("option_groups", []):
        options += group["options"]
    for option in options:
        if option["value"] == str(value):
            return option
    offered = ", ".join(option["value"] for option in options)
    raise PersonError(f"{value!r} is not offered here; choose one of: {offered}.")
