"""What somebody writes in a debrief, and where they choose to put it."""

from dataclasses import dataclass
from enum import StrEnum


class Destination(StrEnum):
    """Where a debrief goes. Kept and shared ones are never stored."""

    KEEP = "keep"
    SHARE = "share"
    SUPERVISION = "supervision"


QUESTIONS = ("went_well", "was_hard", "values", "stays")


@dataclass(frozen=True, slots=True)
class Reflection:
    """The questions that were answered, in order, and the destination.

    `team` is the team's key, or empty; `thread` the ts of the prompt it answers, or empty.
    """

    answers: tuple[tuple[str, str], ...]
    destination: Destination
    team: str
    thread: str
