"""Editing a team's set-up, one part at a time. The set-up is what a team file holds, as data."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any, Protocol

from bot.domain.team import Role, Team

Data = dict[str, Any]
Path = tuple[str | int, ...]
Values = Mapping[str, Any]
"""By dotted name within what is edited ("team.name", "role"); None takes it out."""

NAMES_PEOPLE = ("supervisor", "peer_supervisor", "cover")
"""The fields of a member that name another one."""


KEY_LENGTH = 64


class Obstacle(StrEnum):
    """Why an edit cannot be made, whatever its values are.

    Somebody else was at the same thing meanwhile; there is a team of that key; or nobody could set
    the team up in Slack any more.
    """

    CHANGED = "changed"
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
    phrase: str


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


@dataclass(frozen=True, slots=True)
class Edited:
    """The whole set-up after an edit.

    `section` and `entries` say which part of a list it was about: a mistake there belongs to the
    form. Without a section it was about the tables.
    """

    data: Data
    section: str = ""
    entries: range = range(0)

    def field(self, path: Path) -> Path | None:
        """A place in the data as one within what was edited; None where it is elsewhere."""
        if not self.section:
            return path
        match path:
            case (section, int(index), *rest) if section == self.section and index in self.entries:
                return tuple(rest)
        return None


class Edit(Protocol):
    """What one form asks for."""

    def apply(self, data: Data) -> Edited | Obstacle:
        """Edit a copy of the set-up as it stands now."""


def mark(found: object) -> str:
    """A short mark of a part of a set-up, the same as long as the part is."""
    return sha256(repr(_ordered(found)).encode()).hexdigest()[:16]


def tables(data: Data, names: Iterable[str]) -> Data:
    """Those of the set-up's tables that a form shows."""
    return {name: data[name] for name in names if name in data}


@dataclass(frozen=True, slots=True)
class Tables:
    """Change some tables. `seen` is their mark as the form showed them."""

    names: tuple[str, ...]
    seen: str
    values: Values = field(default_factory=dict)
    drops: tuple[str, ...] = ()

    def apply(self, data: Data) -> Edited | Obstacle:
        """The values in their places, and without the tables that are to go."""
        if mark(tables(data, self.names)) != self.seen:
            return Obstacle.CHANGED
        found = deepcopy(data)
        for name, value in self.values.items():
            table, _, key = name.partition(".")
            _put(found.setdefault(table, {}), key, value)
        for name in [*self.drops, *(n for n in self.names if found.get(n) == {})]:
            found.pop(name, None)
        return Edited(found)


@dataclass(frozen=True, slots=True)
class Add:
    """Add entries to a list: people, a shift, or a rhythm of check-ins."""

    section: str
    entries: tuple[Values, ...]

    def apply(self, data: Data) -> Edited | Obstacle:
        """The new ones come last."""
        found = deepcopy(data)
        there = found.setdefault(self.section, [])
        first = len(there)
        there += [_entry({}, values) for values in self.entries]
        return Edited(found, self.section, range(first, len(there)))


@dataclass(frozen=True, slots=True)
class Change:
    """Change one entry of a list. `seen` is its mark as the form showed it."""

    section: str
    seen: str
    values: Values

    def apply(self, data: Data) -> Edited | Obstacle:
        """What the form does not show stays as it is."""
        found = deepcopy(data)
        at = _place(found, self.section, self.seen)
        if at is None:
            return Obstacle.CHANGED
        found[self.section][at] = _entry(found[self.section][at], self.values)
        return Edited(found, self.section, range(at, at + 1))


@dataclass(frozen=True, slots=True)
class Remove:
    """Take one entry out of a list."""

    section: str
    seen: str

    def apply(self, data: Data) -> Edited | Obstacle:
        """The others stay in their order."""
        found = deepcopy(data)
        at = _place(found, self.section, self.seen)
        if at is None:
            return Obstacle.CHANGED
        del found[self.section][at]
        return Edited(found, self.section)


@dataclass(frozen=True, slots=True)
class Part:
    """Take one person out of the team. `after` takes over whom they supervise or cover for."""

    seen: str
    after: Mapping[str, str] = field(default_factory=dict)

    def apply(self, data: Data) -> Edited | Obstacle:
        """They are on no shift any more; a shift or a rhythm that was theirs alone ends."""
        removed = Remove("members", self.seen).apply(data)
        if isinstance(removed, Obstacle):
            return removed
        at = _place(data, "members", self.seen) or 0
        person, found = data["members"][at]["person"], removed.data
        for member in found["members"]:
            for name in NAMES_PEOPLE:
                if member.get(name) == person:
                    heir = self.after.get(name)
                    _put(member, name, None if heir == member["person"] else heir)
        for section in ("shifts", "check_ins"):
            if section in found:
                found[section] = list(_without(found[section], person))
        return Edited(found, "members")


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
    at = _place(data, section, seen)
    return None if at is None else data[section][at]


def _place(data: Data, section: str, seen: str) -> int | None:
    there = data.get(section, [])
    return next((at for at, entry in enumerate(there) if mark(entry) == seen), None)


def _entry(was: Data, values: Values) -> Data:
    entry = dict(was)
    for name, value in values.items():
        _put(entry, name, value)
    return entry


def _put(table: Data, key: str, value: object) -> None:
    if value is None:
        table.pop(key, None)
    else:
        table[key] = value


def _without(entries: list[Data], person: str) -> Iterator[Data]:
    for entry in entries:
        left = [each for each in entry.get("people", []) if each != person]
        if left or not entry.get("people"):
            yield entry | {"people": left} if left else entry


def _ordered(found: object) -> object:
    """The same whatever the order in which keys were put in."""
    if isinstance(found, dict):
        return sorted((key, _ordered(value)) for key, value in found.items())
    return [_ordered(each) for each in found] if isinstance(found, list) else found
