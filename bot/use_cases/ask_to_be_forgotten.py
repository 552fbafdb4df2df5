"""Forget somebody because they ask for it."""

from datetime import datetime

from bot.domain.team import Role
from bot.seal.forgotten import Forgotten
from bot.seal.slots import Sealer
from bot.store import teams
from bot.store.database import Database
from bot.use_cases.forget_person import forget_person
from bot.use_cases.plan_prompts import plan_some


def ask_to_be_forgotten(
    db: Database, forgotten: Forgotten, sealer: Sealer, person: str, now: datetime
) -> list[str]:
    """Delete all that is known of them, and the coordinators who are there to know of the gap.

    It is noted outside of the database first, so that a crash in between only delays it, and a
    backup that is restored later does not undo it.
    """
    found = db.now(teams.of_person, person)
    forgotten.add(person, now)
    db.now(forget_person, sealer, person)
    while db.now(plan_some, now):
        pass
    db.scrub()
    there = (m for team in found for m in team.members if not m.left and m.id != person)
    return sorted({m.id for m in there if m.role is Role.COORDINATOR})
