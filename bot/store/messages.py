"""What was sent before, or is to be: asked for by whoever words, counts or shows something."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, and_, select, update

from bot.domain.prompts import Kind, Prompt, State
from bot.domain.team import Team
from bot.store.tables import delivery

D = delivery.c

MAY_BE_THERE = (State.SENT, State.UNKNOWN, State.DOUBTFUL)
"""Of what was tried and is not being tried now: what somebody may have before them."""


def conversation(tx: Connection, person: str) -> str | None:
    """The id (D...) of the app's DM with somebody, if anything was ever sent there."""
    known = and_(D.recipient == person, D.channel.is_not(None))
    return tx.scalar(select(D.channel).where(known).order_by(D.due_at.desc()).limit(1))


def mark_held(tx: Connection, channel: str, ts: str) -> bool:
    """The team has debriefed, says somebody at this prompt; True the first time."""
    this = and_(D.recipient == channel, D.ts == ts, D.held.is_(False))
    return bool(tx.execute(update(delivery).where(this).values(held=True)).rowcount)


def debriefs(tx: Connection, team: Team, since: datetime, until: datetime) -> list[bool]:
    """For each debrief offered in the team's channel in [since, until): whether it was held."""
    here = and_(D.team == team.key, D.recipient == team.channel, D.kind == Kind.DEBRIEF)
    then = and_(D.state == State.SENT, D.due_at >= since, D.due_at < until)
    query = select(D.held).where(here, then)
    return list(tx.scalars(query))


def last_debrief(tx: Connection, team: Team, since: datetime) -> str | None:
    """The ts of the team's latest debrief prompt in its channel since then."""
    here = and_(D.team == team.key, D.recipient == team.channel, D.kind == Kind.DEBRIEF)
    these = and_(here, D.due_at >= since, D.ts.is_not(None))
    return tx.scalar(select(D.ts).where(these).order_by(D.due_at.desc()).limit(1))


def invited(tx: Connection, round_id: str) -> list[str]:
    """Everybody for whom an invitation to this round was planned, whatever became of it."""
    this = D.subject["round"].as_string() == round_id
    query = select(D.recipient).where(D.kind == Kind.SURVEY_INVITATION, this)
    return list(tx.scalars(query.order_by(D.recipient)))


def reached(tx: Connection, numbers: Collection[int]) -> set[str]:
    """Whoever has got one of these."""
    these = (D.id.in_(numbers), D.state == State.SENT)
    return set(tx.scalars(select(D.recipient).where(*these))) if numbers else set()


def was_sent(tx: Connection, like: Prompt, *alike: str) -> bool:
    """Whether this recipient was sent anything of this kind about the same check-in before.

    `alike`: what else of the subject is to be the same.
    """
    same = and_(D.recipient == like.recipient, D.kind == like.kind, D.state == State.SENT)
    its = (D.subject[name].as_string() == like.subject.get(name) for name in ("check_in", *alike))
    return tx.scalar(select(D.id).where(same, *its).limit(1)) is not None


def told_about(tx: Connection, check_in: int, persons: Collection[str]) -> set[str]:
    """Those of these persons who were sent anything about this check-in."""
    its = D.subject["check_in"].as_string() == str(check_in)
    query = select(D.recipient).where(D.recipient.in_(persons), D.state == State.SENT, its)
    return set(tx.scalars(query))
