"""What stands in the tables after a close, value by value, and where each value comes from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.content.catalogue import Words
from bot.domain.release import Band, People
from bot.domain.survey import Template
from bot.store.database import Database
from bot.store.tables import metadata
from bot.store.teams import LONG_AGO
from bot.views.parts import quote

Place = tuple[object, ...]
"""Table, primary key, column, and the way down into a document."""
Dump = dict[Place, object]


def dumped(db: Database) -> Dump:
    """Every single value in every table."""
    found: Dump = {}
    with db.engine.connect() as tx:
        for table in metadata.sorted_tables:
            for row in tx.execute(table.select()).mappings():
                key = tuple(row[column.name] for column in table.primary_key)
                for column, value in row.items():
                    found |= _leaves((table.name, key, column), value)
    return found


def _leaves(place: Place, value: object) -> Dump:
    if isinstance(value, Mapping):
        return {
            at: leaf
            for key, one in value.items()
            for at, leaf in _leaves((*place, key), one).items()
        }
    if isinstance(value, list):
        return {
            at: leaf
            for n, one in enumerate(value)
            for at, leaf in _leaves((*place, n), one).items()
        }
    return {place: value}


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who has a round's digest, its questions, and the day on which it closed."""

    words: Words
    template: Template
    digest: str
    round: str
    closed: datetime

    def unexplained(self, before: Dump, after: Dump) -> Iterator[str]:
        """Values that are neither configuration nor in the digest.

        Whatever stood in the same place before anybody answered is configuration: the team file,
        the questions, who was invited, the round's own facts. It cannot depend on an answer.
        """
        for place, value in after.items():
            if (place not in before or before[place] != value) and not self._explains(place, value):
                yield f"{place}: {value!r}"

    def _explains(self, place: Place, value: object) -> bool:
        match place:
            case ("team", _, "plan_at" | "survey_at"):
                return value == LONG_AGO  # the planner is to look again
            case ("survey_round", (self.round,), "state"):
                return value == "released"
            case ("survey_release", (self.round,), "round"):
                return value == self.round
            case (_, (self.round,), "closes_at" | "released_at"):
                return value == self.closed
            case ("survey_release", (self.round,), "document", *path):
                return isinstance(value, str) and self._tells(path, value)
        return False

    def _tells(self, path: list[object], value: str) -> bool:
        """Whether the digest says it: the band of people, of each question, and each comment."""
        match path:
            case ["people"]:
                return self.words(f"digest.release.{People(value).name.lower()}") in self.digest
            case ["bands", key]:
                (topic,) = (item.topic for item in self.template.items if item.key == key)
                begins = self.words(f"digest.release.{Band(value).name.lower()}", topics="").strip()
                lines = [line for line in self.digest.splitlines() if line.startswith(begins)]
                return any(topic in line.removeprefix(begins).strip().split("; ") for line in lines)
            case ["comments", int()]:
                return quote(value) in self.digest
        return False
