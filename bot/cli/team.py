"""`holdspace team`: make a team what its file says, and print the file of one."""

import argparse
import asyncio
import sys
from pathlib import Path

from bot import log, settings
from bot.cli.commands import Commands
from bot.cli.connect import migrated_database, reading_client
from bot.cli.team_show import SHOW, show
from bot.clock import system
from bot.content import templates
from bot.team_file.problems import TeamFileError
from bot.use_cases.apply_team import Outcome, apply_team_file

APPLY = """\
Make a team what FILE says: its people, shifts, debrief, digest and survey.

Every mistake in the file is listed with its line, and then nothing is changed. In such a list
shifts[2] is the second [[shifts]]. Applying the same file again changes nothing. For a file to
start from, see examples/harbour-house.toml.
"""


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser("team", help="set up a team from a file, and print it as one")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    verb = verbs.add_parser(
        "apply",
        help="make a team what a file says",
        description=APPLY,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verb.add_argument("file", type=Path, metavar="FILE", help="the team file (TOML)")
    verb.set_defaults(run=apply)
    verb = verbs.add_parser("show", help="print a team as a file", description=SHOW)
    verb.add_argument("key", nargs="?", metavar="KEY", help="the team's key")
    verb.set_defaults(run=show)


def apply(arguments: argparse.Namespace) -> int:
    """Apply one file and say what changed; 1 and a line for each mistake if it cannot be."""
    try:
        outcome = asyncio.run(_apply(arguments.file, settings.load()))
    except TeamFileError as error:
        sys.stderr.write(f"{error}\nNothing was changed.\n")
        return 1
    sys.stdout.write(f"{outcome}\n")
    return 0


async def _apply(file: Path, found: settings.Settings) -> Outcome:
    log.configure(found.log_level)
    known = templates.load(found.survey_dir)
    db = migrated_database(found)
    try:
        async with reading_client(found) as client:
            return await apply_team_file(file, client, db, known, system())
    finally:
        db.close()
