"""Breaks, as far as anything of them is stored: the delivery that ends each, and no more."""

from datetime import datetime

from sqlalchemy import Connection, and_, delete, func, or_, select, update

from bot.domain.breaks import Break, Reminder
from bot.domain.prompts import Kind, Prompt, State
from bot.store.messages import MAY_BE_THERE
from bot.store.tables import delivery, occurrence, team

D, WORKED = delivery.c, occurrence.c


def lock(tx: Connection, person: str) -> None:
    """Let nobody else begin this person's break until this transaction ends.

    On SQLite every transaction has this already.
    """
    if tx.dialect.name == "postgresql":
        tx.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"break of {person}"))))


def latest(tx: Connection, person: str) -> Break | None:
    """The person's last break, over or not, as long as its delivery is kept."""
    theirs = and_(D.recipient == person, D.kind == Kind.BREAK_OVER)
    query = select(D.due_at, D.subject).where(theirs).order_by(D.due_at.desc()).limit(1)
    found = tx.execute(query).first()
    return Break(person, found.due_at, tuple(found.subject["ideas"].split(","))) if found else None


def forget(tx: Connection, person: str) -> None:
    """Once another break begins, nothing stays of those before, nor is anybody welcomed back."""
    theirs = and_(D.recipient == person, D.kind == Kind.BREAK_OVER)
    tx.execute(delete(delivery).where(theirs, D.state.not_in([State.CLAIMED, State.DOUBTFUL])))


def change(tx: Connection, changed: Break) -> None:
    """Have the welcome back know of the ideas that came on top."""
    prompt = changed.prompt()
    this = and_(D.key == prompt.key, D.state == State.PLANNED)
    tx.execute(update(delivery).where(this).values(subject=prompt.subject))


def reminded(tx: Connection, prompt: Prompt) -> bool:
    """Whether another reminder in the hours of this shift is out, or may be, or is about to be."""
    its = Reminder.of(prompt)
    theirs = and_(D.recipient == prompt.recipient, D.kind == Kind.BREAK, D.key != prompt.key)
    within = and_(theirs, D.due_at >= its.starts, D.due_at < its.ends)
    earlier = and_(D.state == State.CLAIMED, D.due_at < prompt.due_at)
    out = or_(D.state.in_(MAY_BE_THERE), earlier)
    return tx.scalar(select(D.id).where(within, out).limit(1)) is not None


def hours_at(tx: Connection, person: str, at: datetime) -> Reminder | None:
    """The shift that the person works then, for a team that has reminders."""
    runs = and_(WORKED.person == person, WORKED.starts_at <= at, WORKED.ends_at > at)
    query = select(WORKED.starts_at, WORKED.ends_at).join(team).where(runs, team.c.break_reminders)
    found = tx.execute(query.order_by(WORKED.ends_at.desc()).limit(1)).first()
    return Reminder(found.starts_at, found.ends_at, person) if found else None


def expected(tx: Connection, reminder: Reminder) -> bool:
    """Whether the person still works these very hours for a team that has reminders."""
    theirs = and_(WORKED.person == reminder.person, WORKED.ends_at == reminder.ends)
    query = select(WORKED.person).join(team).where(theirs, WORKED.starts_at == reminder.starts)
    return tx.scalar(query.where(team.c.break_reminders).limit(1)) is not None
