"""What holds over a whole message or view, and no single block can tell."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from sandbox.rules.problem import Place, Problem

Tree: TypeAlias = Mapping[str, object]
MARKDOWN_MOST = 12_000
TABLE_MOST = 10_000
CHARTS_MOST = 2


def check_whole(blocks: list[object], place: Place) -> Iterator[Problem]:
    """Check identifiers, focus and totals over all `blocks`; wrong shapes are passed over."""
    named = [
        (place / index, block) for index, block in enumerate(blocks) if isinstance(block, Mapping)
    ]
    yield from _unique(named, "block_id")
    for here, block in named:
        yield from _unique(_nested(block, here), "action_id")
    yield from _one_focus(named)
    yield from _totals(named, place)


def _nested(block: Tree, place: Place) -> Iterator[tuple[Place, Tree]]:
    """Give every element of a block with its place."""
    for key in ("accessory", "element"):
        element = block.get(key)
        if isinstance(element, Mapping):
            yield place / key, element
    for key in ("elements", "actions"):
        elements = block.get(key)
        for index, element in enumerate(elements if isinstance(elements, list) else []):
            if isinstance(element, Mapping):
                yield place / key / index, element


def _unique(trees: Iterable[tuple[Place, Tree]], key: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for here, tree in trees:
        name = tree.get(key)
        if isinstance(name, str) and name in seen:
            yield (here / key).says(f'`{key}` "{name}" already exists')
        elif isinstance(name, str):
            seen.add(name)


def _one_focus(named: list[tuple[Place, Tree]]) -> Iterator[Problem]:
    focused = [
        here
        for place, block in named
        for here, element in _nested(block, place)
        if element.get("focus_on_load") is True
    ]
    for here in focused[1:]:
        yield (here / "focus_on_load").says("only one element may set `focus_on_load`")


def _totals(named: list[tuple[Place, Tree]], place: Place) -> Iterator[Problem]:
    markdown = [block for _, block in named if block.get("type") == "markdown"]
    if len(markdown) > 1 and sum(map(_characters, markdown)) > MARKDOWN_MOST:
        yield place.says(f"must be less than {MARKDOWN_MOST + 1} characters of markdown in all")
    tables = [block.get("rows") for _, block in named if block.get("type") == "table"]
    if sum(map(_characters, tables)) > TABLE_MOST:
        yield place.says(f"must be less than {TABLE_MOST + 1} characters of table cells in all")
    charts = [here for here, block in named if block.get("type") == "data_visualization"]
    for here in charts[CHARTS_MOST:]:
        yield here.says(f"no more than {CHARTS_MOST} data_visualization blocks allowed")


def _characters(value: object) -> int:
    """Count the characters of every `text` inside a value."""
    if isinstance(value, list):
        return sum(map(_characters, value))
    if not isinstance(value, Mapping):
        return 0
    own = value.get("text")
    inside = sum(_characters(each) for each in value.values())
    return inside + (len(own) if isinstance(own, str) else 0)
