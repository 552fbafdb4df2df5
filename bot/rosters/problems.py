"""What is wrong in a roster's file, and how it is told: where, what, and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass

SHOWN = 20
"""Problems that are told one by one; the rest is counted."""

MOST = 60
"""Characters of a value that a sentence repeats."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `what` and `message` make a sentence, with the value in between.

    The value may be a name or an address. It is shown to whoever imports the file and kept nowhere.
    """

    line: int
    what: str
    message: str
    value: str | None = None

    def __str__(self) -> str:
        return self._told(f" {_shown(self.value)}" if self.value else "")

    @property
    def kept(self) -> str:
        """The same without the value."""
        return self._told("")

    def _told(self, value: str) -> str:
        return f"line {self.line}: {self.what}{value} {self.message}"


class UnfitError(Exception):
    """A value cannot be worked with. The text is a phrase that says why and what to do."""


class RosterError(Exception):
    """A roster that cannot be read, and with which nothing is changed. The text has a line each."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems, key=lambda one: one.line)
        super().__init__("\n".join(_lines(self.problems)))

    @property
    def kept(self) -> str:
        """One line about the first problem, without names and addresses."""
        more = len(self.problems) - 1
        return f"{self.problems[0].kept}{f' ({more} more)' if more else ''}"


def _lines(problems: list[Problem]) -> list[str]:
    told = [str(one) for one in problems[:SHOWN]]
    more = len(problems) - SHOWN
    return [*told, f"and {more} more"] if more > 0 else told


def _shown(value: str) -> str:
    return repr(value if len(value) <= MOST else value[:MOST] + "…")
