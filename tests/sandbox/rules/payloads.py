"""Small Block Kit payloads to start a test from; `n` is always a length or a count."""

from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]


def plain(n: int = 5) -> Json:
    return {"type": "plain_text", "text": "p" * n}


def mrkdwn(n: int = 5) -> Json:
    return {"type": "mrkdwn", "text": "m" * n}


def section(**more: object) -> Json:
    return {"type": "section", "text": mrkdwn(), **more}


def actions(*elements: Json, **more: object) -> Json:
    return {"type": "actions", "elements": list(elements), **more}


def context(*elements: Json) -> Json:
    return {"type": "context", "elements": list(elements)}


def field(element: Json | None = None, **more: object) -> Json:
    return {"type": "input", "label": plain(), "element": element or typed(), **more}


def typed(**more: object) -> Json:
    return {"type": "plain_text_input", "action_id": "words", **more}


def button(action_id: str = "go", **more: object) -> Json:
    return {"type": "button", "text": plain(), "action_id": action_id, **more}


def option(name: str = "a", **more: object) -> Json:
    return {"text": {"type": "plain_text", "text": name}, "value": name, **more}


def options(n: int) -> list[Json]:
    return [option(str(index)) for index in range(n)]


def menu(kind: str = "static_select", **more: object) -> Json:
    return {"type": kind, "action_id": "choose", "options": options(2), **more}


def rich_field(**more: object) -> Json:
    return {"type": "rich_text_input", "action_id": "rich", **more}


def picker(kind: str, **more: object) -> Json:
    return {"type": kind, "action_id": "pick", **more}


def image(**more: object) -> Json:
    return {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "A", **more}


def confirm(**more: object) -> Json:
    return {
        "title": plain(),
        "text": mrkdwn(),
        "confirm": plain(),
        "deny": plain(),
        **more,
    }


def rich_text(n: int = 5) -> Json:
    words = {"type": "text", "text": "r" * n}
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [words]}],
    }


def cell(n: int = 1) -> Json:
    return {"type": "raw_text", "text": "c" * n}


def table(rows: int = 1, cells: int = 1) -> Json:
    return {"type": "table", "rows": [[cell() for _ in range(cells)] for _ in range(rows)]}


def chart(**more: object) -> Json:
    pie = {"type": "pie", "segments": [{"label": "rest", "value": 1}]}
    return {"type": "data_visualization", "title": "Breaks", "chart": more or pie}


def xy_chart(series: int = 1, points: int = 1) -> Json:
    names = [str(index) for index in range(points)]
    data = [{"label": name, "value": 1} for name in names]
    lines = [{"name": f"s{index}", "data": data} for index in range(series)]
    return chart(type="line", series=lines, axis_config={"categories": names})


def modal(*blocks: Json, **more: object) -> Json:
    return {
        "type": "modal",
        "title": plain(),
        "submit": plain(),
        "blocks": list(blocks),
        **more,
    }


def home(*blocks: Json, **more: object) -> Json:
    return {"type": "home", "blocks": list(blocks), **more}
