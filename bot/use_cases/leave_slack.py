"""Somebody's Slack account is deactivated, or is there again."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection

from bot.store import deliveries, people, teams, traces


def leave_slack(tx: Connection, gone: Collection[str], now: datetime) -> int:
    """Take these off every schedule at once, and of how many of them anything is known.

    They stay in their teams' set-up, so that a cover is found for whoever supervises, until the
    coordinator takes them out or the time is over for which those who left are kept. That time runs
    for everybody of whom there is a trace: also for who is in an archived team only, or in none.
    """
    new = (traces.people(tx) & set(gone)) - people.left(tx)
    for who in sorted(new):
        people.note(tx, who, left_at=now)
        deliveries.take_all_back(tx, who)
        teams.look_again(tx, [team.key for team in teams.of_person(tx, who)])
    return len(new)


def come_back(tx: Connection, there: Collection[str]) -> int:
    """Plan again for these, if they had left, and how many that were."""
    back = people.left(tx) & set(there)
    for who in sorted(back):
        people.note(tx, who, left_at=None)
        teams.look_again(tx, [team.key for team in teams.of_person(tx, who)])
    return len(back)
