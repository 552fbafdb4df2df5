"""Close the survey rounds whose time has come: count, publish, and make the rest unreadable."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random, SystemRandom

from nacl.public import PrivateKey
from sqlalchemy import Connection

from bot.domain.release import Rule, held_until, release
from bot.domain.survey import TAKES_ANSWERS, Round, RoundState
from bot.domain.survey_prompts import ended_notices, held_notices
from bot.seal.keys import LostKeyError, RoundKeys
from bot.seal.opening import answers
from bot.store import deliveries, messages, rounds
from bot.store.database import Database

log = logging.getLogger(__name__)

RANDOM = SystemRandom()

KEY_MAY_COME_BACK = timedelta(days=1)
"""After the close, before a round without its key is void: a disk may only not be mounted."""

TOGETHER = 25
"""Rounds that share a transaction: its cost is shared too, and what it locks stays short."""


def close_due_rounds(db: Database, keys: RoundKeys, now: datetime, random: Random = RANDOM) -> int:
    """Close what is due, and how many rounds have ended; a held one has not.

    This alone reads private keys, and answers only in memory. A round's release, the end of its
    slots and its new state are one transaction, which some rounds share; the keys are destroyed
    after it. Interrupted before the commit it starts again from the same slots; after it, only keys
    are left, for `sweep`.
    A round whose key is lost is void: nobody will read it. One that cannot be closed now (others
    may read its key, a disk is full) is told of in the log and left for the next time.
    """
    ended, last = 0, ""
    while due := db.now(rounds.due, now, TOGETHER, last):
        ended, last = ended + _close_some(db, keys, due, now, random), due[-1]
    if ended:
        db.scrub()
    return ended


def sweep(db: Database, keys: RoundKeys) -> list[str]:
    """Finish what an interrupted close left over: destroy stale keys, and say of which rounds.

    For the start, and for each turn of the schedule, so that a key which could not be destroyed at
    its close is no older than the trouble that kept it.
    """
    if not keys.all():
        return []
    stale = db.now(_sweep, keys)
    if stale:
        db.scrub()
    return stale


def tell_of_missing(tx: Connection, keys: RoundKeys) -> None:
    """Say in the log which open rounds have no key here. They are left alone until their close.

    ROUND_KEY_DIR may only be set wrongly, or not be mounted yet.
    """
    for round_id in sorted(keys.missing({found.id for found in rounds.open_rounds(tx)})):
        log.error(
            "ROUND_KEY_DIR has no key for round %(round)s: without it, nobody reads it",
            {"round": round_id},
        )


def _sweep(tx: Connection, keys: RoundKeys) -> list[str]:
    """Under the lock, so that no key is destroyed whose round the command line just opens."""
    rounds.lock(tx)
    return keys.sweep({found.id for found in rounds.open_rounds(tx)})


def _close_some(
    db: Database, keys: RoundKeys, due: list[str], now: datetime, random: Random
) -> int:
    """Together, or where that fails one by one, so that no round holds up another."""
    try:
        found = {round_id: _key(keys, round_id) for round_id in due}
        states = db.now(_close_all, found, now, random)
    except Exception as error:
        if len(due) > 1:
            return sum(_close_some(db, keys, [one], now, random) for one in due)
        log.exception(
            "Round %(round)s cannot be closed now: %(error)s",
            {"round": due[0], "error": type(error).__name__},
        )
        return 0
    ended = [round_id for round_id, state in states.items() if state not in TAKES_ANSWERS]
    try:
        keys.destroy(*ended)
    except OSError as error:
        log.exception(
            "Not all keys of %(count)s ended rounds are destroyed: %(error)s",
            {"count": len(ended), "error": type(error).__name__},
        )
    return len(ended)


def _key(keys: RoundKeys, round_id: str) -> PrivateKey | None:
    try:
        return keys.private(round_id)
    except LostKeyError:
        return None


def _close_all(
    tx: Connection, found: Mapping[str, PrivateKey | None], now: datetime, random: Random
) -> dict[str, RoundState]:
    """These rounds, in one transaction."""
    due = rounds.find_locked(tx, found)
    return {each.id: _close(tx, each, found[each.id], now, random) for each in due}


def _close(
    tx: Connection, found: Round, key: PrivateKey | None, now: datetime, random: Random
) -> RoundState:
    """One round. Another process may have closed it meanwhile."""
    if not found.takes_answers or found.closes_at > now:
        return found.state
    if key is None or bytes(key.public_key) != found.public_key:
        if now < found.closes_at + KEY_MAY_COME_BACK:
            return found.state
        return _end_unread(tx, found, RoundState.VOID, now)
    return _count(tx, found, key, now, random)


def _count(
    tx: Connection, found: Round, key: PrivateKey, now: datetime, random: Random
) -> RoundState:
    given = list(answers(key, rounds.take_slots(tx, found.id)))
    public = release(found.template, given, Rule(found.k, found.t), random)
    if public:
        rounds.publish(tx, found.id, public, now)
        rounds.end(tx, found.id, RoundState.RELEASED, now)
        return RoundState.RELEASED
    until = held_until(found.opened_at, found.closes_at, now)
    if until:
        return _hold(tx, found, until, now)
    return _end_unread(tx, found, RoundState.UNREAD, now)


def _hold(tx: Connection, found: Round, until: datetime, now: datetime) -> RoundState:
    """The first time everybody invited is told, once: it names the last possible day as well."""
    rounds.hold(tx, found.id, until)
    if found.state is RoundState.OPEN:
        held = replace(found, state=RoundState.HELD, closes_at=until)
        deliveries.plan(tx, held_notices(held, messages.invited(tx, found.id), now))
    return RoundState.HELD


def _end_unread(tx: Connection, found: Round, state: RoundState, now: datetime) -> RoundState:
    rounds.end(tx, found.id, state, now)
    deliveries.plan(tx, ended_notices(found, messages.invited(tx, found.id), now))
    return state
