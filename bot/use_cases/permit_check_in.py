"""Ask whether somebody may do what they are about to do with a check-in, or with its agenda."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import Connection

from bot.domain.check_in import CheckIn
from bot.domain.rights import Deed, Standing, part_in
from bot.store import check_ins, people, teams
from bot.use_cases.permit import NotPermittedError, insist

_STILL: Mapping[Deed, Callable[[CheckIn, datetime], bool]] = {
    Deed.KEEP_AGENDA: CheckIn.may_be_prepared,
    Deed.ADD_POINTS: CheckIn.may_be_prepared,
    Deed.SEE_SHARED_AGENDA: CheckIn.may_be_read,
}
"""What is done with an agenda, and with which of them it can still be done."""


def permit_check_in(tx: Connection, deed: Deed, person: str, number: int) -> CheckIn:
    """The check-in of this number, where this person may do that with it.

    Raises:
        NotPermittedError: they may not, or there is no such check-in.
    """
    return _permitted(tx, deed, person, check_ins.find(tx, number))


def permit_agenda(tx: Connection, deed: Deed, person: str, number: int, now: datetime) -> CheckIn:
    """The same where it is about the agenda, which has its time.

    Raises:
        NotPermittedError: they may not, or not any more, or there is no such check-in.
    """
    found = check_ins.find(tx, number)
    return _permitted(tx, deed, person, found if found and _STILL[deed](found, now) else None)


def _permitted(tx: Connection, deed: Deed, person: str, its: CheckIn | None) -> CheckIn:
    part = part_in(its, person, teams.keys_of(tx, person)) if its else None
    insist(deed, Standing(part=part, has_left=bool(people.left(tx, [person]))))
    if its is None:
        raise NotPermittedError(deed)
    return its
