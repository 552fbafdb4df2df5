"""A survey: its questions, one opening of it for one group of people, and one person's answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

COMMENT = 1000
"""Characters of a comment. Our own measure: a paragraph or two, and slots stay small."""

POINTS = 3
"""Points of every scale: 0 is no concern, 1 sometimes, 2 very much (toolkit, appendix D)."""


@dataclass(frozen=True, slots=True)
class Item:
    """One statement to rate.

    `topic` names it in the digest; `responses` are what a supervisor can do about it; `starter`
    opens a conversation; `source` cites the document and item that it goes back to.
    """

    key: str
    statement: str
    topic: str
    responses: tuple[str, ...]
    starter: str
    source: str


@dataclass(frozen=True, slots=True)
class Template:
    """A survey's questions. `scale` names the points from least to most concerned.

    `comment` is the question that asks for free text, where there is one. `translations` are the
    same questions in other languages, by code: items of the same keys in the same order.
    """

    key: str
    title: str
    scale: tuple[str, str, str]
    items: tuple[Item, ...]
    comment: str | None = None
    translations: Mapping[str, "Template"] = field(default_factory=dict)

    def of(self, language: str) -> "Template":
        """In this language, or as it was written where it is not translated."""
        return self.translations.get(language, self)

    def without_comment(self) -> "Template":
        """The same without room for free text, in each language."""
        others = {code: replace(one, comment=None) for code, one in self.translations.items()}
        return replace(self, comment=None, translations=others)


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """What one person said: item key to point on the scale, and a comment. Both may be empty.

    It has no repr, so that no log line or error report can carry one by accident.

    Raises:
        ValueError: a level is no point of the scale. The text does not repeat it.
    """

    levels: dict[str, int] = field(default_factory=dict)
    comment: str = ""

    def __post_init__(self) -> None:
        if any(level not in range(POINTS) for level in self.levels.values()):
            raise ValueError("each level is 0, 1 or 2")

    @property
    def is_empty(self) -> bool:
        """Whether nothing was rated and nothing written: an abstention."""
        return not self.levels and not self.comment.strip()


class RoundState(StrEnum):
    """Where a round stands. OPEN and HELD take answers; the others are for good."""

    OPEN = "open"
    HELD = "held"
    RELEASED = "released"
    UNREAD = "unread"
    VOID = "void"


TAKES_ANSWERS = frozenset({RoundState.OPEN, RoundState.HELD})


@dataclass(frozen=True, slots=True)
class Round:
    """One opening of a survey for one group, with its teams, questions and rule frozen.

    `closes_at` moves while the round is held; once it has closed, it says when it did.
    """

    id: str
    group: str
    teams: tuple[str, ...]
    template: Template
    public_key: bytes
    opened_at: datetime
    closes_at: datetime
    k: int
    t: int
    state: RoundState

    @property
    def takes_answers(self) -> bool:
        """Whether an answer may still be given or revised."""
        return self.state in TAKES_ANSWERS
