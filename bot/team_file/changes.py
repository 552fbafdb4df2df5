"""What applying a file changed, in a few words."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from bot.domain.saying import Saying, says, several
from bot.domain.team import SurveyCadence, Team


class Named(Protocol):
    """A member or a shift."""

    @property
    def name(self) -> str:
        """What people call it."""


PARTS = (
    "name",
    "channel",
    "timezone",
    "debrief_lead_minutes",
    "digest",
    "holiday_region",
    "daily_budget",
    "break_reminders",
    "danger_route",
    "supervision",
    "cadences",
)
"""What a team has once, in the order in which it is told."""


def changes(old: Team | None, new: Team) -> tuple[Saying, ...]:
    """A line for each thing that is different; none where nothing is."""
    return tuple(_lines(old, new)) if old else (_made(new),)


def _made(team: Team) -> Saying:
    people, shifts = len(team.members), len(team.shifts)
    return says(
        "changes.new_team",
        name=team.name,
        people=says("changes.one_person" if people == 1 else "changes.persons", count=people),
        shifts=says(_shifts(shifts), count=shifts),
        survey=_cadence(team.survey),
    )


def _shifts(count: int) -> str:
    return {0: "changes.no_shifts", 1: "changes.one_shift"}.get(count, "changes.shifts_count")


def _lines(old: Team, new: Team) -> Iterator[Saying]:
    parts = [part for part in PARTS if getattr(old, part) != getattr(new, part)]
    if parts:
        told = tuple(says(f"changes.part.{part}") for part in parts)
        yield says("changes.parts", parts=told)
    if old.members != new.members:
        yield says("changes.people", what=_difference(old.members, new.members))
    if old.shifts != new.shifts:
        yield says("changes.shifts", what=_difference(old.shifts, new.shifts))
    if old.survey != new.survey:
        yield says("changes.survey", survey=_cadence(new.survey))


def _difference(before: Sequence[Named], after: Sequence[Named]) -> Saying:
    was, are = {each.name for each in before}, {each.name for each in after}
    altered = {e.name for e in after if e not in before and e.name in was}
    altered |= {e.name for e in before if e not in after and e.name in are}
    sets = {"new": are - was, "gone": was - are, "altered": altered}
    told = [says(f"changes.{how}", names=(*sorted(who),)) for how, who in sets.items() if who]
    return several(told) if told else says("changes.order")


def _cadence(survey: SurveyCadence | None) -> Saying:
    if survey is None:
        return says("changes.no_survey")
    found = says(
        "changes.cadence",
        template=survey.template,
        weeks=_every(survey.every_weeks),
        day=str(survey.first_day),
    )
    return says("changes.in_group", cadence=found, group=survey.group) if survey.group else found


def _every(weeks: int) -> Saying:
    return says("changes.every_week" if weeks == 1 else "changes.every_weeks", weeks=weeks)
