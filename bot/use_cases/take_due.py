"""Take what is due, ready to be posted."""

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.content.languages import Languages
from bot.domain.attempt import LEASE
from bot.domain.budget import counts, rank
from bot.domain.may_send import WITHDRAWN, Circumstances, Later, NotNow, Send, judge
from bot.domain.prompts import Delivery, Prompt
from bot.store import attempts
from bot.use_cases.circumstances import circumstances
from bot.use_cases.compose import compose
from bot.use_cases.introduce import newcomers
from bot.use_cases.put_off import put_off
from bot.views.parts import Message

BATCH = 300
"""Claimed in one statement; about what Slack takes of a workspace in a minute."""

PAUSE = timedelta(minutes=1)
"""Before a prompt that cannot be worded is tried again; the others do not wait for it."""

FAULTS = (LookupError, ValueError, TypeError, AttributeError)
"""What a reworded sentence with a wrong placeholder leads to."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A claimed delivery and its message, and until when its reader is at work, if they are.

    `new`: nothing has been sent to whoever gets it, so that the message has to introduce the app.
    """

    delivery: Delivery
    message: Message
    new: bool
    work_until: datetime | None = None


def take_due(
    tx: Connection,
    languages: Languages,
    now: datetime,
    limit: int = BATCH,
    told: datetime | None = None,
) -> tuple[int, list[Outgoing]]:
    """How many deliveries were claimed, and those of them that are still to be posted.

    What is too late or no longer wanted ends here, and what is not for now waits (may_send). A
    delivery that an earlier worker claimed and never finished may have been posted: in a channel
    it is marked unknown and not repeated, and a DM becomes doubtful, to be looked for
    (take_doubtful). Its lease is over if it ended by `told`, or else by now. One that cannot be
    worded is put off by a minute, with a line in the log.
    """
    attempts.lapse(tx, told or now)
    claimed = attempts.claim(tx, now, LEASE, limit)
    about = circumstances(tx, claimed, now)
    new = newcomers(tx, {delivery.prompt.recipient for delivery in claimed})
    outgoing: list[Outgoing] = []
    not_now: list[tuple[Delivery, NotNow]] = []
    for delivery in sorted(claimed, key=lambda each: rank(each.prompt.kind)):
        who = delivery.prompt.recipient
        its = about.get(who)
        ready = _ready(tx, languages, delivery, its, now)
        if isinstance(ready, Message):
            outgoing.append(Outgoing(delivery, ready, who in new, its.work_until if its else None))
            _count(about, delivery.prompt)
        else:
            not_now.append((delivery, ready))
    put_off(tx, not_now)
    return len(claimed), sorted(outgoing, key=_by_time)


def _ready(
    tx: Connection,
    languages: Languages,
    delivery: Delivery,
    about: Circumstances | None,
    now: datetime,
) -> Message | NotNow:
    prompt = delivery.prompt
    decision = judge(prompt, about, now)
    if not isinstance(decision, Send):
        return decision
    try:
        return compose(tx, languages.words_for(prompt.recipient), prompt) or WITHDRAWN
    except FAULTS as error:
        log.exception(
            "Delivery %(delivery)s cannot be worded: %(error)s",
            {"delivery": delivery.id, "error": type(error).__name__},
        )
        return Later(now + PAUSE)


def _count(about: dict[str, Circumstances], prompt: Prompt) -> None:
    """What goes out to somebody now leaves less room for what else is due to them."""
    its = about.get(prompt.recipient)
    if its and counts(prompt):
        about[prompt.recipient] = replace(its, day=replace(its.day, sent=its.day.sent + 1))


def _by_time(out: Outgoing) -> tuple[datetime, int]:
    return out.delivery.prompt.due_at, out.delivery.id
