"""What Holdspace sends: one prompt for one recipient, once."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of prompt."""

    DEBRIEF = "debrief"
    BREAK = "break"
    BREAK_OVER = "break over"
    COMPANY_ASK = "company ask"
    COMPANY_REPLY = "company reply"
    COMPANY_UNANSWERED = "company unanswered"
    SURVEY_INVITATION = "survey invitation"
    SURVEY_REMINDER = "survey reminder"
    SURVEY_HELD = "survey held"
    SURVEY_ENDED = "survey ended"
    SURVEY_DONE = "survey done"
    DIGEST = "digest"
    AGENDA = "agenda"
    AGENDA_SHARED = "agenda shared"
    CHECK_IN = "check-in"
    CHECK_IN_AFTER = "check-in after"
    CHECK_IN_MOVED = "check-in moved"
    COVER = "cover"
    NO_COVER = "no cover"
    SOONER_ASK = "sooner ask"
    SOONER_REPLY = "sooner reply"


PARTS = ("check_in", "change")
"""What a prompt's subject may name that makes it another prompt."""


class State(StrEnum):
    """Where a delivery stands. PLANNED, CLAIMED and DOUBTFUL are left again.

    A DOUBTFUL one may have been posted: it is looked for before anything else is done about it.
    """

    PLANNED = "planned"
    CLAIMED = "claimed"
    SENT = "sent"
    LATE = "late"
    WITHDRAWN = "withdrawn"
    DOUBTFUL = "doubtful"
    UNKNOWN = "unknown"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt as it is planned.

    `recipient` is a Slack channel or user id. Its `key` is unique, so that planning again
    changes nothing. After `expires_at` it is no longer sent. `subject` says what it is about
    by ids and instants only: no answer and nothing that a person wrote.
    """

    kind: Kind
    recipient: str
    due_at: datetime
    expires_at: datetime
    team: str | None
    subject: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What makes two prompts the same one: kind, recipient, on whose behalf, UTC instant.

        Of two check-ins, or of two changes of one, each has prompts of its own.
        """
        behalf = self.team or self.subject.get("from", "")
        behalf += "".join(f"/{self.subject[it]}" for it in PARTS if it in self.subject)
        instant = self.due_at.astimezone(UTC).isoformat()
        return f"{self.kind}/{self.recipient}/{behalf}/{instant}"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A prompt that a worker has claimed. `attempt` tells this claim from any later one."""

    id: int
    attempt: int
    prompt: Prompt
