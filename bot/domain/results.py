"""What a survey showed and what was done about it, as one reader may know it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.digest import Released
from bot.domain.survey import Template

LAST = 2
"""Rounds whose results are shown. Our own measure: this one, and what became of the one before."""

LONGEST = 2000
"""Characters in which a team says what it did; our own measure, a page at most."""


@dataclass(frozen=True, slots=True)
class Result:
    """One round that was released.

    `in_full`: its reader was told the comments and what helps, by the digest; for all others
    `released` has no comments. `done` is what teams did, by name, in their own words. `mine` are
    the teams that were asked and that the reader leads, by key and name.
    """

    round: str
    teams: tuple[str, ...]
    released_at: datetime
    released: Released
    in_full: bool = False
    done: Sequence[tuple[str, str]] = ()
    mine: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Latest:
    """That there are results: of which questions, since when, and whether with a reply.

    `to_tell`: there is none yet, and the reader leads a team that may give one.
    """

    template: Template
    released_at: datetime
    was_done: bool = False
    to_tell: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """What one team, by key and name, has said so far about what it did after a round."""

    round: str
    team: str
    name: str
    template: Template
    said: str | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """What is to stand in a team's name under the results of a round; none takes it back."""

    round: str
    team: str
    text: str = field(repr=False)
