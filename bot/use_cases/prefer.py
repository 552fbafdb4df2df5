"""See how somebody likes to be told, and keep it; who reads in which language."""

from dataclasses import dataclass

from sqlalchemy import Connection

from bot.domain.preferences import Preferences
from bot.domain.supervision import lines_of
from bot.domain.team import Team
from bot.store import people, teams


@dataclass(frozen=True, slots=True)
class Preferred:
    """What a person prefers, and what their teams have otherwise: None where it is no question.

    `debrief_lead_minutes` are those of the first team by key; so are `prepare_days`, which only
    concern who has supervision.
    """

    own: Preferences
    debrief_lead_minutes: int | None = None
    prepare_days: int | None = None


def find_preferences(tx: Connection, person: str) -> Preferred:
    """What holds now."""
    found = teams.of_person(tx, person)
    met = [team for team in found if _has_supervision(team, person)]
    return Preferred(
        _own(tx, person),
        found[0].debrief_lead_minutes if found else None,
        met[0].supervision.prepare_days if met else None,
    )


def prefer(tx: Connection, person: str, wish: Preferences) -> None:
    """Keep it; where the planner makes something else of it, that looks again at once."""
    now = _own(tx, person)
    if wish == now:
        return
    people.note(
        tx,
        person,
        language=wish.language,
        debrief_lead_minutes=wish.debrief_lead_minutes,
        prepare_days=wish.prepare_days,
    )
    if not wish.is_planned_like(now):
        teams.look_again(tx, [team.key for team in teams.of_person(tx, person)])


def find_languages(tx: Connection) -> dict[str, str]:
    """Whoever chose a language, and which."""
    return people.languages(tx)


def _own(tx: Connection, person: str) -> Preferences:
    known = people.of(tx, person)
    return Preferences(known.language, known.debrief_lead_minutes, known.prepare_days)


def _has_supervision(team: Team, person: str) -> bool:
    member = team.member(person)
    return member is not None and bool(lines_of(team, member))
