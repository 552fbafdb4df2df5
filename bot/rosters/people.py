"""Which member of the team a row of a roster is about."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.domain.team import Member
from bot.rosters.problems import Problem
from bot.rosters.rows import Reference, Row

AFTER_A_NAME = re.compile(r"\s*[:(\[|@\u00b7\u2022\u2013\u2014]|\s+-|-\s")
"""What sets a name apart from the rest of a title; a hyphen within a name does not."""

WORD = re.compile(r"\w+")

NOBODY = "is nobody in this team; correct it, or add them to the team file"
TWO = "is the name of two people in this team; give an e-mail address or a Slack id"
BOTH = "could be about more than one person; invite them by e-mail, or make it an event for each"
SILENT = "names nobody; begin its title with the name of a member, or invite them"
TITLE = "names nobody of this team; begin it with the name of a member, or invite them"


@dataclass(frozen=True, slots=True)
class Known:
    """What Slack says of e-mail addresses, in small letters: an id, or why there is none."""

    ids: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)


class People:
    """The members of a team, by all that a roster may call them."""

    def __init__(self, members: Iterable[Member], known: Known) -> None:
        self._known = known
        self._ids = frozenset[str]()
        self._named: dict[str, set[str]] = {}
        for member in members:
            self._ids |= {member.id}
            for name in _ways(member.name):
                self._named.setdefault(name, set()).add(member.id)

    def of(self, row: Row) -> tuple[list[str], list[Problem]]:
        """The Slack ids of those who work, and what is wrong."""
        if row.people:
            return self._invited(row)
        if row.title and (found := self._find(row.title)):
            return self._one(row, "the title", row.title, found)
        if row.organizer and (found := self._find(row.organizer)):
            return self._one(row, "the organizer", row.organizer, found)
        if row.title:
            return [], [Problem(row.line, "the title", TITLE, row.title.text)]
        return [], [Problem(row.line, "the event", SILENT)]

    def _invited(self, row: Row) -> tuple[list[str], list[Problem]]:
        """All who are invited. Whoever made the event need not be of the team."""
        ids, problems = list[str](), list[Problem]()
        for one in row.people:
            found = self._find(one)
            if found or not _is_organizer(one, row) or len(row.people) == 1:
                its_ids, its_problems = self._one(row, "the person", one, found)
                ids += its_ids
                problems += its_problems
        return ids, problems

    def _one(
        self, row: Row, what: str, reference: Reference, found: set[str]
    ) -> tuple[list[str], list[Problem]]:
        if len(found) == 1:
            return [*found], []
        return [], [Problem(row.line, what, self._why(reference, found), reference.text)]

    def _why(self, reference: Reference, found: set[str]) -> str:
        if found:
            return BOTH if reference.begins else TWO
        return self._known.reasons.get(reference.address or "", NOBODY)

    def _find(self, reference: Reference) -> set[str]:
        """Everybody that it may mean."""
        by_address = self._known.ids.get(reference.address or "")
        if by_address in self._ids:
            return {str(by_address)}
        if reference.text.strip() in self._ids:
            return {reference.text.strip()}
        name = _same(reference.text)
        return self._begun_by(name) if reference.begins else self._named.get(name, set())

    def _begun_by(self, title: str) -> set[str]:
        """Whoever the title begins with, and whoever else it goes on to name."""
        if title in self._named:
            return self._named[title]
        for name in sorted(self._named, key=len, reverse=True):
            rest = title.removeprefix(name)
            if title.startswith(name) and AFTER_A_NAME.match(rest):
                return self._named[name] | self._within(rest)
        return set()

    def _within(self, text: str) -> set[str]:
        """Those whose whole name, of two words or more, is in the text."""
        padded = f" {' '.join(re.findall(WORD, text))} "
        names = (name for name in self._named if " " in name and f" {name} " in padded)
        return {person for name in names for person in self._named[name]}


def _is_organizer(reference: Reference, row: Row) -> bool:
    return row.organizer is not None and reference.address == row.organizer.address is not None


def _ways(name: str) -> Iterator[str]:
    """A name, and the same with any of its last words first: Silva, Ana."""
    words = _same(name).split()
    yield " ".join(words)
    for at in range(1, len(words)):
        yield f"{' '.join(words[at:])}, {' '.join(words[:at])}"


def _same(name: str) -> str:
    """How names are compared: without accents, capitals and extra blanks."""
    parts = unicodedata.normalize("NFKD", name.replace("\u2019", "'").casefold())
    return " ".join("".join(each for each in parts if not unicodedata.combining(each)).split())
