"""The shapes of buttons, menus, choices and pickers; `elements.py` has the table of them."""

from collections.abc import Iterator
from datetime import date

from sandbox.rules.composition import (
    CONFIRM,
    IDENTIFIER,
    OPTION,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    SLACK_FILE,
    TICK_OPTION,
    URL,
    plain_text,
)
from sandbox.rules.options import either, initial_is_offered
from sandbox.rules.problem import Check, Place, Problem
from sandbox.rules.shapes import array, between, boolean, choice, number, record, string

TYPE = {"type": string()}
ACTION: dict[str, Check] = {"action_id": IDENTIFIER}
CHOSEN: dict[str, Check] = {**ACTION, "confirm": CONFIRM, "focus_on_load": boolean}
MENU: dict[str, Check] = {**CHOSEN, "placeholder": plain_text(150)}
OPTIONS = array(OPTION, least=1, most=100)
OFFERED: dict[str, Check] = {
    "options": OPTIONS,
    "option_groups": array(OPTION_GROUP, least=1, most=100),
}
TICKS = array(TICK_OPTION, least=1, most=10)
DAY = string(pattern=r"\d{4}-\d{2}-\d{2}")


def calendar_day(value: object, place: Place) -> Iterator[Problem]:
    """Check a day that exists, as YYYY-MM-DD."""
    problems = list(DAY(value, place))
    yield from problems
    if not problems:
        try:
            date.fromisoformat(str(value))
        except ValueError:
            yield place.says("must be a valid date")


TIME = string(pattern=r"([01]\d|2[0-3]):[0-5]\d")
# Slack: a Unix time in seconds, of exactly ten digits.
MOMENT = between(1_000_000_000, 9_999_999_999)


def select(*rules: Check, **extra: Check) -> Check:
    """Check a menu in which one thing is chosen."""
    return record(TYPE, {**MENU, **extra}, *rules)


def multi_select(*rules: Check, **extra: Check) -> Check:
    """Check a menu in which several things are chosen."""
    return select(*rules, max_selected_items=number(1, integer=True), **extra)


IMAGE = record(
    {**TYPE, "alt_text": string(2000, least=1)},
    {"image_url": URL, "slack_file": SLACK_FILE},
    either("image_url", "slack_file"),
)
BUTTON = record(
    {**TYPE, "text": plain_text(75)},
    {
        **ACTION,
        "value": string(2000),
        "url": URL,
        "style": choice("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": string(75),
    },
)
ONE_SOURCE = either("options", "option_groups")
STATIC_SELECT = select(ONE_SOURCE, initial_is_offered, initial_option=OPTION, **OFFERED)
MULTI_STATIC_SELECT = multi_select(
    ONE_SOURCE, initial_is_offered, initial_options=OPTIONS, **OFFERED
)
CHECKBOXES = record(
    {**TYPE, "options": TICKS}, {**CHOSEN, "initial_options": TICKS}, initial_is_offered
)
RADIO_BUTTONS = record(
    {**TYPE, "options": TICKS}, {**CHOSEN, "initial_option": TICK_OPTION}, initial_is_offered
)
OVERFLOW = record(
    {**TYPE, "options": array(OVERFLOW_OPTION, least=1, most=5)}, {**ACTION, "confirm": CONFIRM}
)
DATETIMEPICKER = record(TYPE, {**CHOSEN, "initial_date_time": MOMENT})
