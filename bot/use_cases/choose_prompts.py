"""See what of Holdspace's own accord one gets, and choose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.domain.choices import Oversight, Topic, Wish
from bot.store import absences, teams


@dataclass(frozen=True, slots=True)
class Chosen:
    """The topics that concern a person, and which of them are off until when (None: no end)."""

    topics: tuple[Topic, ...]
    off: Mapping[Topic, datetime | None]
    timezone: str


def find_choices(tx: Connection, person: str, now: datetime) -> Chosen:
    """Everybody has debriefs and breaks; surveys and the digest go by a person's part in a team."""
    paused = absences.paused(tx, person, now)
    off = {topic: paused[topic.kinds[0]] for topic in Topic if topic.kinds[0] in paused}
    return Chosen(_topics(tx, person), off, absences.timezones(tx, [person])[person])


def choose_prompts(tx: Connection, person: str, wish: Wish, now: datetime) -> Oversight | None:
    """Keep the choices, or say what is wrong with them."""
    timezone = absences.timezones(tx, [person])[person]
    wrong = wish.oversight(now, timezone)
    if wrong is None:
        absences.set_pauses(tx, person, wish.changed(), wish.pauses(timezone))
    return wrong


def _topics(tx: Connection, person: str) -> tuple[Topic, ...]:
    found = teams.of_person(tx, person)
    reads = [person in {member.id for member in team.digest_readers()} for team in found]
    parts = {Topic.DIGEST: any(reads), Topic.SURVEY: not all(reads)}
    return tuple(topic for topic in Topic if parts.get(topic, True))
