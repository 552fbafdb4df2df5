"""A team's set-up: what its file holds, as data, and what may become of a wish to edit it."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any

from bot.domain.saying import Saying
from bot.domain.team import Role, Team

Data = dict[str, Any]
Path = tuple[str | int, ...]

NAMES_PEOPLE = ("supervisor", "peer_supervisor", "cover")
"""The fields of a member that name another one."""

KEY_LENGTH = 64
"""Characters of a team's key, as in a team file."""


class Obstacle(StrEnum):
    """Why an edit cannot be made, whatever its values are.

    Somebody else was at the same thing meanwhile; this form was saved before, with other values;
    there is a team of that key; or nobody could set the team up in Slack any more.
    """

    CHANGED = "changed"
    SAVED = "saved"
    THERE = "there"
    LAST_COORDINATOR = "last_coordinator"


@dataclass(frozen=True, slots=True)
class SetUp:
    """A team, and the same as a team file holds it."""

    team: Team
    data: Data


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake, at a field of the form, or else with the name of whom or what it is about."""

    field: Path | None
    about: str
    saying: Saying


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was changed, and why."""

    faults: tuple[Fault, ...] = ()
    obstacle: Obstacle | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody may set up: teams and archived teams by key and name, and a new one."""

    teams: tuple[tuple[str, str], ...] = ()
    archived: tuple[tuple[str, str], ...] = ()
    may_create: bool = False
    none_yet: bool = False

    def __bool__(self) -> bool:
        """Whether there is anything at all."""
        return bool(self.teams or self.archived or self.may_create)


def mark(found: object) -> str:
    """A short mark of a part of a set-up, the same as long as the part is."""
    return sha256(repr(_ordered(found)).encode()).hexdigest()[:16]


def tables(data: Data, names: Iterable[str]) -> Data:
    """Those of the set-up's tables that a form shows."""
    return {name: data[name] for name in names if name in data}


def key_for(name: str) -> str:
    """The key of a new team: its name in small letters, or a mark of a name that has none."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    key = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:KEY_LENGTH].rstrip("-")
    return key or f"team-{mark(name)[:8]}"


def depend_on(data: Data, person: str) -> dict[str, list[str]]:
    """By field of a member: whom this person supervises, or covers for."""
    found = {
        name: [each["person"] for each in data["members"] if each.get(name) == person]
        for name in NAMES_PEOPLE
    }
    return {name: who for name, who in found.items() if who}


def coordinators(data: Data) -> set[str]:
    """Who may set the team up in Slack."""
    return {m["person"] for m in data["members"] if m.get("role") == Role.COORDINATOR}


def find(data: Data, section: str, seen: str) -> Data | None:
    """The entry with this mark, if it is there as it was."""
    at = place(data, section, seen)
    return None if at is None else data[section][at]


def place(data: Data, section: str, seen: str) -> int | None:
    """Where the entry with this mark is, if it is there as it was."""
    there = data.get(section, [])
    return next((at for at, entry in enumerate(there) if mark(entry) == seen), None)


def _ordered(found: object) -> object:
    """The same whatever the order in which keys were put in."""
    if isinstance(found, dict):
        return sorted((key, _ordered(value)) for key, value in found.items())
    return [_ordered(each) for each in found] if isinstance(found, list) else found
