"""One limit: how to build a payload of a size, its bounds, and what a refusal says."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.rules import check_message, check_view
from tests.sandbox.rules.payloads import Json


@dataclass(frozen=True)
class Case:
    name: str
    most: int
    build: Callable[[int], Json]
    pointer: str
    least: int = 0
    items: bool = False

    def answers(self, n: int) -> list[str]:
        built = self.build(n)
        if built.get("type") in {"modal", "home"}:
            return list(map(str, check_view(built, kind=built["type"])))
        return list(map(str, check_message("", built.get("blocks", [built]), None)))

    @property
    def too_much(self) -> str:
        words = f"must be less than {self.most + 1} characters"
        if self.items:
            words = f"no more than {self.most} items allowed"
        return f"{words} [json-pointer:{self.pointer}]"

    @property
    def too_little(self) -> str:
        words = f"must be more than {self.least - 1} characters"
        if self.items:
            words = f"must provide at least {self.least} items"
        return f"{words} [json-pointer:{self.pointer}]"


def refusals(*blocks: object) -> list[str]:
    """Return what Slack would say to a message of these blocks."""
    return list(map(str, check_message("hello", list(blocks), None)))
