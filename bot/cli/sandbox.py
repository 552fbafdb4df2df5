"""`holdspace sandbox`: a practice Slack workspace on this machine, for any Slack app."""

import argparse
from pathlib import Path

from bot.cli.commands import Commands
from bot.cli.run import instant
from sandbox.__main__ import run as serve

ABOUT = """\
Serve a practice Slack workspace on this machine, until Ctrl+C. Open the address that it prints in
a browser to act as anybody in the workspace. It is as strict as Slack, and works with any Slack
app: give the app the printed tokens and base URL, for Holdspace in .env.
"""
LAST_PORT = 65535


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser(
        "sandbox",
        help="serve a practice Slack workspace on this machine",
        description=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_argument = parser.add_argument
    add_argument(
        "--workspace",
        type=Path,
        required=True,
        metavar="FILE",
        help="the people and channels (TOML), such as examples/harbour-house.workspace.toml",
    )
    add_argument(
        "--manifest",
        type=Path,
        required=True,
        metavar="FILE",
        help="the app's manifest, such as app_manifest.yml",
    )
    add_argument(
        "--port", type=port, default=8420, metavar="N", help="on 127.0.0.1 (8420; 0 finds one)"
    )
    add_argument(
        "--now", type=instant, metavar="ISO", help="what time it is there, with its offset from UTC"
    )
    parser.set_defaults(run=run)


def port(text: str) -> int:
    """A port for argparse."""
    number = int(text) if text.isdecimal() else -1
    if not 0 <= number <= LAST_PORT:
        raise argparse.ArgumentTypeError(f"needs a number from 0 to {LAST_PORT}")
    return number


def run(arguments: argparse.Namespace) -> int:
    """Serve until it is interrupted; 1 and a line on stderr if it cannot."""
    given = ["--workspace", arguments.workspace, "--manifest", arguments.manifest]
    given += ["--port", arguments.port]
    if arguments.now:
        given += ["--now", arguments.now.isoformat()]
    return serve([str(each) for each in given])
