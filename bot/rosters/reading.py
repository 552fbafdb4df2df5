"""What came of reading a file, before anybody is looked up."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.rosters.problems import Problem
from bot.rosters.rows import Reference, Row

OPEN = "shifts that nobody has taken yet"
"""Rosters of whole schedules list them too, and When I Work calls them OpenShifts."""

_OPEN = re.compile(r"\s*(open[ -]?shift|unassigned|unfilled|vacant)s?\b", re.IGNORECASE)


def is_open(name: str) -> bool:
    """Whether these words stand where a name would, and say that there is none yet."""
    return _OPEN.match(name) is not None


@dataclass(slots=True)
class Reading:
    """The rows of a file, each mistake, and the lines that were passed over by the reason.

    `is_blank` where no shift stood in it, not even one that is over or cancelled.
    """

    rows: list[Row] = field(default_factory=list)
    is_blank: bool = False
    problems: list[Problem] = field(default_factory=list)
    passed: dict[str, list[int]] = field(default_factory=dict)

    def pass_over(self, line: int, why: str) -> None:
        """Leave one out; `why` is the plural of what it is."""
        self.passed.setdefault(why, []).append(line)

    def addresses(self) -> set[str]:
        """The e-mail addresses to be looked up, in small letters."""
        return {each.address for each in self._references() if each.address}

    def notes(self) -> Iterator[str]:
        """A sentence for each reason to leave something out."""
        for why, lines in self.passed.items():
            yield f"Left out: {len(lines)} {why} (the first in line {lines[0]})."

    def _references(self) -> Iterator[Reference]:
        for row in self.rows:
            if not row.cancelled:
                yield from row.references()
