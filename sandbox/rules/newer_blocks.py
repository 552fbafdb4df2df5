"""Blocks that Slack added in 2025 and 2026; their limits are those that slack-sdk names."""

from sandbox.rules.composition import IDENTIFIER, text
from sandbox.rules.controls import BUTTON, IMAGE
from sandbox.rules.options import some
from sandbox.rules.shapes import Kind, array, by_type, choice, record, string

PICTURE = by_type({"image": Kind(IMAGE)})
ALERT = record(
    {"type": string(), "text": text(200)},
    {"block_id": IDENTIFIER, "level": choice("default", "info", "warning", "error", "success")},
)
CARD = record(
    {"type": string()},
    {
        "block_id": IDENTIFIER,
        "hero_image": PICTURE,
        "icon": PICTURE,
        "title": text(150),
        "subtitle": text(150),
        "body": text(200),
        "actions": array(by_type({"button": Kind(BUTTON)}), least=1),
    },
    some("hero_image", "title", "actions", "body"),
)
CAROUSEL = record(
    {"type": string(), "elements": array(by_type({"card": Kind(CARD)}), least=1, most=10)},
    {"block_id": IDENTIFIER},
)
