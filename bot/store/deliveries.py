"""Planned prompts and where each stands."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import (
    Connection,
    Integer,
    Row,
    Select,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
    true,
    union_all,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.attempt import Outcome
from bot.domain.prompts import Delivery, Kind, Prompt, State
from bot.domain.shifts import DAY
from bot.store.tables import delivery
from bot.store.types import Instant

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

ENDED = ("state", "channel", "ts", "sent_at", "trouble")

_NOT_BEGUN = or_(
    D.state == State.PLANNED, and_(D.state == State.WITHDRAWN, D.trouble == TAKEN_BACK)
)
_DUE = (
    select(D.id)
    .where(D.state == bindparam("of"), D.next_try_at <= bindparam("now"))
    .order_by(D.next_try_at, D.id)
    .limit(bindparam("at_most", type_=Integer))
    .with_for_update(skip_locked=True)
    .cte("due")
)
CLAIM = (
    update(delivery)
    .where(D.id.in_(select(_DUE.c.id)))
    .values(state=State.CLAIMED, attempt=D.attempt + 1)
    .values(next_try_at=bindparam("until", type_=Instant))
    .returning(D.id, D.attempt, *PROMPT)
)
RECORD = (
    update(delivery)
    .where(D.id == bindparam("of"), D.attempt == bindparam("made"), D.state == bindparam("claimed"))
    .values({name: bindparam(f"its_{name}") for name in ENDED})
)
RECORD_AND_RETRY = RECORD.values(next_try_at=bindparam("then", type_=Instant))
"""All are made once, since they are used for every few messages."""

_DIRECT = or_(D.recipient.startswith("U"), D.recipient.startswith("W"))


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


def claim(
    tx: Connection, now: datetime, lease: timedelta, limit: int, state: State = State.PLANNED
) -> list[Delivery]:
    """Take what is due, for as long as the lease lasts.

    One statement; on PostgreSQL rows that another worker is taking are skipped, and the CTE is
    worked out once, so that no more than `limit` are taken.
    """
    which = {"of": state, "now": now, "until": now + lease, "at_most": limit}
    found = [_delivery(*row) for row in tx.execute(CLAIM, which).all()]
    return sorted(found, key=lambda each: (each.prompt.due_at, each.id))


def lapse(tx: Connection, now: datetime) -> int:
    """See to what was claimed and whose lease ran out: it may have been posted.

    A DM is to be looked for. A channel is not read, so what became of its message stays unknown.
    """
    lost = and_(D.state == State.CLAIMED, D.next_try_at <= now)
    after = case((_DIRECT, State.DOUBTFUL), else_=State.UNKNOWN)
    return tx.execute(update(delivery).where(lost).values(state=after)).rowcount


def record(tx: Connection, outcomes: Sequence[Outcome]) -> None:
    """Write down what attempts led to; one that a later attempt has taken over is left alone."""
    ended = [_ended(each) for each in outcomes if each.next_try_at is None]
    again = [_ended(each) | {"then": each.next_try_at} for each in outcomes if each.next_try_at]
    for statement, rows in ((RECORD, ended), (RECORD_AND_RETRY, again)):
        if rows:
            tx.execute(statement, rows)


def lengthen(tx: Connection, until: dict[int, datetime]) -> None:
    """Let these, which wait, expire at another time."""
    waiting = and_(D.id == bindparam("of"), D.state == State.PLANNED)
    longer = update(delivery).where(waiting).values(expires_at=bindparam("then", type_=Instant))
    if until:
        tx.execute(longer, [{"of": number, "then": then} for number, then in until.items()])


def next_due(tx: Connection, after: datetime | None = None) -> datetime | None:
    """The earliest instant (later than `after`) at which there is something to claim."""
    later = true() if after is None else D.next_try_at > after
    first = select(func.min(D.next_try_at).label("at"))
    firsts = [first.where(D.state == state, later) for state in OPEN]
    each = union_all(*firsts).subquery()
    found: datetime | None = tx.scalar(select(func.min(each.c.at)))
    return found


def told_of(tx: Connection, kind: Kind, round_id: str) -> bool:
    """Whether anything of this kind was ever planned about the round, as far back as is kept."""
    this = and_(D.kind == kind, D.subject["round"].as_string() == round_id)
    return tx.scalar(select(D.id).where(this).limit(1)) is not None


def upcoming(tx: Connection, recipients: list[str], now: datetime, limit: int) -> list[Prompt]:
    """What these recipients will be sent next."""
    these = and_(D.recipient.in_(recipients), D.state == State.PLANNED, D.due_at >= now)
    query = select(*PROMPT).where(these).order_by(D.due_at).limit(limit)
    return [_prompt(*row) for row in tx.execute(query)]


def waiting(
    tx: Connection, /, kind: Kind, since: datetime, **whose: Whose
) -> list[tuple[int, Prompt]]:
    """What is planned of this kind from `since` on, each with its number.

    `whose`: one or both of the columns `team` and `recipient`, with their values.
    """
    its = and_(*(delivery.c[column].in_(values) for column, values in whose.items()))
    planned = and_(its, D.kind == kind, D.due_at >= since, D.state == State.PLANNED)
    query = select(D.id, *PROMPT).where(planned)
    return [(number, _prompt(*row)) for number, *row in tx.execute(query).all()]


def begun(tx: Connection, /, kind: Kind, now: datetime, **whose: Whose) -> list[Prompt]:
    """What of this kind has gone out, or may have, or is about to, and is not over yet.

    `whose` is as in `waiting`.
    """
    its = and_(*(delivery.c[column].in_(values) for column, values in whose.items()))
    out = and_(its, D.kind == kind, D.due_at >= now - DAY, D.expires_at > now)
    states = (State.CLAIMED, State.SENT, State.DOUBTFUL, State.UNKNOWN)
    query = select(*PROMPT).where(out, D.state.in_(states))
    return [_prompt(*row) for row in tx.execute(query)]


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
    insert = sqlite.insert if tx.dialect.name == "sqlite" else postgresql.insert
    new = insert(delivery).on_conflict_do_nothing().returning(D.key)
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


def _ended(outcome: Outcome) -> dict[str, Any]:
    return {
        "of": outcome.delivery.id,
        "made": outcome.delivery.attempt,
        "claimed": State.CLAIMED,
        "its_state": outcome.state,
        "its_channel": outcome.channel,
        "its_ts": outcome.ts,
        "its_sent_at": outcome.sent_at,
        "its_trouble": outcome.trouble,
    }


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


def _prompt(kind: str, *more: Any) -> Prompt:  # noqa: ANN401 - columns
    return Prompt(Kind(kind), *more)


def _delivery(number: int, attempt: int, *prompt: Any) -> Delivery:  # noqa: ANN401 - columns
    return Delivery(number, attempt, _prompt(*prompt))
