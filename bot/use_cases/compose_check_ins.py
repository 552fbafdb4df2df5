"""The messages about check-ins. What is no longer so when it would go out is not said."""

from sqlalchemy import Connection

from bot.content.catalogue import Words
from bot.domain.check_in import CheckIn, CheckInState, Meeting
from bot.domain.prompts import Prompt
from bot.domain.rights import Part, part_in
from bot.store import absences, check_ins, messages, teams
from bot.views import check_in_messages as view
from bot.views.parts import Message


def compose_agenda(tx: Connection, words: Words, prompt: Prompt) -> Message | None:
    """To the person, ahead of it, and once.

    Where it has been put on another day, they are asked again unless there is an agenda by then.
    """
    found = _planned(tx, prompt)
    if found is None or messages.was_sent(tx, prompt, "day"):
        return None
    is_elsewhere = found.by_hand or messages.was_sent(tx, prompt)
    if is_elsewhere and check_ins.draft(tx, found, prompt.due_at):
        return None
    return view.agenda(words, meeting(tx, found, prompt.recipient))


def compose_before(tx: Connection, words: Words, prompt: Prompt) -> Message | None:
    """To the holder, an hour ahead; None to whoever no longer is that."""
    found = _planned(tx, prompt)
    if found is None or _part(tx, found, prompt) is not Part.HOLDER:
        return None
    shared = check_ins.sealed(tx, found.id).shared is not None
    return view.before(words, meeting(tx, found, prompt.recipient), shared=shared)


def compose_after(tx: Connection, words: Words, prompt: Prompt) -> Message | None:
    """To both, once, unless one of them has said already how it went."""
    found = _planned(tx, prompt)
    if found is None or _part(tx, found, prompt) is None or messages.was_sent(tx, prompt):
        return None
    return view.after(words, meeting(tx, found, prompt.recipient))


def compose_moved(tx: Connection, words: Words, prompt: Prompt) -> Message | None:
    """To the other one, if they still take part."""
    found = _planned(tx, prompt)
    part = _part(tx, found, prompt) if found else None
    if found is None or part is None:
        return None
    its = meeting(tx, found, prompt.recipient)
    return view.moved_own(words, its) if part is Part.OWN else view.moved(words, its)


def compose_cover(tx: Connection, words: Words, prompt: Prompt) -> Message | None:
    """To the person, where it is still so, and once; not that it is as usual, if it ever was."""
    found = _planned(tx, prompt)
    if found is None or str(found.changes) != prompt.subject["change"]:
        return None
    if messages.was_sent(tx, prompt, "change"):
        return None
    if _is_as_usual(tx, found) and not messages.was_sent(tx, prompt):
        return None
    return view.cover(words, meeting(tx, found, prompt.recipient))


def compose_no_cover(tx: Connection, words: Words, prompt: Prompt) -> Message | None:
    """To the coordinator, once, while there is nobody."""
    found = _planned(tx, prompt)
    if found is None or found.holder is not None or messages.was_sent(tx, prompt, "change"):
        return None
    return view.no_cover(words, meeting(tx, found, prompt.recipient))


def meeting(tx: Connection, found: CheckIn, reader: str) -> Meeting:
    """As this reader is told of it: its person is told the holder, and all others the person."""
    other = found.holder if reader == found.slot.person else found.slot.person
    zones = absences.timezones(tx, [reader, other or reader])
    here, there = zones[reader], zones[other or reader]
    return Meeting(found.id, found.slot.line, other, found.starts_at, here, here != there)


def _is_as_usual(tx: Connection, found: CheckIn) -> bool:
    """Whether the supervisor comes, and came to the one before too: a new one is told of."""
    if found.holder is None or found.holder != check_ins.supervisor(tx, found):
        return False
    before = check_ins.before(tx, found)
    return before is not None and before.holder == found.holder


def _part(tx: Connection, found: CheckIn, prompt: Prompt) -> Part | None:
    return part_in(found, prompt.recipient, teams.keys_of(tx, prompt.recipient))


def _planned(tx: Connection, prompt: Prompt) -> CheckIn | None:
    found = check_ins.find(tx, int(prompt.subject["check_in"]))
    return found if found and found.state is CheckInState.PLANNED else None
