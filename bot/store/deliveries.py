"""What is to be sent: written down, found again, and taken back. Sending it is in attempts.py."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, and_, or_, select, update

from bot.domain.prompts import Kind, Prompt, State
from bot.domain.shifts import DAY
from bot.store.inserting import into
from bot.store.tables import delivery

D = delivery.c

T = TypeVar("T")
Whose = Collection[str] | Select[tuple[str]]

MANY = 5_000
"""Keys in one statement; SQLite takes 32,766 parameters at most, PostgreSQL 65,535."""

TAKEN_BACK = "taken_back"
"""Why it did not go out: the plan no longer had it. Where it has it again, it is brought back."""

OPEN = (State.PLANNED, State.CLAIMED, State.DOUBTFUL)
PROMPT = (D.kind, D.recipient, D.due_at, D.expires_at, D.team, D.subject)
"""What a prompt is made of, in the order in which it is given."""

_NOT_BEGUN = or_(
    D.state == State.PLANNED, and_(D.state == State.WITHDRAWN, D.trouble == TAKEN_BACK)
)


def plan(tx: Connection, prompts: Iterable[Prompt]) -> int:
    """Write down what is to be sent, and how many of them are new.

    One that is known already, by its key, is left as it is.
    """
    return len(_add(tx, _by_key(prompts)))


def renew(tx: Connection, prompts: Iterable[Prompt]) -> int:
    """Give what waits, or was taken back, its present subject, and how many that changed.

    What has been sent, or may have been, stays as it is, and so does what was judged not to be
    sent. What waits for later keeps its hour.
    """
    return _renew_known(tx, _by_key(prompts))


def plan_or_renew(tx: Connection, prompts: Iterable[Prompt]) -> int:
    """`plan` what is new and `renew` the others, and how many rows that wrote."""
    wanted = _by_key(prompts)
    new = _add(tx, wanted)
    known = {key: prompt for key, prompt in wanted.items() if key not in new}
    return len(new) + _renew_known(tx, known)


def told_of(tx: Connection, kind: Kind, round_id: str) -> bool:
    """Whether anything of this kind was ever planned about the round, as far back as is kept."""
    this = and_(D.kind == kind, D.subject["round"].as_string() == round_id)
    return tx.scalar(select(D.id).where(this).limit(1)) is not None


def upcoming(tx: Connection, recipients: list[str], now: datetime, limit: int) -> list[Prompt]:
    """What these recipients will be sent next."""
    these = and_(D.recipient.in_(recipients), D.state == State.PLANNED, D.due_at >= now)
    query = select(*PROMPT).where(these).order_by(D.due_at).limit(limit)
    return [prompt_of(*row) for row in tx.execute(query)]


def waiting(
    tx: Connection, /, kind: Kind, since: datetime, **whose: Whose
) -> list[tuple[int, Prompt]]:
    """What is planned of this kind from `since` on, each with its number.

    `whose`: one or both of the columns `team` and `recipient`, with their values.
    """
    its = and_(*(delivery.c[column].in_(values) for column, values in whose.items()))
    planned = and_(its, D.kind == kind, D.due_at >= since, D.state == State.PLANNED)
    query = select(D.id, *PROMPT).where(planned)
    return [(number, prompt_of(*row)) for number, *row in tx.execute(query).all()]


def begun(tx: Connection, /, kind: Kind, now: datetime, **whose: Whose) -> list[Prompt]:
    """What of this kind has gone out, or may have, or is about to, and is not over yet.

    `whose` is as in `waiting`.
    """
    its = and_(*(delivery.c[column].in_(values) for column, values in whose.items()))
    out = and_(its, D.kind == kind, D.due_at >= now - DAY, D.expires_at > now)
    states = (State.CLAIMED, State.SENT, State.DOUBTFUL, State.UNKNOWN)
    query = select(*PROMPT).where(out, D.state.in_(states))
    return [prompt_of(*row) for row in tx.execute(query)]


def withdraw(
    tx: Connection, kind: Kind, since: datetime, keep: Iterable[Prompt], /, **whose: Whose
) -> int:
    """Take back what is `waiting`, except for what is in `keep`, and how many that were."""
    found = waiting(tx, kind, since, **whose)
    if not found:
        return 0
    kept = {prompt.key for prompt in keep}
    return take_back(tx, [number for number, prompt in found if prompt.key not in kept])


def take_back(tx: Connection, numbers: Collection[int]) -> int:
    """Withdraw these, unless somebody is at them already."""
    taken_back = {"state": State.WITHDRAWN, "trouble": TAKEN_BACK}
    waits = update(delivery).where(D.state == State.PLANNED).values(taken_back)
    return sum(tx.execute(waits.where(D.id.in_(some))).rowcount for some in _in_parts(numbers))


def take_all_back(tx: Connection, recipient: str) -> int:
    """Withdraw whatever waits for somebody."""
    theirs = and_(D.recipient == recipient, D.state == State.PLANNED)
    values = {"state": State.WITHDRAWN, "trouble": TAKEN_BACK}
    return tx.execute(update(delivery).where(theirs).values(values)).rowcount


def _by_key(prompts: Iterable[Prompt]) -> dict[str, Prompt]:
    """In one order for all, so that two who plan the same at once never wait for each other."""
    return dict(sorted(((prompt.key, prompt) for prompt in prompts), key=itemgetter(0)))


def _add(tx: Connection, prompts: Mapping[str, Prompt]) -> set[str]:
    """The keys of those that are new; a row count would not tell on PostgreSQL."""
    if not prompts:
        return set()
    new = into(tx, delivery).on_conflict_do_nothing().returning(D.key)
    return set(tx.scalars(new, [_row(*each) for each in prompts.items()]))


def _renew_known(tx: Connection, prompts: Mapping[str, Prompt]) -> int:
    return sum(
        _renew(tx, number, prompts[key])
        for number, key, state, subject in _not_begun(tx, prompts)
        if state == State.WITHDRAWN or subject != prompts[key].subject
    )


def _not_begun(tx: Connection, keys: Iterable[str]) -> Iterator[Row[int, str, str, Any]]:
    """Of these, what waits or was taken back."""
    for some in _in_parts(keys):
        query = select(D.id, D.key, D.state, D.subject).where(D.key.in_(some), _NOT_BEGUN)
        yield from tx.execute(query).all()


def _in_parts(values: Iterable[T]) -> Iterator[list[T]]:
    left = iter(values)
    while part := list(islice(left, MANY)):
        yield part


def _renew(tx: Connection, row: int, prompt: Prompt) -> int:
    this = and_(D.id == row, _NOT_BEGUN)
    now = {"state": State.PLANNED, "expires_at": prompt.expires_at}
    now |= {"subject": prompt.subject, "trouble": None}
    return tx.execute(update(delivery).where(this).values(now)).rowcount


def _row(key: str, prompt: Prompt) -> dict[str, Any]:
    return {
        "key": key,
        "kind": prompt.kind,
        "recipient": prompt.recipient,
        "due_at": prompt.due_at,
        "expires_at": prompt.expires_at,
        "team": prompt.team,
        "subject": prompt.subject,
        "state": State.PLANNED,
        "attempt": 0,
        "next_try_at": prompt.due_at,
        "held": False,
    }


def prompt_of(kind: str, *more: Any) -> Prompt:  # noqa: ANN401 - columns
    """What columns in the order of `PROMPT` say."""
    return Prompt(Kind(kind), *more)
