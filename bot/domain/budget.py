"""How many messages somebody gets in a day at most, and which of them come first."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.absence import ASKED_FOR
from bot.domain.breaks import Reminder
from bot.domain.prompts import Kind, Prompt

IMPORTANCE = (
    Kind.DEBRIEF,
    Kind.CHECK_IN,
    Kind.AGENDA_SHARED,
    Kind.CHECK_IN_MOVED,
    Kind.NO_COVER,
    Kind.COVER,
    Kind.AGENDA,
    Kind.DIGEST,
    Kind.SURVEY_ENDED,
    Kind.SURVEY_INVITATION,
    Kind.SURVEY_HELD,
    Kind.CHECK_IN_AFTER,
    Kind.BREAK,
    Kind.SURVEY_DONE,
    Kind.SURVEY_REMINDER,
)
"""The kinds that count, the most important first; our own measure.

A debrief is for the end of this shift or for nothing. A check-in is in an hour, and whom one will
speak to, or that nobody is there, is to be known in advance. A digest comes once a week and
somebody is to act on it, and an ending was promised. An invitation comes once in some weeks, and
the notice of a held round belongs to it. A break comes in every shift, and `/five` brings one at
any time. What was done about a survey stands on Home anyway, and a reminder says what was said
before.
"""

ON_DEMAND = ASKED_FOR | {Kind.COMPANY_ASK, Kind.SOONER_ASK}
"""What somebody has just asked for, and a colleague's own question: these never count."""

_RANK = {kind: rank for rank, kind in enumerate(IMPORTANCE)}


@dataclass(frozen=True, slots=True)
class Day:
    """One person's local day, as far as it counts.

    `sent` is how many messages have gone out or may have; `planned` are the kinds of those that
    are due in the rest of the day.
    """

    budget: int
    sent: int = 0
    planned: tuple[Kind, ...] = ()


def counts(prompt: Prompt) -> bool:
    """Whether it counts. A break that its person put off is one they asked for."""
    return prompt.kind not in ON_DEMAND and not is_put_off(prompt)


def is_put_off(prompt: Prompt) -> bool:
    """Whether this is a break at another minute than the planned one."""
    return prompt.kind is Kind.BREAK and Reminder.of(prompt).prompt().due_at != prompt.due_at


def rank(kind: Kind) -> int:
    """The smaller, the more important. What does not count comes first: it stands in no line."""
    return _RANK.get(kind, -1)


def fits(kind: Kind, day: Day) -> bool:
    """Whether one more of this kind leaves room for what is more important later in the day.

    So, of all that is known in the morning, those go out that are the most important, and of
    equally important ones the earlier. One that is planned later than a less important one went
    out may still find the day full.
    """
    return day.sent + _before(kind, day.planned) < day.budget


def _before(kind: Kind, planned: Iterable[Kind]) -> int:
    return sum(rank(each) < rank(kind) for each in planned)
