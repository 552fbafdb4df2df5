import json
from collections.abc import Iterator, Mapping
from typing import Literal

from sandbox.rules.blocks import check_blocks
from sandbox.rules.composition import plain_text
from sandbox.rules.problem import Check, Place, Problem
from sandbox.rules.shapes import boolean, choice, record, string
from sandbox.rules.whole import check_whole

# Slack says 250 KB; the smaller reading of it.
VIEW_BYTES = 250_000

COMMON: dict[str, Check] = {
    "private_metadata": string(3000),
    "callback_id": string(255),
    "external_id": string(255),
}
MODAL = record(
    {"type": choice("modal"), "title": plain_text(24), "blocks": check_blocks},
    {
        **COMMON,
        "submit": plain_text(24),
        "close": plain_text(24),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
        "submit_disabled": boolean,
    },
)
HOME = record({"type": choice("home"), "blocks": check_blocks}, COMMON)


def check_view(view: Mapping[str, object], *, kind: Literal["modal", "home"]) -> list[Problem]:
    """Return what Slack would refuse in a view, or nothing; pointers start with /view.

    A view over 250 KB is another error in Slack, `view_too_large`: ask `is_too_large` first.
    So that none slips through it is a problem here as well, with that word as its message.
    """
    place = Place(kind, "/view")
    problems = list((MODAL if kind == "modal" else HOME)(view, place))
    if is_too_large(view):
        problems.append(place.says("view_too_large"))
    blocks = view.get("blocks") if isinstance(view, Mapping) else None
    if isinstance(blocks, list):
        problems += check_whole(blocks, place / "blocks")
        if kind == "modal" and "submit" not in view:
            problems += _needs_submit(blocks, place / "blocks")
    return problems


def _needs_submit(blocks: list[object], place: Place) -> Iterator[Problem]:
    for index, block in enumerate(blocks):
        if isinstance(block, Mapping) and block.get("type") == "input":
            yield (place / index / "input").says(
                "must define `submit` to use an `input` block in modals"
            )


def is_too_large(view: Mapping[str, object]) -> bool:
    """Tell whether a view is over 250 KB as compact UTF-8 JSON (Slack: `view_too_large`)."""
    compact = json.dumps(view, ensure_ascii=False, separators=(",", ":"))
    return len(compact.encode(errors="surrogatepass")) > VIEW_BYTES
