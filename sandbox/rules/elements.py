"""Slack's block elements, one row each, and the blocks in which each of them may stand.

Compare with https://docs.slack.dev/reference/block-kit/block-elements.
"""

from sandbox.rules.composition import CONVERSATION_FILTER, OPTION
from sandbox.rules.controls import (
    BUTTON,
    CHECKBOXES,
    DATETIMEPICKER,
    IMAGE,
    MULTI_STATIC_SELECT,
    OVERFLOW,
    RADIO_BUTTONS,
    STATIC_SELECT,
    TIME,
    calendar_day,
    multi_select,
    select,
)
from sandbox.rules.fields import (
    FILE_INPUT,
    NUMBER_INPUT,
    ONE_LINE,
    PLAIN_TEXT_INPUT,
    RICH_TEXT_INPUT,
)
from sandbox.rules.problem import Check, Surface
from sandbox.rules.shapes import Kind, array, boolean, number, string

MODAL: frozenset[Surface] = frozenset({"modal"})
NOT_HOME: frozenset[Surface] = frozenset({"message", "modal"})

ID = string(least=1)
IDS = array(ID)
CONVERSATION: dict[str, Check] = {
    "default_to_current_conversation": boolean,
    "filter": CONVERSATION_FILTER,
}
SEARCH: dict[str, Check] = {"min_query_length": number(0, integer=True)}

MENUS: dict[str, Kind] = {
    "channels_select": Kind(select(initial_channel=ID, response_url_enabled=boolean)),
    "conversations_select": Kind(
        select(initial_conversation=ID, response_url_enabled=boolean, **CONVERSATION)
    ),
    "external_select": Kind(select(initial_option=OPTION, **SEARCH)),
    "multi_channels_select": Kind(multi_select(initial_channels=IDS)),
    "multi_conversations_select": Kind(multi_select(initial_conversations=IDS, **CONVERSATION)),
    "multi_external_select": Kind(multi_select(initial_options=array(OPTION, most=100), **SEARCH)),
    "multi_static_select": Kind(MULTI_STATIC_SELECT),
    "multi_users_select": Kind(multi_select(initial_users=IDS)),
    "static_select": Kind(STATIC_SELECT),
    "users_select": Kind(select(initial_user=ID)),
}
PICKERS: dict[str, Kind] = {
    "checkboxes": Kind(CHECKBOXES),
    "datepicker": Kind(select(initial_date=calendar_day)),
    "radio_buttons": Kind(RADIO_BUTTONS),
    "timepicker": Kind(select(initial_time=TIME, timezone=string(least=1))),
}
PRESSED: dict[str, Kind] = {"button": Kind(BUTTON), "overflow": Kind(OVERFLOW)}
MOMENTS: dict[str, Kind] = {"datetimepicker": Kind(DATETIMEPICKER, NOT_HOME)}
FORMATTED: dict[str, Kind] = {"rich_text_input": Kind(RICH_TEXT_INPUT)}
FIELDS: dict[str, Kind] = {
    "email_text_input": Kind(ONE_LINE, MODAL),
    "file_input": Kind(FILE_INPUT, MODAL),
    "number_input": Kind(NUMBER_INPUT, MODAL),
    "plain_text_input": Kind(PLAIN_TEXT_INPUT),
    "url_text_input": Kind(ONE_LINE, MODAL),
}

IN_CONTEXT: dict[str, Kind] = {"image": Kind(IMAGE)}
IN_SECTION: dict[str, Kind] = IN_CONTEXT | PRESSED | MENUS | PICKERS
IN_ACTIONS: dict[str, Kind] = PRESSED | MENUS | PICKERS | MOMENTS | FORMATTED
IN_INPUT: dict[str, Kind] = MENUS | PICKERS | MOMENTS | FORMATTED | FIELDS
