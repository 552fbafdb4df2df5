"""A team, its survey, and what people do with it: real keys, real slots, a real database."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from random import Random

import pytest

from bot.content import catalogue, templates
from bot.content.catalogue import Words
from bot.content.templates import Templates
from bot.domain.survey import Answer, Round
from bot.domain.team import Member, Role, SurveyCadence, Team, Weekly
from bot.seal.keys import RoundKeys
from bot.seal.slots import Sealer
from bot.store import rounds, teams
from bot.store.database import Database
from bot.use_cases.close_rounds import close_due_rounds
from bot.use_cases.find_survey import Refusal
from bot.use_cases.open_rounds import open_due_rounds
from bot.use_cases.submit_answer import Kept, Submission, submit_answers

OPENS = datetime(2026, 11, 23, 14, tzinfo=UTC)
CLOSES = datetime(2026, 11, 27, 21, tzinfo=UTC)
ITEM = "confidentiality"
CADENCE = SurveyCadence("staff-concerns", date(2026, 11, 23), 8, time(9), time(16), 4)
"""Monday 9:00 to Friday 16:00 in Toronto: OPENS to CLOSES."""


def peer(number: int) -> Member:
    """One peer supporter."""
    return Member(f"U{number:03}", f"Person {number}", Role.PEER_SUPPORTER, "America/Toronto")


def supervisor(person: str = "USUPER", timezone: str = "America/Toronto") -> Member:
    """Somebody who reads the digest."""
    return Member(person, "Sam", Role.SUPERVISOR, timezone)


def a_team(peers: int = 8, key: str = "river", survey: SurveyCadence | None = CADENCE) -> Team:
    """A team of so many peer supporters and one supervisor."""
    return Team(
        key=key,
        name="River & Bank",
        channel="C1",
        timezone="America/Toronto",
        debrief_lead_minutes=10,
        digest=Weekly(0, time(8)),
        survey=survey,
        members=(supervisor(), *(peer(number) for number in range(peers))),
        shifts=(),
    )


@dataclass
class Scene:
    """A database with one team in it, and the app's hands on its survey."""

    db: Database
    folder: Path
    team: Team = field(default_factory=a_team)
    words: Words = field(default_factory=lambda: catalogue.load().of("en"))
    templates: Templates = field(default_factory=templates.load)

    def __post_init__(self) -> None:
        self.keys = RoundKeys(self.folder / "keys")
        self.sealer = Sealer(b"s" * 32, "T1")
        self.save(self.team)

    def save(self, team: Team) -> None:
        """Set a team up."""
        self.db.now(teams.save, team)

    def with_members(self, *members: Member) -> None:
        """Replace the team's members."""
        self.team = replace(self.team, members=members)
        self.save(self.team)

    def open(self, now: datetime = OPENS) -> list[str]:
        """Open what is due."""
        return self.db.now(
            open_due_rounds, templates=self.templates, keys=self.keys, sealer=self.sealer, now=now
        )

    def answer(self, round_id: str, person: int, level: int, comment: str = "") -> Kept | Refusal:
        """Somebody rates one statement."""
        return self.submit(round_id, peer(person).id, Answer({ITEM: level}, comment))

    def submit(
        self, round_id: str, person: str, answer: Answer, now: datetime = OPENS
    ) -> Kept | Refusal:
        """Somebody sends the form."""
        given = Submission(round_id, person, answer, now)
        (found,) = self.db.now(submit_answers, [given], sealer=self.sealer)
        return found

    def close(self, now: datetime = CLOSES, seed: int = 1) -> int:
        """Close what is due, and how many have ended."""
        return close_due_rounds(self.db, self.keys, now, Random(seed))

    def found(self, round_id: str) -> Round:
        """The round as it is stored."""
        found = self.db.now(rounds.find, round_id)
        assert found
        return found

    def slots(self, round_id: str) -> dict[bytes, bytes]:
        """The sealed slots as they are stored."""
        return dict(self.db.now(rounds.take_slots, round_id))


@pytest.fixture
def scene(on_sqlite: Database, tmp_path: Path) -> Scene:
    """On SQLite, which is fast."""
    return Scene(on_sqlite, tmp_path)


@pytest.fixture
def anywhere(database: Database, tmp_path: Path) -> Scene:
    """On each of the databases."""
    return Scene(database, tmp_path)
