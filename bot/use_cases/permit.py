"""Ask, on the server and as it is done, whether somebody may do what they are about to do."""

from collections.abc import Collection

from sqlalchemy import Connection

from bot.domain.rights import Deed, Standing, may
from bot.domain.team import Role, Team
from bot.store import archives, people, teams


class NotPermittedError(Exception):
    """It is not theirs to do. The text is the deed's name and says nothing about anybody."""

    def __init__(self, deed: Deed) -> None:
        super().__init__(str(deed))
        self.deed = deed


def permit(
    tx: Connection, deed: Deed, person: str, team: str | None = None, *, is_admin: bool = False
) -> None:
    """Return where this person may do it, in this team if it is about one.

    Raises:
        NotPermittedError: they may not, whatever a button or a form of theirs said.
    """
    insist(deed, standing(tx, person, team, is_admin=is_admin))


def permitted(tx: Connection, deed: Deed, person: str) -> list[Team]:
    """The teams of this person's, by key, in which they may do it."""
    found = ((team, team.member(person)) for team in teams.of_person(tx, person))
    return [
        team for team, it in found if it and may(deed, Standing(role=it.role, has_left=it.left))
    ]


def permitted_for(tx: Connection, deed: Deed, who: str, person: str) -> bool:
    """Whether somebody may do it on behalf of this person, in a team in which both are."""
    theirs = teams.keys_of(tx, person)
    return any(team.key in theirs for team in permitted(tx, deed, who))


def standing(tx: Connection, person: str, team: str | None, *, is_admin: bool = False) -> Standing:
    """Who this person is now, to one team and altogether."""
    found = teams.of_person(tx, person)
    members = {each.key: each.member(person) for each in found}
    here = members.get(team or "")
    return Standing(
        role=here.role if here else None,
        coordinates_any=any(m and m.role is Role.COORDINATOR for m in members.values()),
        is_admin=is_admin,
        has_left=bool(people.left(tx, [person])),
        uncoordinated=is_admin and _uncoordinated(tx, team),
    )


def nobody_left(tx: Connection, coordinators: Collection[str]) -> bool:
    """Whether all of these have left Slack."""
    return not set(coordinators) - people.left(tx, coordinators)


def _uncoordinated(tx: Connection, team: str | None) -> bool:
    """An archived team has nobody at all; whether it may come back goes by its text."""
    found = teams.load(tx, team) if team else None
    if found is None or archives.find(tx, found.key):
        return False
    return nobody_left(tx, [m.id for m in found.members if m.role is Role.COORDINATOR])


def insist(deed: Deed, who: Standing) -> None:
    """Return where the rules let them.

    Raises:
        NotPermittedError: they do not.
    """
    if not may(deed, who):
        raise NotPermittedError(deed)
