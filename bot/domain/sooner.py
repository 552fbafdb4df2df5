"""Somebody who needs to speak with someone sooner: who is asked, in which order, and when."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.prompts import Kind, Prompt
from bot.domain.team import LINES, Role, Team


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asked, and which asking of theirs it is: its instant, as text."""

    person: str
    about: str


TURN = timedelta(minutes=30)
"""How long each has to answer before the next one is asked too; our own measure."""

OPEN = timedelta(hours=12)
"""After so long a question about today is of no use."""


def chain(found: Sequence[Team], person: str, is_there: Callable[[str], bool]) -> list[str]:
    """Whom to ask, each once: who supervises the person, then covers, then coordinators.

    In each of the person's teams. Whoever is away is passed over.
    """
    asked: list[str] = []
    for team in found:
        member = team.member(person)
        first = [member.supervised_by(line) for line in LINES] if member else []
        covers = [m.cover for m in team.members if m.id in first]
        last = [m.id for m in team.members if m.role is Role.COORDINATOR]
        asked += [who for who in (*first, *covers, *last) if who]
    others = dict.fromkeys(who for who in asked if who != person)
    return [who for who in others if is_there(who)]


def asks(person: str, chained: Sequence[str], now: datetime) -> list[Prompt]:
    """One question for each, the first at once and each further one a turn later.

    At the end the person is told that nobody could be reached, unless somebody answers before.
    """
    its = Asking(person, now.isoformat())
    questions = [ask(its, who, now + place * TURN) for place, who in enumerate(chained)]
    return [*questions, nobody(its, questions[-1].due_at + TURN)]


def ask(its: Asking, who: str, at: datetime) -> Prompt:
    """One question."""
    subject = {"from": its.person, "about": its.about}
    return Prompt(Kind.SOONER_ASK, who, at, at + OPEN, None, subject)


def reply(its: Asking, who: str, now: datetime) -> Prompt:
    """To the person: this one will be in touch."""
    subject = {"from": who, "about": its.about}
    return Prompt(Kind.SOONER_REPLY, its.person, now, now + OPEN, None, subject)


def nobody(its: Asking, at: datetime) -> Prompt:
    """To the person: nobody could be reached."""
    return Prompt(Kind.SOONER_REPLY, its.person, at, at + OPEN, None, {"about": its.about})
