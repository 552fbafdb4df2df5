"""Every limit on a length or a count that Slack states for a block."""

from tests.sandbox.rules.case import Case
from tests.sandbox.rules.payloads import (
    Json,
    actions,
    button,
    chart,
    context,
    field,
    image,
    mrkdwn,
    plain,
    section,
    table,
    xy_chart,
)


def url(n: int) -> str:
    return "https://example.org/".ljust(n, "u")[: max(n, 9)]


def many(n: int) -> list[Json]:
    return [button(str(index)) for index in range(n)]


def pie(n: int) -> Json:
    return chart(type="pie", segments=[{"label": str(i), "value": i} for i in range(n)])


def slice_named(n: int) -> Json:
    return chart(type="pie", segments=[{"label": "l" * n, "value": 1}])


BLOCK_CASES = [
    Case("message", 50, lambda n: {"blocks": [section()] * n}, "/blocks", items=True),
    Case("section text", 3000, lambda n: section(text=mrkdwn(n)), "/blocks/0/text/text", 1),
    Case(
        "section fields",
        10,
        lambda n: section(fields=[plain()] * n),
        "/blocks/0/fields",
        1,
        items=True,
    ),
    Case("field", 2000, lambda n: section(fields=[plain(n)]), "/blocks/0/fields/0/text", 1),
    Case("block_id", 255, lambda n: section(block_id="b" * n), "/blocks/0/block_id", 1),
    Case("header", 150, lambda n: {"type": "header", "text": plain(n)}, "/blocks/0/text/text", 1),
    Case("actions", 25, lambda n: actions(*many(n)), "/blocks/0/elements", 1, items=True),
    Case("context", 10, lambda n: context(*[mrkdwn()] * n), "/blocks/0/elements", 1, items=True),
    Case("context text", 3000, lambda n: context(plain(n)), "/blocks/0/elements/0/text", 1),
    Case("image url", 3000, lambda n: image(image_url=url(n)), "/blocks/0/image_url"),
    Case("image alt_text", 2000, lambda n: image(alt_text="a" * n), "/blocks/0/alt_text", 1),
    Case("image title", 2000, lambda n: image(title=plain(n)), "/blocks/0/title/text", 1),
    Case("input label", 2000, lambda n: field(label=plain(n)), "/blocks/0/label/text", 1),
    Case("input hint", 2000, lambda n: field(hint=plain(n)), "/blocks/0/hint/text", 1),
    Case("markdown", 12000, lambda n: {"type": "markdown", "text": "m" * n}, "/blocks/0/text"),
    Case("table rows", 100, lambda n: table(rows=n), "/blocks/0/rows", 1, items=True),
    Case("table cells", 20, lambda n: table(cells=n), "/blocks/0/rows/0", 1, items=True),
    Case(
        "columns",
        20,
        lambda n: table() | {"column_settings": [{}] * n},
        "/blocks/0/column_settings",
        items=True,
    ),
    Case("chart title", 50, lambda n: chart() | {"title": "t" * n}, "/blocks/0/title", 1),
    Case("pie segments", 12, pie, "/blocks/0/chart/segments", 1, items=True),
    Case("chart series", 12, lambda n: xy_chart(series=n), "/blocks/0/chart/series", 1, items=True),
    Case(
        "chart points",
        20,
        lambda n: xy_chart(points=n),
        "/blocks/0/chart/series/0/data",
        1,
        items=True,
    ),
    Case("chart label", 20, slice_named, "/blocks/0/chart/segments/0/label", 1),
    Case("alert", 200, lambda n: {"type": "alert", "text": plain(n)}, "/blocks/0/text/text", 1),
    Case(
        "card title", 150, lambda n: {"type": "card", "title": plain(n)}, "/blocks/0/title/text", 1
    ),
    Case("card body", 200, lambda n: {"type": "card", "body": plain(n)}, "/blocks/0/body/text", 1),
    Case(
        "carousel",
        10,
        lambda n: {"type": "carousel", "elements": [{"type": "card", "title": plain()}] * n},
        "/blocks/0/elements",
        1,
        items=True,
    ),
]
