"""Say how a check-in went: it took place, was not needed, or is put at another time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection

from bot.domain.check_in import CheckIn, CheckInState, Meeting
from bot.domain.check_in_prompts import moved
from bot.domain.rights import Deed
from bot.domain.shifts import to_utc
from bot.seal.vault import Vault
from bot.store import absences, agenda, check_ins, deliveries, teams
from bot.use_cases.compose_check_ins import meeting
from bot.use_cases.permit_check_in import permit_check_in

FARTHEST = timedelta(days=60)
"""How far ahead one can be put: our own measure, well past the next one of a monthly cadence."""


class BadTime(StrEnum):
    """Why a check-in was not moved."""

    PAST = "past"
    FAR = "far"
    TAKEN = "taken"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Said:
    """A check-in as its reader is told of it, and whether they were the first to say it."""

    meeting: Meeting
    first: bool


def see_check_in(tx: Connection, person: str, number: int) -> Meeting:
    """A check-in of which this person may say how it went.

    Raises:
        NotPermittedError: they take no part in it.
    """
    return meeting(tx, permit_check_in(tx, Deed.SAY_HOW_IT_WENT, person, number), person)


def say_how_it_went(tx: Connection, person: str, number: int, state: CheckInState) -> Said:
    """HELD or NOT_NEEDED; what was said first stands.

    Raises:
        NotPermittedError: they take no part in it.
    """
    its = permit_check_in(tx, Deed.SAY_HOW_IT_WENT, person, number)
    first = bool(check_ins.end(tx, [its.id], state))
    if first:
        teams.look_again(tx, [its.slot.team])
    return Said(meeting(tx, its, person), first)


def move_check_in(
    tx: Connection, person: str, number: int, local: datetime, now: datetime
) -> Meeting | BadTime:
    """Put it at a day and time where this person is, and have the other one told.

    What was shared and added moves with it. Whoever holds it then is found anew.

    Where it was put there before, by this very form, nothing is done again.

    Raises:
        NotPermittedError: they take no part in it.
    """
    its = permit_check_in(tx, Deed.SAY_HOW_IT_WENT, person, number)
    zone = absences.timezones(tx, [person])[person]
    starts_at = to_utc(local.date(), local.time(), zone)
    if its.state is CheckInState.MOVED and (there := _at(tx, its, starts_at, now)):
        return meeting(tx, there, person)
    wrong = _wrong(tx, its, starts_at, now)
    if wrong:
        return wrong
    if not check_ins.end(tx, [its.id], CheckInState.MOVED):
        return BadTime.OVER
    new = _put(tx, its, starts_at, now)
    other = its.holder if person == its.slot.person else its.slot.person
    if other:
        deliveries.plan(tx, [moved(new, other, now)])
    teams.look_again(tx, [its.slot.team])
    return meeting(tx, new, person)


def keep_agreed(
    tx: Connection, vault: Vault, person: str, number: int, lines: tuple[str, ...]
) -> None:
    """Have this come back when the supervised person makes the next agenda on the same line.

    Raises:
        NotPermittedError: they took no part in it.
    """
    its = permit_check_in(tx, Deed.SAY_HOW_IT_WENT, person, number)
    for one in lines:
        agenda.add(tx, its.slot.person, vault.seal(one), its.slot.line)


def _wrong(tx: Connection, its: CheckIn, at: datetime, now: datetime) -> BadTime | None:
    if its.state is not CheckInState.PLANNED:
        return BadTime.OVER
    if at <= now:
        return BadTime.PAST
    if at > now + FARTHEST:
        return BadTime.FAR
    taken = [each for each in check_ins.coming(tx, its.slot.person, now) if each.starts_at == at]
    return BadTime.TAKEN if taken else None


def _at(tx: Connection, its: CheckIn, at: datetime, now: datetime) -> CheckIn | None:
    """The one that was put there before in the place of this one."""
    coming = check_ins.coming(tx, its.slot.person, now)
    mine = (each for each in coming if each.by_hand and each.starts_at == at)
    return next((each for each in mine if each.slot.is_beside(its.slot)), None)


def _put(tx: Connection, its: CheckIn, starts_at: datetime, now: datetime) -> CheckIn:
    """A check-in of its own in the place of the old one, by hand.

    When its agenda is asked about, the planner works out before it has anything sent.
    """
    sealed = check_ins.sealed(tx, its.id)
    check_ins.write(tx, its.id, shared=None, points=None)
    number = check_ins.put_by_hand(tx, its, starts_at, now)
    check_ins.write(tx, number, shared=sealed.shared, points=sealed.points)
    found = check_ins.find(tx, number)
    if found is None:
        raise LookupError(number)
    return found
