"""Make the agenda of a check-in: it is its person's alone until they share it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.domain.check_in import Agenda, CheckIn, Meeting
from bot.domain.check_in_prompts import HOUR, shared_late
from bot.domain.rights import Deed
from bot.seal.vault import Vault
from bot.store import agenda, check_ins, deliveries, teams
from bot.use_cases.compose_check_ins import meeting
from bot.use_cases.permit_check_in import permit_agenda
from bot.views.agenda_form import MOST, Made, ToBring, key_of

LONGEST = 12_000
"""Characters of an agenda: four boxes of Slack's, which is four pages. Our own measure."""


@dataclass(frozen=True, slots=True)
class Found:
    """What an agenda's form shows: the check-in, the draft so far, and what can be brought."""

    meeting: Meeting
    draft: Agenda
    to_bring: tuple[ToBring, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """An agenda as it was kept, and whether it is shared as it is."""

    meeting: Meeting
    agenda: Agenda
    shared: bool


def find_agenda(tx: Connection, vault: Vault, person: str, number: int, now: datetime) -> Found:
    """The person's own draft, and what of their list fits on it.

    Raises:
        NotPermittedError: the check-in is not theirs.
    """
    its = permit_agenda(tx, Deed.KEEP_AGENDA, person, number, now)
    items = agenda.to_bring(tx, person, its.slot.line, MOST)
    # What was agreed is not known by team: who has several chooses what belongs to which.
    in_one = len(teams.keys_of(tx, person)) == 1
    to_bring = tuple(ToBring(vault.open(sealed), agreed and in_one) for sealed, agreed in items)
    return Found(meeting(tx, its, person), _draft(tx, vault, its, now), to_bring)


def keep_agenda(  # noqa: PLR0913, PLR0917 - what was made, by whom, about what, when
    tx: Connection, vault: Vault, person: str, number: int, made: Made, now: datetime
) -> Kept | None:
    """Keep it, sealed, and share it if that was chosen; None, and no change, where it is too long.

    What is brought along from the person's list is on the agenda from then on, and no longer on
    the list. What is taken from the agenda again goes back to the list.

    Raises:
        NotPermittedError: the check-in is not theirs.
    """
    its = permit_agenda(tx, Deed.KEEP_AGENDA, person, number, now)
    before = _draft(tx, vault, its, now).brought
    mine = {item: vault.open(sealed) for item, sealed in agenda.of_person(tx, person)}
    brought = {key_of(text): text for text in (*before, *mine.values())}
    texts = tuple(text for key, text in brought.items() if key in made.brought)
    whole = Agenda(made.topics, made.own, texts, made.style)
    text = whole.to_text()
    if len(text) > LONGEST:
        return None
    check_ins.keep_draft(tx, its, vault.seal(text), now)
    for item in (item for item, listed in mine.items() if listed in texts):
        agenda.remove(tx, person, item)
    for left_out in (each for each in before if each not in texts):
        agenda.add(tx, person, vault.seal(left_out))
    if made.share:
        _share(tx, vault, its, whole, now)
    return Kept(meeting(tx, its, person), whole, made.share)


def share_agenda(tx: Connection, vault: Vault, person: str, number: int, now: datetime) -> Kept:
    """Let whoever will be there read the draft as it is now.

    Raises:
        NotPermittedError: the check-in is not theirs.
    """
    its = permit_agenda(tx, Deed.KEEP_AGENDA, person, number, now)
    draft = _draft(tx, vault, its, now)
    _share(tx, vault, its, draft, now)
    return Kept(meeting(tx, its, person), draft, shared=True)


def _share(tx: Connection, vault: Vault, its: CheckIn, draft: Agenda, now: datetime) -> None:
    """Who was told already that there is no agenda is told that there is one."""
    first = check_ins.sealed(tx, its.id).shared is None
    check_ins.write(tx, its.id, shared=vault.seal(draft.to_text()))
    if first and its.holder and its.starts_at - HOUR <= now < its.starts_at:
        deliveries.plan(tx, [shared_late(its, its.holder, now)])


def _draft(tx: Connection, vault: Vault, its: CheckIn, now: datetime) -> Agenda:
    sealed = check_ins.draft(tx, its, now)
    return Agenda.of_text(vault.open(sealed)) if sealed else Agenda()
