"""What the campaign attacks: a design opens a round, takes answers and closes."""

import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Protocol

from bot.domain.survey import Answer
from bot.store.database import Database
from bot.use_cases.close_rounds import close_due_rounds
from tests.support.survey_scene import CADENCE, CLOSES, ITEM, OPENS, Scene, a_team

WEEK = timedelta(weeks=1)
LATER = timedelta(hours=2)
"""A wall clock in Toronto shifts by an hour in spring; the planner may come this late."""


class Design(Protocol):
    """One way to keep answers, on a real database."""

    name: str
    revises: bool
    """Whether an answer can be given anew."""

    def open(self, people: tuple[str, ...], options: tuple[str, ...]) -> None:
        """Begin a round; `options` are all answers that somebody may give."""

    def submit(self, person: str, answer: str) -> None:
        """Take an answer, or another one in its place."""

    def close(self) -> None:
        """Publish, and delete what is no longer needed."""

    def names(self) -> dict[bytes, str]:
        """Whatever stands for a person in the database, for whoever holds the environment."""

    def environment(self) -> dict[str, str]:
        """The settings that an adversary may find."""

    def key_files(self) -> dict[str, bytes]:
        """What stands in the key directory now."""


@dataclass
class Holdspace:
    """The real use cases, keys and tables. Twelve people, a round every week."""

    db: Database
    folder: Path
    random: Random
    people: int = 12
    name: str = "Holdspace"
    revises: bool = True
    scene: Scene = field(init=False)
    round_id: str = ""
    now: datetime = OPENS - WEEK + LATER

    def __post_init__(self) -> None:
        cadence = replace(CADENCE, every_weeks=1)
        self.scene = Scene(self.db, self.folder, a_team(self.people, survey=cadence))
        self._people: tuple[str, ...] = ()

    def open(self, people: tuple[str, ...], options: tuple[str, ...]) -> None:
        """Open this week's round."""
        del options
        self._people = people
        self.now += WEEK
        (self.round_id,) = self.scene.open(self.now)

    def submit(self, person: str, answer: str) -> None:
        """A rating at random, and the planted comment."""
        levels = {ITEM: self.random.randrange(3)}
        self.scene.submit(self.round_id, person, Answer(levels, answer))

    def close(self) -> None:
        """At its time, with chance as good as the system's."""
        now = self.now + (CLOSES - OPENS)
        close_due_rounds(self.db, self.scene.keys, now, Random(secrets.randbits(256)))

    def names(self) -> dict[bytes, str]:
        """People's ids, and their slots: those need HOLDSPACE_SECRET, which the adversary has."""
        slots = {self.scene.sealer.slot(self.round_id, person): person for person in self._people}
        hexadecimal = {slot.hex().encode(): person for slot, person in slots.items()}
        return {person.encode(): person for person in self._people} | slots | hexadecimal

    def environment(self) -> dict[str, str]:
        """The scene's secret."""
        return {"HOLDSPACE_SECRET": "s" * 32, "ROUND_KEY_DIR": str(self.folder / "keys")}

    def key_files(self) -> dict[str, bytes]:
        """All that the directory of round keys holds."""
        return {path.name: path.read_bytes() for path in (self.folder / "keys").iterdir()}
