"""What is sent about a survey: to everybody who was invited, alike, whoever has answered."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.prompts import Kind, Prompt
from bot.domain.release import WEEK
from bot.domain.rounds import reminder_at
from bot.domain.survey import Round


def invitations(opened: Round, people: Iterable[str], now: datetime) -> list[Prompt]:
    """An invitation for each, and the one reminder if the round is open for long enough."""
    invited = list(people)
    found = [invitation(opened, person) for person in invited]
    remind = reminder_at(now, opened.closes_at)
    return found + (_to_each(Kind.SURVEY_REMINDER, opened, invited, remind) if remind else [])


def invitation(opened: Round, person: str) -> Prompt:
    """One person's. It waits until they are at work, for as long as the round is open."""
    (its,) = _to_each(Kind.SURVEY_INVITATION, opened, [person], opened.opened_at)
    return its


def held_notices(held: Round, people: Iterable[str], now: datetime) -> list[Prompt]:
    """That the round stays open; of no use any more once it has closed again."""
    return _to_each(Kind.SURVEY_HELD, held, people, now)


def ended_notices(ended: Round, people: Iterable[str], now: datetime) -> list[Prompt]:
    """That nobody will read the round. They were promised an ending, so it is told a week long."""
    return _to_each(Kind.SURVEY_ENDED, ended, people, now, now + WEEK)


def done_notices(asked: Round, people: Iterable[str], now: datetime) -> list[Prompt]:
    """That something was done about what the round showed, told a week long: it stays on Home."""
    return _to_each(Kind.SURVEY_DONE, asked, people, now, now + WEEK)


def _to_each(
    kind: Kind, found: Round, people: Iterable[str], due: datetime, until: datetime | None = None
) -> list[Prompt]:
    subject = {"round": found.id}
    expires = until or found.closes_at
    return [Prompt(kind, person, due, expires, found.teams[0], subject) for person in people]
