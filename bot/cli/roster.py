"""`holdspace roster`: who works when, from the program in which it is planned."""

import argparse
import re
from collections.abc import Callable
from pathlib import Path

from bot.cli import roster_verbs as verbs_of
from bot.cli.commands import Commands
from bot.cli.run import instant
from bot.rosters.fetch import checked
from bot.rosters.problems import UnfitError

ABOUT = """\
Rosters say who works when, beside the [[shifts]] of a team file. A roster is an iCalendar file
(.ics) as calendar and rostering programs export it, or a table (.csv) that begins with the line
person,start,end or person,start,end,timezone.

People are matched by e-mail address, Slack id or name. Kept are when a shift starts and ends, how
it recurs, and the Slack ids of those who work: no titles, descriptions, places, names, addresses.

A file is taken whole or not at all: each line that does not fit is named, and nothing is changed.
What it replaces is what is to come; what has been worked stays as it was.
"""
IMPORT = "Make a team's roster what FILE says from now on."
FEED = """\
Fetch a team's roster from URL now and every three hours. Take the secret address (iCal) that a
calendar gives for other programs: it is kept encrypted, and only its host is ever shown.
"""
LIST = "Each roster, what is in it for the next two weeks, and what is wrong with its feed."
REMOVE = "Forget a roster, what is to come of it and what has been."
KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
USUAL = "roster"


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser(
        "roster",
        help="who works when, from a file or a feed",
        description=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    verb = _verb(verbs, "import", verbs_of.import_one, "read a file", IMPORT)
    verb.add_argument("file", type=Path, metavar="FILE", help="iCalendar or CSV")
    _named(verb)
    verb = _verb(verbs, "feed", verbs_of.feed, "read an address, again and again", FEED)
    verb.add_argument("url", type=_url, metavar="URL", help="where the calendar is: https://…")
    _named(verb)
    _verb(verbs, "list", verbs_of.list_rosters, "which rosters there are", LIST)
    verb = _verb(verbs, "remove", verbs_of.remove, "forget a roster", REMOVE)
    verb.add_argument("name", type=_key, metavar="NAME", help="as `holdspace roster list` has it")
    verb.add_argument("--team", required=True, metavar="KEY", help="the team's key")
    _verb(verbs, "fetch", verbs_of.fetch, "look at every feed now", "Look at every feed now.")


def _verb(
    verbs: Commands, name: str, run: Callable[[argparse.Namespace], int], short: str, about: str
) -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, help=short, description=about)
    verb.add_argument("--now", type=instant, help="take this for the present (rehearsals)")
    verb.set_defaults(run=run)
    return verb


def _named(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--team", required=True, metavar="KEY", help="the team's key, as in its file")
    verb.add_argument(
        "--name",
        type=_key,
        default=USUAL,
        help=f"which of the team's rosters, where it has several (default: {USUAL})",
    )


def _url(text: str) -> str:
    try:
        return checked(text)
    except UnfitError as error:
        raise argparse.ArgumentTypeError(f"the address {error}") from None


def _key(text: str) -> str:
    if not KEY.fullmatch(text):
        raise argparse.ArgumentTypeError(
            f"{text!r} needs to be made of small letters, digits and hyphens, at most 64"
        )
    return text
