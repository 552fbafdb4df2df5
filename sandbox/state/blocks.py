"""Walks over Block Kit: names what the app left unnamed, and finds what a person can use."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sandbox.ids import Ids

Json = dict[str, Any]


@dataclass(frozen=True)
class Control:
    """One element that a person can use, in its block; `is_input` for those in an input block."""

    block: Json
    element: Json

    @property
    def is_input(self) -> bool:
        """Whether it belongs to a form, and is sent when the form is."""
        return bool(self.block["type"] == "input")

    @property
    def key(self) -> tuple[str, str]:
        """Its block_id and action_id, which name it in its view or message."""
        return self.block["block_id"], self.element["action_id"]


def named(blocks: list[Json], ids: Ids) -> list[Json]:
    """A copy in which every block has a block_id and every control an action_id."""
    blocks = copy.deepcopy(blocks)
    for block in blocks:
        block.setdefault("block_id", ids.next("b"))
        for element in _elements(block):
            element.setdefault("action_id", ids.next("a"))
    return blocks


def controls(blocks: list[Json]) -> Iterator[Control]:
    """Everything in these blocks that a person can press, choose or fill in."""
    for block in blocks:
        for element in _elements(block):
            yield Control(block, element)


def _elements(block: Json) -> list[Json]:
    match block["type"]:
        case "section":
            found = [block.get("accessory")]
        case "input":
            found = [block.get("element")]
        case "actions":
            found = block.get("elements", [])
        case _:
            found = []
    return [element for element in found if element and element["type"] != "image"]
