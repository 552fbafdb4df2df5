"""Find whom somebody can say something to by name."""

from sqlalchemy import Connection

from bot.domain.rights import Deed
from bot.domain.team import LEADS, Member
from bot.store import teams
from bot.use_cases.permit import permit


def find_listeners(tx: Connection, person: str) -> list[Member]:
    """Everybody who supervises or coordinates in one of the person's teams, each once, by name.

    Whoever supervises the person comes first. Those who have left Slack are not among them.
    """
    found = teams.of_person(tx, person)
    mine = [member for team in found if (member := team.member(person))]
    closest = {who for member in mine for who in (member.supervisor, member.peer_supervisor)}
    leads = [m for team in found for m in team.members if m.role in LEADS and not m.left]
    each_once = {member.id: member for member in leads if member.id != person}
    return sorted(each_once.values(), key=lambda m: (m.id not in closest, m.name.casefold(), m.id))


def may_be_told(tx: Connection, person: str, chosen: str) -> bool:
    """Whether this one is still among them.

    Raises:
        NotPermittedError: the person is in no team.
    """
    found = teams.of_person(tx, person)
    permit(tx, Deed.RAISE_CONCERN, person, found[0].key if found else None)
    return chosen in {member.id for member in find_listeners(tx, person)}
