"""`holdspace team show`: print a team as the file that makes it, or say which there are."""

import argparse
import asyncio
import sys

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Connection

from bot import log, settings
from bot.cli.connect import migrated_database, reading_client
from bot.cli.errors import Refusal
from bot.domain.team import Team
from bot.store import archives, teams
from bot.store.archives import Archived
from bot.team_file.directory import Directory
from bot.team_file.slack_trouble import FAILURES, phrase
from bot.team_file.write import names_of, to_data, to_toml

SHOW = """\
Print the team KEY as a team file. Applied, it makes the team what it is now; people are Slack ids,
with their names as comments. Without KEY: the teams that there are.
"""
BACK = "# Archived on {day}. Applying this file brings the team back.\n\n"


def show(arguments: argparse.Namespace) -> int:
    """Print one team, or the list of them."""
    found = settings.load()
    log.configure(found.log_level)
    db = migrated_database(found)
    try:
        if arguments.key is None:
            sys.stdout.write("\n".join(db.now(_list)) + "\n")
        else:
            sys.stdout.write(_text(db.now(_find, arguments.key), found))
    finally:
        db.close()
    return 0


def _list(tx: Connection) -> list[str]:
    away = {one.key: one for one in archives.every(tx)}
    lines = [
        f"{team.key}: {team.name}, archived on {away[team.key].since.date()}"
        if team.key in away
        else f"{team.key}: {team.name}, {len(team.members)} people, {len(team.shifts)} shifts"
        for team in teams.every(tx)
    ]
    return lines or ["There is no team yet."]


def _find(tx: Connection, key: str) -> Team | Archived:
    archived = archives.find(tx, key)
    if archived:
        return archived
    team = teams.load(tx, key)
    if team is None:
        known = ", ".join(each.key for each in teams.every(tx)) or "none yet"
        raise Refusal(f"there is no team {key!r}; there are: {known}")
    return team


def _text(found: Team | Archived, its: settings.Settings) -> str:
    if isinstance(found, Archived):
        return BACK.format(day=found.since.date()) + found.text
    return to_toml(to_data(found, asyncio.run(_workspace(its))), names_of(found))


async def _workspace(its: settings.Settings) -> str:
    """Its domain, which a file names so that it is not applied to another one."""
    async with reading_client(its) as client:
        return await _domain(client)


async def _domain(client: AsyncWebClient) -> str:
    try:
        return (await Directory(client).workspace()).domain
    except FAILURES as error:
        raise Refusal(f"Slack could not be asked: {phrase(error)}") from None
