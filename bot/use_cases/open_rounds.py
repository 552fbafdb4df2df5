"""Open the survey rounds whose time has come."""

import logging
from collections.abc import Collection
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import Connection

from bot.content.templates import Templates
from bot.domain.group import Group
from bot.domain.release import MIN_INVITED, pooled
from bot.domain.rounds import Window, current_window, next_opening
from bot.seal.keys import RoundKeys
from bot.seal.slots import Sealer
from bot.store import planning, rounds, teams
from bot.use_cases.open_round import Means, NotOpened, Opening, open_round

log = logging.getLogger(__name__)

AGAIN = timedelta(days=1)
"""A group is looked at once a day at least, however far its next opening is."""

BUSY = timedelta(minutes=15)
"""Before it is tried again to open a round that could not be: its window lasts for days."""

BATCH = 100


def open_due_rounds(
    tx: Connection, *, templates: Templates, keys: RoundKeys, sealer: Sealer, now: datetime
) -> list[str]:
    """Open a round for each group that has a window now, and say which rounds those are.

    Once for each window, and not at all where a round of the group's was open in it already. Only
    groups are looked at that have something due.
    """
    means = Means(templates, keys, sealer)
    opened: list[str] = []
    while due := planning.to_ask(tx, now, AGAIN, BATCH):
        opened += _look(tx, means, due, now)
    return opened


def _look(tx: Connection, means: Means, due: Collection[str], now: datetime) -> list[str]:
    """Open what these teams' groups want, and note when to look at them again."""
    groups = _groups(tx, due)
    again = dict.fromkeys(due, now + AGAIN)
    opened: list[str] = []
    for group in _whole(tx, groups, now):
        wanted = _wanted(tx, group, now)
        made = _open(tx, means, wanted, now) if wanted else None
        opened += [made] if made else []
        at = now + BUSY if wanted and not made else next_opening(group, now)
        again |= {team.key: min(at or now + AGAIN, now + AGAIN) for team in group.teams}
    planning.asked(tx, again)
    return opened


def _groups(tx: Connection, due: Collection[str]) -> list[Group]:
    """The groups of these teams, as far as that can be told without the other groups."""
    named = {team.group for team in teams.several(tx, due)}
    return pooled(teams.several(tx, planning.of_groups(tx, named)))


def _whole(tx: Connection, groups: list[Group], now: datetime) -> list[Group]:
    """The same, with whom each invites where one has a window now: that hangs on all groups."""
    if not any(_wanted(tx, group, now) for group in groups):
        return groups
    keys = {group.key for group in groups}
    return [group for group in pooled(teams.every(tx)) if group.key in keys]


def _wanted(tx: Connection, group: Group, now: datetime) -> Opening | None:
    window = current_window(group, now)
    if group.survey is None or window is None:
        return None
    known = rounds.had_one(tx, group.key, window.opens, window.closes)
    return None if known else Opening(group, group.survey.template, window)


def _open(tx: Connection, means: Means, wanted: Opening, now: datetime) -> str | None:
    made = open_round(tx, means, wanted, now)
    if not isinstance(made, NotOpened):
        return made.id
    _tell(wanted.group.key, wanted.window, made)
    return None


@cache
def _tell(group: str, window: Window, reason: NotOpened) -> None:
    """Say so once for each window, however often the planner looks."""
    day = window.opens.date()
    if reason is NotOpened.TOO_SMALL:
        log.warning(
            "No survey for group %(group)s on %(day)s: fewer than %(count)s people could not stay "
            "anonymous",
            {"group": group, "day": day, "count": MIN_INVITED},
        )
    elif reason is NotOpened.NO_TEMPLATE:
        log.warning(
            "No survey for group %(group)s on %(day)s: there is no template of the name that its "
            "set-up gives",
            {"group": group, "day": day},
        )
