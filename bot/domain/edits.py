"""The edits that forms ask for: each changes one part of a team's set-up as it then stands."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.domain.set_up import NAMES_PEOPLE, Data, Obstacle, Path, mark, place, tables

Values = Mapping[str, Any]
"""By dotted name within what is edited ("team.name", "role"); None takes it out."""


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
        match path:
            case (section, int(index), *rest):
                mine = section == self.section and index in self.entries
                return tuple(rest) if mine else None
        return None if self.section else path


class Edit(Protocol):
    """What one form asks for."""

    def apply(self, data: Data) -> Edited | Obstacle:
        """Edit a copy of the set-up as it stands now."""


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
        at = place(found, self.section, self.seen)
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
        at = place(found, self.section, self.seen)
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
        at = place(data, "members", self.seen) or 0
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
