"""How a person likes to be told: in which language, and how long ahead."""

from dataclasses import dataclass

DEBRIEF_MINUTES = (5, 10, 15, 20, 30)
"""How long before the end of a shift one's own debrief can come; our own measure."""

PREPARE_DAYS = range(6)
"""Working days ahead of a check-in on which its agenda can be asked about; our own measure."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """What one person prefers; None stands for what their team, or Holdspace, has for everybody.

    `debrief_lead_minutes` holds for debriefs in the person's own messages: those in a channel are
    for several.

    Raises:
        ValueError: a number is none of those that are offered.
    """

    language: str | None = None
    debrief_lead_minutes: int | None = None
    prepare_days: int | None = None

    def __post_init__(self) -> None:
        if self.debrief_lead_minutes not in (None, *DEBRIEF_MINUTES):
            raise ValueError("no such number of minutes is offered")
        if self.prepare_days not in (None, *PREPARE_DAYS):
            raise ValueError("no such number of days is offered")

    def is_planned_like(self, other: "Preferences") -> bool:
        """Whether the planner makes the same of both."""
        mine = (self.debrief_lead_minutes, self.prepare_days)
        return mine == (other.debrief_lead_minutes, other.prepare_days)
