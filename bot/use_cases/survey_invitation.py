"""Word what is sent about a survey: the invitation, the reminder, and two notices.

Each is the same for everyone who was invited, and None where it no longer holds.
"""

from sqlalchemy import Connection

from bot.content.catalogue import Words
from bot.domain.prompts import Prompt
from bot.domain.survey import RoundState
from bot.domain.survey_prompts import invitation
from bot.store import rounds, standing
from bot.use_cases.find_survey import Invited, describe
from bot.views import survey, survey_notices
from bot.views.parts import Message

ENDED_UNREAD = frozenset({RoundState.UNREAD, RoundState.VOID})


def compose_invitation(tx: Connection, words: Words, prompt: Prompt) -> Message | None:
    """The invitation, while the round takes answers."""
    about = _about(tx, prompt)
    if about is None or not about.round.takes_answers:
        return None
    return survey.invitation(words, words.listed(about.teams), about.round, about.timezone)


def compose_reminder(tx: Connection, words: Words, prompt: Prompt) -> Message | None:
    """The one reminder, while the round takes answers.

    Not for somebody whose first shift was so late that they were invited after it was due, or
    are invited only now: the invitation has just told them when the survey closes.
    """
    about = _about(tx, prompt)
    if about is None or not about.round.takes_answers:
        return None
    if standing.is_recent(tx, invitation(about.round, prompt.recipient).key, prompt.due_at):
        return None
    return survey_notices.reminder(words, words.listed(about.teams), about.round, about.timezone)


def compose_held(tx: Connection, words: Words, prompt: Prompt) -> Message | None:
    """That the round stays open, while it does."""
    about = _about(tx, prompt)
    if about is None or about.round.state is not RoundState.HELD:
        return None
    return survey_notices.held(words, words.listed(about.teams), about.round, about.timezone)


def compose_ended(tx: Connection, words: Words, prompt: Prompt) -> Message | None:
    """That nobody will read the round, and why."""
    about = _about(tx, prompt)
    if about is None or about.round.state not in ENDED_UNREAD:
        return None
    return survey_notices.ended(words, words.listed(about.teams), about.round)


def _about(tx: Connection, prompt: Prompt) -> Invited | None:
    found = rounds.find(tx, prompt.subject["round"])
    return describe(tx, found) if found else None
