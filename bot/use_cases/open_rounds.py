"""Open the survey rounds whose time has come."""

import logging
from datetime import datetime
from functools import cache

from sqlalchemy import Connection

from bot.content.templates import Templates
from bot.domain.release import MIN_INVITED, pooled
from bot.domain.rounds import Window, current_window
from bot.seal.keys import RoundKeys
from bot.seal.slots import Sealer
from bot.store import rounds, teams
from bot.use_cases.open_round import Means, NotOpened, Opening, open_round

log = logging.getLogger(__name__)


def open_due_rounds(
    tx: Connection, *, templates: Templates, keys: RoundKeys, sealer: Sealer, now: datetime
) -> list[str]:
    """Open a round for each group that has a window now, and say which rounds those are.

    Once for each window, and not at all where a round of the group's was open in it already.
    """
    means = Means(templates, keys, sealer)
    wanted = [
        _wanted(tx, Opening(group, group.survey.template, window))
        for group in pooled(teams.every(tx))
        if group.survey and (window := current_window(group, now))
    ]
    opened = [_open(tx, means, one, now) for one in wanted if one]
    return [round_id for round_id in opened if round_id]


def _wanted(tx: Connection, opening: Opening) -> Opening | None:
    window = opening.window
    known = rounds.had_one(tx, opening.group.key, window.opens, window.closes)
    return None if known else opening


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
