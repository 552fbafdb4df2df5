"""Opening a survey from the command line."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.cli.connect import migrated_database, reading_client
from bot.cli.errors import Refusal
from bot.clock import Clock
from bot.content import templates
from bot.content.templates import Templates
from bot.domain.group import Group
from bot.domain.release import MIN_INVITED
from bot.domain.rounds import usual_days
from bot.seal.keys import RoundKeys
from bot.seal.slots import Sealer
from bot.settings import Settings
from bot.store import teams
from bot.team_file.slack_trouble import FAILURES, phrase
from bot.use_cases.bind_keys import bind_keys
from bot.use_cases.find_survey import Invited
from bot.use_cases.open_by_hand import Wish, find_group, open_by_hand
from bot.use_cases.open_round import Means, NotOpened

REASONS = {
    NotOpened.NOT_ALLOWED: "the team is gone",
    NotOpened.NO_TEMPLATE: "there is no such survey; `holdspace survey surveys` lists them",
    NotOpened.OPEN_ALREADY: "one is open for it already, and a group has one at a time; "
    "`holdspace survey list` says until when",
    NotOpened.TOO_SMALL: f"it would ask fewer than {MIN_INVITED} people, and with so few nobody "
    "could stay anonymous to their supervisors; give two team files the same `group` in [survey] "
    "to ask both teams together, or talk in person",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed; what was left out is as the group has it set up."""

    team: str
    days: int | None
    template: str | None


async def open_now(asked: Asked, settings: Settings, clock: Clock) -> Invited:
    """Open it; the running app sends the invitations.

    Raises:
        Refusal: it cannot be opened, and nothing was changed.
        KeyDirectoryError: others may look at the round keys, or they are another database's.
    """
    keys = RoundKeys(settings.round_key_dir)
    means = Means(templates.load(settings.survey_dir), keys, await _sealer(settings))
    db = migrated_database(settings)
    try:
        db.now(bind_keys, keys)
        return db.now(_open, means, asked, clock())
    finally:
        db.close()


async def _sealer(settings: Settings) -> Sealer:
    """The workspace's id is part of every slot's, and Slack alone knows it."""
    try:
        async with reading_client(settings) as client:
            workspace = str((await client.auth_test())["team_id"])
    except FAILURES as error:
        raise Refusal(f"Slack could not be asked: {phrase(error)}.") from None
    return Sealer(settings.holdspace_secret.get_secret_value().encode(), workspace)


def _open(tx: Connection, means: Means, asked: Asked, now: datetime) -> Invited:
    group = _group(tx, asked.team)
    template = asked.template or _usual(group, means.templates)
    wish = Wish(group.key, template, asked.days or usual_days(group))
    made = open_by_hand(tx, means, wish, now)
    if isinstance(made, NotOpened):
        raise Refusal(f"no survey was opened for {asked.team}: {REASONS[made]}.")
    return made


def _group(tx: Connection, key: str) -> Group:
    found = teams.load(tx, key)
    group = find_group(tx, found.group) if found else None
    if group is None:
        known = ", ".join(team.key for team in teams.every(tx)) or "none yet"
        raise Refusal(f"there is no team {key!r}; the teams are: {known}.")
    return group


def _usual(group: Group, known: Templates) -> str:
    if group.survey is None:
        keys = ", ".join(known.keys())
        raise Refusal(f"{group.key} has no [survey], so name one with --template: {keys}.")
    return group.survey.template
