"""What the holder of a check-in sees of its agenda, and the points that they add."""

import json
from datetime import datetime

from sqlalchemy import Connection

from bot.domain.check_in import Agenda, CheckIn, Shared
from bot.domain.rights import Deed
from bot.seal.vault import Vault
from bot.store import check_ins
from bot.use_cases.agenda_drafts import LONGEST
from bot.use_cases.compose_check_ins import meeting
from bot.use_cases.permit_check_in import permit_agenda


def find_shared(tx: Connection, vault: Vault, person: str, number: int, now: datetime) -> Shared:
    """As this person reads it. A draft is never in it.

    Raises:
        NotPermittedError: they take no part in the check-in, or not any more.
    """
    its = permit_agenda(tx, Deed.SEE_SHARED_AGENDA, person, number, now)
    return shared_of(tx, vault, its, person)


def shared_of(tx: Connection, vault: Vault, its: CheckIn, reader: str) -> Shared:
    """The same, once it is known that the reader takes part."""
    sealed = check_ins.sealed(tx, its.id)
    agenda = Agenda.of_text(vault.open(sealed.shared)) if sealed.shared else None
    return Shared(meeting(tx, its, reader), agenda, _points(vault, sealed.points))


def add_points(  # noqa: PLR0913, PLR0917 - what is added, by whom, about what, when
    tx: Connection, vault: Vault, person: str, number: int, added: tuple[str, ...], now: datetime
) -> bool:
    """Put these behind the points that are there; False, and no change, where they are too many.

    Raises:
        NotPermittedError: they do not hold the check-in, or not any more.
    """
    its = permit_agenda(tx, Deed.ADD_POINTS, person, number, now)
    points = (*_points(vault, check_ins.sealed(tx, its.id).points), *added)
    if sum(map(len, points)) > LONGEST:  # as of an agenda
        return False
    check_ins.write(tx, its.id, points=vault.seal(json.dumps(points)))
    return True


def _points(vault: Vault, sealed: bytes | None) -> tuple[str, ...]:
    return tuple(json.loads(vault.open(sealed))) if sealed else ()
