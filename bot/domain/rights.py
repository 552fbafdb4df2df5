"""Who may do what. It is asked at each deed, whatever a button or a form showed before."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.check_in import CheckIn
from bot.domain.team import LEADS, LINES, Role


class Deed(StrEnum):
    """What somebody can do that not everybody may. The name is what the log says of a refusal."""

    CREATE_TEAM = "create_team"
    SET_UP_TEAM = "set_up_team"
    OPEN_SURVEY = "open_survey"
    TELL_WHAT_WAS_DONE = "tell_what_was_done"
    SEE_RESULTS = "see_results"
    SEE_UNDELIVERED = "see_undelivered"
    ASK_FOR_SUPERVISION = "ask_for_supervision"
    ANSWER_FOR_SUPERVISION = "answer_for_supervision"
    KEEP_AGENDA = "keep_agenda"
    SEE_SHARED_AGENDA = "see_shared_agenda"
    ADD_POINTS = "add_points"
    SAY_HOW_IT_WENT = "say_how_it_went"
    RAISE_CONCERN = "raise_concern"


class Part(StrEnum):
    """What somebody is to one check-in."""

    OWN = "own"
    HOLDER = "holder"


@dataclass(frozen=True, slots=True)
class Standing:
    """Who asks, as the database and Slack know them now.

    `role` is the one in the team that the deed is about, None for whoever is not in it. `part` is
    theirs in the check-in that it is about. `coordinates_any`: they coordinate some team.
    `is_admin`: an admin or owner of the workspace. `has_left`: their Slack account is deactivated.
    `uncoordinated`: nobody who is still there coordinates the team that the deed is about.
    """

    role: Role | None = None
    part: Part | None = None
    coordinates_any: bool = False
    is_admin: bool = False
    has_left: bool = False
    uncoordinated: bool = False


def part_in(its: CheckIn, person: str, teams: Collection[str]) -> Part | None:
    """What a person, who is in the teams of these keys, is to a check-in now.

    Whoever is no longer in its team does not hold it, whatever is written on it: one that has
    begun keeps its holder, and the others get theirs anew only at the planner's next turn.
    """
    if its.slot.person == person:
        return Part.OWN
    return Part.HOLDER if its.holder == person and its.slot.team in teams else None


def may(deed: Deed, standing: Standing) -> bool:
    """Whether this deed is theirs to do. Whoever has left may do nothing.

    A team is set up by its coordinators. Where it has none left, those who run the workspace may,
    so that nobody is locked out; where it has one they may not, since they could then let
    themselves read what it is told.
    """
    if standing.has_left:
        return False
    if deed is Deed.CREATE_TEAM:
        return standing.is_admin or standing.coordinates_any
    if deed is Deed.SET_UP_TEAM and standing.is_admin and standing.uncoordinated:
        return True
    if deed in _PARTS:
        return standing.part in _PARTS[deed]
    return standing.role in _ROLES[deed]


_COORDINATOR = frozenset({Role.COORDINATOR})
_EVERYBODY = frozenset(Role)
_ROLES: Mapping[Deed, frozenset[Role]] = {
    Deed.SET_UP_TEAM: _COORDINATOR,
    Deed.SEE_UNDELIVERED: _COORDINATOR,
    Deed.OPEN_SURVEY: LEADS,
    Deed.TELL_WHAT_WAS_DONE: LEADS,
    Deed.SEE_RESULTS: _EVERYBODY,
    Deed.ASK_FOR_SUPERVISION: _EVERYBODY,
    Deed.ANSWER_FOR_SUPERVISION: frozenset(LINES) | _COORDINATOR,
    Deed.RAISE_CONCERN: _EVERYBODY,
}
_PARTS: Mapping[Deed, frozenset[Part]] = {
    Deed.KEEP_AGENDA: frozenset({Part.OWN}),
    Deed.SEE_SHARED_AGENDA: frozenset(Part),
    Deed.ADD_POINTS: frozenset({Part.HOLDER}),
    Deed.SAY_HOW_IT_WENT: frozenset(Part),
}
