"""The shapes of the fields in which people type or upload; `elements.py` has the table."""

from sandbox.rules.composition import DISPATCH, plain_text
from sandbox.rules.controls import ACTION, TYPE
from sandbox.rules.options import in_order
from sandbox.rules.problem import Check
from sandbox.rules.rich_text import RICH_TEXT
from sandbox.rules.shapes import array, between, boolean, record, string

TYPED: dict[str, Check] = {
    **ACTION,
    "focus_on_load": boolean,
    "placeholder": plain_text(150),
    "dispatch_action_config": DISPATCH,
}
DECIMAL = string(pattern=r"-?\d+(\.\d+)?")

PLAIN_TEXT_INPUT = record(
    TYPE,
    {
        **TYPED,
        "initial_value": string(3000),
        "multiline": boolean,
        "min_length": between(0, 3000),
        "max_length": between(1, 3000),
    },
    in_order("min_length", "max_length"),
)
NUMBER_INPUT = record(
    {**TYPE, "is_decimal_allowed": boolean},
    {**TYPED, "initial_value": DECIMAL, "min_value": DECIMAL, "max_value": DECIMAL},
    in_order("min_value", "max_value"),
    in_order("min_value", "initial_value"),
    in_order("initial_value", "max_value"),
)
ONE_LINE = record(TYPE, {**TYPED, "initial_value": string(3000)})
# Slack: the one field whose action_id is required.
RICH_TEXT_INPUT = record(
    {**TYPE, **ACTION},
    {
        **TYPED,
        "initial_value": RICH_TEXT,
        "min_lines": between(1, 100),
        "max_lines": between(1, 100),
    },
)
FILE_INPUT = record(
    TYPE, {**ACTION, "filetypes": array(string(least=1)), "max_files": between(1, 10)}
)
