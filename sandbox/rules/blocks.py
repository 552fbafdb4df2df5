"""Slack's blocks, one row each: compare with https://docs.slack.dev/reference/block-kit/blocks."""

from collections.abc import Iterator, Mapping
from typing import cast

from sandbox.rules.charts import CHART
from sandbox.rules.composition import IDENTIFIER, SLACK_FILE, URL, plain_text, text
from sandbox.rules.elements import IN_ACTIONS, IN_CONTEXT, IN_INPUT, IN_SECTION
from sandbox.rules.newer_blocks import ALERT, CARD, CAROUSEL
from sandbox.rules.options import either, some
from sandbox.rules.problem import Check, Place, Problem, Surface
from sandbox.rules.rich_text import RICH_TEXT
from sandbox.rules.shapes import Kind, array, boolean, by_type, record, string
from sandbox.rules.tables import TABLE_ROWS, TABLE_SETTINGS

MESSAGE: frozenset[Surface] = frozenset({"message"})
NOT_MODAL: frozenset[Surface] = frozenset({"message", "home"})
MOST: dict[Surface | None, int] = {"message": 50, "modal": 100, "home": 100}


def block(
    required: dict[str, Check], optional: dict[str, Check] | None = None, *rules: Check
) -> Check:
    """Check a block: its own fields, `type`, and the `block_id` that every block may have."""
    return record(
        {"type": string(), **required}, {"block_id": IDENTIFIER, **(optional or {})}, *rules
    )


def _text_or_image(value: object, place: Place) -> Iterator[Problem]:
    is_image = isinstance(value, Mapping) and value.get("type") == "image"
    yield from (by_type(IN_CONTEXT) if is_image else text(3000))(value, place)


def _no_dispatch_of_files(value: object, place: Place) -> Iterator[Problem]:
    """Slack: file_input and dispatch_action together are an unsupported type."""
    element = cast("Mapping[str, Mapping[str, object]]", value)["element"]
    dispatches = cast("Mapping[str, object]", value).get("dispatch_action", False)
    if element["type"] == "file_input" and dispatches:
        yield (place / "element" / "type").says("unsupported type: file_input")


BLOCKS: dict[str, Kind] = {
    "actions": Kind(block({"elements": array(by_type(IN_ACTIONS), least=1, most=25)})),
    "alert": Kind(ALERT),
    "card": Kind(CARD, MESSAGE),
    "carousel": Kind(CAROUSEL, MESSAGE),
    "context": Kind(block({"elements": array(_text_or_image, least=1, most=10)})),
    # Sources disagree about the Home tab: views.publish has refused a chart there, so this does.
    "data_visualization": Kind(block({"title": string(50, least=1), "chart": CHART}), MESSAGE),
    "divider": Kind(block({})),
    "header": Kind(block({"text": plain_text(150)})),
    "image": Kind(
        block(
            {"alt_text": string(2000, least=1)},
            {"image_url": URL, "slack_file": SLACK_FILE, "title": plain_text(2000)},
            either("image_url", "slack_file"),
        )
    ),
    "input": Kind(
        block(
            {"label": plain_text(2000), "element": by_type(IN_INPUT)},
            {"hint": plain_text(2000), "optional": boolean, "dispatch_action": boolean},
            _no_dispatch_of_files,
        )
    ),
    "markdown": Kind(block({"text": string(12_000)}), MESSAGE),
    "rich_text": Kind(RICH_TEXT),
    "section": Kind(
        block(
            {},
            {
                "text": text(3000),
                "fields": array(text(2000), least=1, most=10),
                "accessory": by_type(IN_SECTION),
                "expand": boolean,
            },
            some("text", "fields"),
        )
    ),
    "table": Kind(block({"rows": TABLE_ROWS}, {"column_settings": TABLE_SETTINGS}), NOT_MODAL),
}
BLOCK = by_type(BLOCKS)


def check_blocks(blocks: object, place: Place) -> Iterator[Problem]:
    """Check an array of blocks: at most 50 in a message, 100 in a view (Slack)."""
    yield from array(BLOCK, most=MOST[place.surface])(blocks, place)
