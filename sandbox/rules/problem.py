from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, Self, TypeAlias

Surface: TypeAlias = Literal["message", "modal", "home"]


@dataclass(frozen=True)
class Problem:
    """One thing Slack would refuse.

    `str()` gives Slack's own words, for instance
    "must be less than 3001 characters [json-pointer:/blocks/0/text/text]".
    """

    pointer: str
    message: str

    def __str__(self) -> str:
        return f"{self.message} [json-pointer:{self.pointer}]"


@dataclass(frozen=True)
class Place:
    """Where in the payload a check stands, and on which surface it is shown (None: on none)."""

    surface: Surface | None
    pointer: str

    def __truediv__(self, key: str | int) -> Self:
        return type(self)(self.surface, f"{self.pointer}/{key}")

    def says(self, message: str) -> Problem:
        """Return a problem that points here."""
        return Problem(self.pointer, message)


Check: TypeAlias = Callable[[object, Place], Iterator[Problem]]
