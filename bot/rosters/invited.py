"""Whom an event names: those invited, or else whoever its title or its organizer says."""

from collections.abc import Iterator
from typing import Any

from icalendar import Event

from bot.rosters.ical_times import single
from bot.rosters.rows import Reference
from bot.rosters.stored import several

NO_PEOPLE = frozenset({"ROOM", "RESOURCE", "GROUP"})
ABSENT = "DECLINED"
CALLED_OFF = ("canceled: ", "cancelled: ")
"""Before the title of what was called off in Exchange, which says STATUS:CONFIRMED all the same."""


def people(event: Event) -> Iterator[Reference]:
    """Those who are invited and have not declined."""
    for each in several(event, "ATTENDEE"):
        if _is_person(each) and _answer(each) != ABSENT:
            yield _reference(each)


def declined(event: Event) -> bool:
    """Whether people are invited and every one has declined."""
    answers = [_answer(each) for each in several(event, "ATTENDEE") if _is_person(each)]
    return bool(answers) and {*answers} == {ABSENT}


def organizer(event: Event) -> Reference | None:
    """Who made the event."""
    found = several(event, "ORGANIZER")
    return _reference(found[0]) if found else None


def called_off(event: Event) -> bool:
    """Whether its title says so."""
    return _title(event).lower().startswith(CALLED_OFF)


def title(event: Event) -> Reference | None:
    """The title, which may begin with a name, without the word that it was called off."""
    text = _title(event)
    if called_off(event):
        text = text.partition(": ")[2]
    return Reference(text, _address(text), begins=True) if text else None


def _title(event: Event) -> str:
    return " ".join(str(single(event, "SUMMARY") or "").split())


def _reference(found: Any) -> Reference:  # noqa: ANN401 - as the library has it
    """By the name beside the address, or else by the address itself."""
    address = _address(str(found)) or _address(str(found.params.get("EMAIL", "")))
    name = str(found.params.get("CN", "")).strip()
    return Reference(name or address or str(found), address)


def _address(text: str) -> str | None:
    """An e-mail address in small letters, if it is one."""
    bare = text.strip().casefold().removeprefix("mailto:")
    return bare if bare.count("@") == 1 and not {*bare} & {*" <>,;"} else None


def _is_person(found: Any) -> bool:  # noqa: ANN401 - as the library has it
    kind, role = (str(found.params.get(name, "")).upper() for name in ("CUTYPE", "ROLE"))
    return kind not in NO_PEOPLE and role != "NON-PARTICIPANT"


def _answer(found: Any) -> str:  # noqa: ANN401 - as the library has it
    return str(found.params.get("PARTSTAT", "")).upper()
