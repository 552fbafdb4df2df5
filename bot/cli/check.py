"""`holdspace check`: is everything in place, and what to do where it is not."""

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

from slack_sdk.web.async_client import AsyncWebClient

from bot import log, settings
from bot.cli.checks import deliveries, machine, setup, tokens
from bot.cli.checks.feeds import feeds
from bot.cli.checks.finding import Finding
from bot.cli.checks.retention import retention
from bot.cli.commands import Commands
from bot.cli.connect import reading_client
from bot.clock import system
from bot.content.templates import Templates
from bot.domain.release import pooled
from bot.store import archives, teams
from bot.store.database import Database

ABOUT = """\
Look at everything that Holdspace needs, and say a line about each: "ok", or "wrong" with what to
do about it. Nothing is changed and nothing is posted; no value of a secret is printed.

It looks at
  the settings         each is there and well formed (see .env.example)
  the database         it answers, and has the tables of this version
  the round keys       nobody else on this machine may look at them, and each open survey has one
  the surveys          those of your own (SURVEY_DIR) have no mistake in them
  the suggestions      nor have those of your own for breaks (BREAKS_FILE)
  the bot token        Slack takes it, and it has each scope of the manifest
  the app token        Slack opens a Socket Mode connection with it
  each team            its channel exists and the app is in it, each member still has an account,
                       and its survey would invite enough people (of all teams of its group)
  each feed            the roster that comes from it could be read the last time
  recent prompts       which of the last seven days did not surely arrive, and what to do
  what is kept         for how long, by the settings, and whether the daily clean-up keeps to it

The exit status is 0 when all is well and 1 when anything is wrong.
"""


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser(
        "check",
        help="see whether everything is in place, and what to do where it is not",
        description=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--manifest",
        type=Path,
        default=tokens.MANIFEST,
        metavar="FILE",
        help="the manifest whose scopes are expected (default: app_manifest.yml of Holdspace)",
    )
    parser.set_defaults(run=lambda arguments: asyncio.run(check(arguments.manifest)))


async def check(manifest: Path) -> int:
    """Print each finding as it is made; 1 if one of them is wrong."""
    wrong = False
    async for finding in _findings(manifest):
        sys.stdout.write(f"{finding}\n")
        wrong = wrong or bool(finding.wrong)
    return int(wrong)


async def _findings(manifest: Path) -> AsyncIterator[Finding]:
    try:
        found = settings.load()
    except settings.SettingsError as error:
        yield Finding("settings", str(error))
        return
    log.configure(found.log_level)
    yield Finding("settings")
    yield machine.round_keys(found.round_key_dir)
    db, stored = machine.stored(found)
    yield stored
    known, surveys = machine.surveys(found.survey_dir)
    yield surveys
    yield machine.ideas(found.breaks_file)
    async with reading_client(found) as client:
        bot = await tokens.bot_token(client, manifest)
        for finding in bot:
            yield finding
        yield await tokens.app_token(client, found.slack_app_token.get_secret_value())
        if db:
            async for finding in _stored(db, None if bot[0].wrong else client, known):
                yield finding
    if db:
        for finding in db.now(lambda tx: list(machine.missing_keys(tx, found.round_key_dir))):
            yield finding
        for finding in db.now(lambda tx: [*retention(tx, found.retention, system())]):
            yield finding
        db.close()


async def _stored(
    db: Database, client: AsyncWebClient | None, known: Templates
) -> AsyncIterator[Finding]:
    """What the database holds, against Slack where Slack takes the token."""
    away = {one.key for one in db.now(archives.every)}
    found = [team for team in db.now(teams.every) if team.key not in away]
    if not found:
        yield Finding("teams", "there is none yet; set one up on the app's Home tab, or by a file")
    if client:
        for team in found:
            async for finding in setup.team(team, client):
                yield finding
    for group in pooled(found):
        yield setup.survey(group, known)
    for finding in db.now(lambda tx: [*feeds(tx)]):
        yield finding
    for finding in db.now(deliveries.deliveries, system()):
        yield finding
