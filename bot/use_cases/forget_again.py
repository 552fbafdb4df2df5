"""Whoever asked to be forgotten stays forgotten, and so does whoever left for long enough."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.seal.forgotten import Forgotten
from bot.seal.slots import Sealer
from bot.store import people, traces
from bot.use_cases.forget_person import forget_person


def forget_leavers(tx: Connection, sealer: Sealer, kept: timedelta, now: datetime) -> int:
    """All that is known of whoever left longer ago than that; how many rows went.

    Left is who left Slack, or the last of their teams. Whoever uses the app in no team, or goes on
    to, says for themselves how long what they set is kept.
    """
    gone = sorted(people.left_before(tx, now - kept))
    return sum(forget_person(tx, sealer, person) for person in gone)


def forget_again(tx: Connection, forgotten: Forgotten, sealer: Sealer) -> int:
    """Hold the database, restored from a backup perhaps, against the file of who asked for it.

    Whoever was entered in a team anew after they had asked stays. How many rows went.
    """
    asked = forgotten.among(traces.people(tx))
    known = people.known(tx, asked)
    gone = 0
    for person, at in sorted(asked.items()):
        entered = known.get(person, people.Known()).entered_at
        if entered is None or entered <= at:
            gone += forget_person(tx, sealer, person)
    return gone
