"""`holdspace survey`: open a survey by hand, and see which there are and have been."""

import argparse
import asyncio
import sys

from bot import log, settings
from bot.cli.commands import Commands
from bot.cli.connect import migrated_database
from bot.cli.english import ENGLISH
from bot.cli.opening import Asked, open_now
from bot.clock import system
from bot.content import templates
from bot.domain.rounds import LONGEST_DAYS
from bot.domain.survey import RoundState
from bot.store import rounds
from bot.use_cases.find_survey import Invited, describe

OPEN = """\
Open a survey now for the group that TEAM belongs to: itself, and the teams whose files name the
same group. It closes by itself at the group's usual hour, so many days later. The invitations go
out as soon as `holdspace run` is at work.
"""
LIST = """\
Each round, the latest first: whom it asks, which survey, where it stands and when. There are no
counts here or anywhere else: with them, one answer more would tell who gave it.
"""
STANDS = {
    RoundState.OPEN: "open until",
    RoundState.HELD: "held, open until",
    RoundState.RELEASED: "released on",
    RoundState.UNREAD: "deleted unread on",
    RoundState.VOID: "void, its key was lost, on",
}


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser("survey", help="open a survey, and see which there are")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    verb = verbs.add_parser("open", help="open a survey now", description=OPEN)
    verb.add_argument("team", metavar="TEAM", help="the team's key, as in its file")
    verb.add_argument(
        "--days", type=_days, metavar="N", help="how many days it is open (default: as set up)"
    )
    verb.add_argument(
        "--template", metavar="KEY", help="which survey (default: the one that is set up)"
    )
    verb.set_defaults(run=open_one)
    verb = verbs.add_parser("list", help="where each round stands", description=LIST)
    verb.set_defaults(run=list_rounds)
    verb = verbs.add_parser("surveys", help="the surveys that there are to choose from")
    verb.set_defaults(run=list_surveys)


def open_one(arguments: argparse.Namespace) -> int:
    """Open one, and say until when."""
    found = settings.load()
    log.configure(found.log_level)
    asked = Asked(arguments.team, arguments.days, arguments.template)
    made = asyncio.run(open_now(asked, found, system))
    until = f"{ENGLISH.day_and_time(made.round.closes_at, made.timezone)} ({made.timezone})"
    names = ENGLISH.listed(made.teams)
    sys.stdout.write(f"{made.round.template.title} is open for {names} until {until}.\n")
    return 0


def list_rounds(_arguments: argparse.Namespace) -> int:
    """A line for each round."""
    found = settings.load()
    log.configure(found.log_level)
    db = migrated_database(found)
    try:
        told = db.now(lambda tx: [describe(tx, one) for one in rounds.every(tx)])
    finally:
        db.close()
    lines = [_line(one) for one in told if one]
    sys.stdout.write("\n".join(lines or ["There has been no survey yet."]) + "\n")
    return 0


def list_surveys(_arguments: argparse.Namespace) -> int:
    """A line for each survey."""
    for one in templates.load(settings.load().survey_dir).every():
        sys.stdout.write(f"{one.key}: {one.title}, {len(one.items)} statements\n")
    return 0


def _line(told: Invited) -> str:
    one = told.round
    names, when = ENGLISH.listed(told.teams), ENGLISH.day_and_time(one.closes_at, told.timezone)
    return f"{names}: {one.template.title}, {STANDS[one.state]} {when} ({told.timezone})"


def _days(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= LONGEST_DAYS:
        raise argparse.ArgumentTypeError(f"{text!r} is not from 1 to {LONGEST_DAYS}")
    return int(text)
