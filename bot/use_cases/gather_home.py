"""Gather what a person's Home tab shows."""

from datetime import datetime

from sqlalchemy import Connection

from bot.domain.debrief import Leaving
from bot.domain.home import Day, Home
from bot.domain.prompts import Kind, Prompt
from bot.domain.team import Team
from bot.seal.slots import Sealer
from bot.seal.vault import Vault
from bot.store import absences, agenda, deliveries, known_shifts, teams
from bot.use_cases.find_results import find_latest
from bot.use_cases.find_set_ups import find_set_ups
from bot.use_cases.find_supervision import find_supervision
from bot.use_cases.find_surveys import rounds_for
from bot.use_cases.find_undelivered import find_undelivered
from bot.use_cases.open_by_hand import groups_to_open
from bot.use_cases.set_up_team import Asker
from bot.use_cases.stored_about import stored_about

COMING = 20
"""Prompts that are looked through for this person's own."""


def gather_home(tx: Connection, sealer: Sealer, vault: Vault, person: str, now: datetime) -> Home:
    """All of it, as it stands now."""
    found = teams.of_person(tx, person)
    invited = rounds_for(tx, sealer, person)
    to_open = groups_to_open(tx, person)
    items = [(item, vault.open(sealed)) for item, sealed in agenda.of_person(tx, person)]
    coming = _debriefs(tx, found, person, now)
    return Home(
        person=person,
        now=now,
        teams=found,
        debriefs=coming,
        open_rounds=invited,
        agenda=items,
        to_open=to_open,
        day=_day(tx, person, now),
        undelivered=find_undelivered(tx, person, now),
        meetings=find_supervision(tx, vault, person, now),
        latest=find_latest(tx, person, found),
        stored=stored_about(tx, person),
        set_up=find_set_ups(tx, Asker(person)),
    )


def _day(tx: Connection, person: str, now: datetime) -> Day:
    off = bool(absences.away(tx, [person], now))
    return Day(
        absences.quiet_end(tx, person, now),
        off,
        absences.shift_end(tx, person, now),
        known_shifts.next_starts(tx, [person], now).get(person),
    )


def _debriefs(
    tx: Connection, found: list[Team], person: str, now: datetime
) -> list[tuple[datetime, Leaving]]:
    recipients = [person, *(team.channel for team in found)]
    prompts = deliveries.upcoming(tx, recipients, now, COMING)
    debriefs = [(prompt, Leaving.of(prompt)) for prompt in prompts if prompt.kind is Kind.DEBRIEF]
    return [
        (prompt.due_at, leaving)
        for prompt, leaving in debriefs
        if person in leaving.people and not _held_back(tx, prompt, person)
    ]


def _held_back(tx: Connection, prompt: Prompt, person: str) -> bool:
    """Whether it would come to the person alone, and is not wanted by then."""
    unwanted = absences.held_back(tx, [person], prompt.due_at) if prompt.recipient == person else {}
    return prompt.kind in unwanted.get(person, frozenset())
