"""What applying a file changed, in a few words."""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from bot.domain.team import SurveyCadence, Team


class Named(Protocol):
    """A member or a shift."""

    @property
    def name(self) -> str:
        """What people call it."""


T = TypeVar("T", bound=Named)

PARTS = {
    "name": "name",
    "channel": "channel",
    "timezone": "time zone",
    "debrief_lead_minutes": "debrief",
    "digest": "digest",
    "holiday_region": "holidays",
    "daily_budget": "messages a day",
    "break_reminders": "break reminders",
    "danger_route": "where to turn in danger",
    "supervision": "supervision",
    "cadences": "check-ins",
}


def changes(old: Team | None, new: Team) -> tuple[str, ...]:
    """A line for each thing that is different; none where nothing is."""
    if old is None:
        people = _count(len(new.members), "person", "people")
        shifts = _count(len(new.shifts), "shift", "shifts")
        return (f"New team {new.name}: {people}, {shifts}, {_cadence(new.survey)}.",)
    return tuple(_lines(old, new))


def _lines(old: Team, new: Team) -> Iterator[str]:
    parts = [name for key, name in PARTS.items() if getattr(old, key) != getattr(new, key)]
    if parts:
        yield f"Changed: {', '.join(parts)}."
    yield from _difference("People", old.members, new.members)
    yield from _difference("Shifts", old.shifts, new.shifts)
    if old.survey != new.survey:
        yield f"Survey: now {_cadence(new.survey)}."


def _difference(what: str, old: Iterable[T], new: Iterable[T]) -> Iterator[str]:
    before, after = list(old), list(new)
    if before == after:
        return
    was, are = {each.name for each in before}, {each.name for each in after}
    altered = {e.name for e in after if e not in before and e.name in was}
    altered |= {e.name for e in before if e not in after and e.name in are}
    sets = {"new": are - was, "gone": was - are, "changed": altered}
    told = [f"{word}: {', '.join(sorted(names))}" for word, names in sets.items() if names]
    yield f"{what} ({'; '.join(told) or 'in another order'})."


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _cadence(survey: SurveyCadence | None) -> str:
    if survey is None:
        return "no survey"
    weeks = "every week" if survey.every_weeks == 1 else f"every {survey.every_weeks} weeks"
    group = f", in the group {survey.group}" if survey.group else ""
    return f"the survey {survey.template} {weeks} from {survey.first_day}{group}"
