"""The rows and columns of a table block."""

from sandbox.rules.rich_text import RICH_TEXT
from sandbox.rules.shapes import Kind, array, boolean, by_type, choice, number, record, string

CELL = by_type(
    {
        "raw_number": Kind(record({"type": string(), "value": number(), "text": string(least=1)})),
        "raw_text": Kind(record({"type": string(), "text": string(least=1)})),
        "rich_text": Kind(RICH_TEXT),
    }
)
TABLE_ROWS = array(array(CELL, least=1, most=20), least=1, most=100)
TABLE_SETTINGS = array(
    record({}, {"align": choice("left", "center", "right"), "is_wrapped": boolean}), most=20
)
