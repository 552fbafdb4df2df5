"""What the sandbox saw, beside what the database says."""

from collections import Counter
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from bot.domain.attempt import is_direct
from bot.domain.prompts import State
from bot.store.tables import delivery
from sandbox import Sandbox

OPEN = (State.PLANNED, State.CLAIMED, State.DOUBTFUL)
FAIR = timedelta(hours=1)
"""A lease, some tries and many kills. A break that was due two hours before START has less."""


@dataclass(frozen=True, slots=True)
class Row:
    """A delivery as it stands."""

    key: str
    kind: str
    recipient: str
    state: State
    due_at: datetime
    expires_at: datetime
    attempt: int
    trouble: str | None

    def was_in_time(self, since: datetime) -> bool:
        """Whether there was a fair while for it, after `since`."""
        return self.expires_at - max(self.due_at, since) >= FAIR

    @property
    def is_direct(self) -> bool:
        """Whether it is a DM."""
        return is_direct(self.recipient)


def rows(tx: Connection, until: datetime) -> list[Row]:
    """What was due until then."""
    columns = delivery.c
    query = select(*(columns[field.name] for field in fields(Row)))
    found = tx.execute(query.where(columns.due_at <= until).order_by(columns.id))
    return [Row(**{**row, "state": State(row["state"])}) for row in found.mappings()]


def posts(sandbox: Sandbox) -> Counter[str]:
    """How often each prompt stands in the workspace, by the key in its metadata."""
    channels = sandbox.slack.workspace.channels.values()
    marks = [message.metadata for channel in channels for message in channel.messages]
    return Counter(mark["event_payload"]["key"] for mark in marks if mark)


@dataclass(slots=True)
class Verdict:
    """Keys of what went wrong, and of what may: an unknown channel prompt is told, not wrong.

    `lost`: a DM that is not there though it was still due when the app got to it, withdrawn ones
    too where their person was at work.
    `late`: one that the app got to only after its time, though there was a fair while for it.
    `silent`: a channel's prompt that is missing and not marked so, or marked sent and missing.
    `untrue`: there, and marked as if it were not, or the other way about.
    """

    doubled: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    late: set[str] = field(default_factory=set)
    silent: set[str] = field(default_factory=set)
    untrue: set[str] = field(default_factory=set)
    unplanned: set[str] = field(default_factory=set)
    missing_in_channels: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)

    def faults(self) -> dict[str, set[str]]:
        """What must be empty."""
        named = ("doubled", "lost", "late", "silent", "untrue", "unplanned")
        return {name: found for name in named if (found := getattr(self, name))}


@dataclass(frozen=True, slots=True)
class Promised:
    """The keys of what is to be there, and of what may be taken back: nobody is at work for it."""

    expected: set[str]
    for_nobody: set[str]


def judge(found: list[Row], posted: Counter[str], promised: Promised, since: datetime) -> Verdict:
    """Compare the table with the workspace, and both with what people were promised."""
    verdict = Verdict(doubled={key for key, count in posted.items() if count > 1})
    verdict.unplanned = promised.expected - {row.key for row in found}
    verdict.unknown = {row.key for row in found if row.state is State.UNKNOWN}
    for row in found:
        there = row.key in posted
        if (row.state is State.SENT) > there or (there and row.state in _NOT_THERE):
            verdict.untrue.add(row.key)
        if there:
            continue
        if row.state is State.LATE:
            verdict.late.update({row.key} if row.was_in_time(since) else ())
        elif row.is_direct:
            taken_back = row.state is State.WITHDRAWN and row.key in promised.for_nobody
            verdict.lost.update(() if taken_back else {row.key})
        elif not row.is_direct:
            verdict.missing_in_channels.add(row.key)
    verdict.silent = verdict.missing_in_channels - verdict.unknown
    return verdict


_NOT_THERE = (*OPEN, State.LATE, State.WITHDRAWN, State.DEAD)
