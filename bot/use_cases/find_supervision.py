"""What comes up for somebody: their own check-ins, and those they hold."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.domain.check_in import CheckIn, Meetings, Mine
from bot.domain.rights import Part, part_in
from bot.seal.vault import Vault
from bot.store import check_ins, teams
from bot.use_cases.check_in_points import shared_of

RUNNING = timedelta(hours=2)
"""How long after its start a check-in still stands among those that come up; our own measure."""


def find_supervision(tx: Connection, vault: Vault, person: str, now: datetime) -> Meetings:
    """All that is planned from now on, and what runs."""
    here = teams.keys_of(tx, person)
    found = check_ins.coming(tx, person, now - RUNNING)
    mine = [each for each in found if each.slot.person == person]
    theirs = [each for each in found if part_in(each, person, here) is Part.HOLDER]
    return Meetings(
        tuple(_mine(tx, vault, each, person, now) for each in mine),
        tuple(shared_of(tx, vault, each, person) for each in theirs),
    )


def _mine(tx: Connection, vault: Vault, each: CheckIn, person: str, now: datetime) -> Mine:
    return Mine(shared_of(tx, vault, each, person), check_ins.draft(tx, each, now) is not None)
