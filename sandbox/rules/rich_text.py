"""Slack's rich_text block, as deep as its reference describes it."""

from sandbox.rules.problem import Check
from sandbox.rules.shapes import (
    Kind,
    array,
    between,
    boolean,
    by_type,
    choice,
    number,
    record,
    string,
)

TYPE = {"type": string()}
STYLE = record(
    {},
    dict.fromkeys(
        ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight"), boolean
    )
    | {"unlink": boolean},
)


def _inline(required: dict[str, Check], optional: dict[str, Check] | None = None) -> Kind:
    return Kind(record({**TYPE, **required}, {"style": STYLE, **(optional or {})}))


INLINE = by_type(
    {
        "broadcast": _inline({"range": choice("here", "channel", "everyone")}),
        "channel": _inline({"channel_id": string(least=1)}),
        "color": _inline({"value": string(least=1)}),
        "date": _inline(
            {"timestamp": between(0, 9_999_999_999), "format": string(least=1)},
            {"url": string(), "fallback": string()},
        ),
        "emoji": _inline({"name": string(least=1)}, {"unicode": string(), "url": string()}),
        "link": _inline({"url": string(least=1)}, {"text": string(), "unsafe": boolean}),
        "text": _inline({"text": string(least=1)}),
        "user": _inline({"user_id": string(least=1)}),
        "usergroup": _inline({"usergroup_id": string(least=1)}),
    }
)
SECTION = Kind(record({**TYPE, "elements": array(INLINE)}))
FRAMED = Kind(record({**TYPE, "elements": array(INLINE)}, {"border": between(0, 1)}))
PREFORMATTED = Kind(
    record({**TYPE, "elements": array(INLINE)}, {"border": between(0, 1), "language": string()})
)
LIST = Kind(
    record(
        {
            **TYPE,
            "style": choice("bullet", "ordered"),
            "elements": array(by_type({"rich_text_section": SECTION}), least=1),
        },
        {"indent": between(0, 8), "offset": number(0, integer=True), "border": between(0, 1)},
    )
)
RICH_TEXT_ELEMENT = by_type(
    {
        "rich_text_list": LIST,
        "rich_text_preformatted": PREFORMATTED,
        "rich_text_quote": FRAMED,
        "rich_text_section": SECTION,
    }
)
RICH_TEXT = record(
    {"type": choice("rich_text"), "elements": array(RICH_TEXT_ELEMENT, least=1)},
    {"block_id": string(255, least=1)},
)
