"""`holdspace secret`: a fresh HOLDSPACE_SECRET."""

import argparse
import secrets
import sys

from bot.cli.commands import Commands

BYTES = 32
"""256 bits, as long as the keys that are derived from it."""


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser(
        "secret",
        help="make a fresh HOLDSPACE_SECRET",
        description="Print a fresh HOLDSPACE_SECRET. It is kept nowhere: put it in .env yourself.",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print one."""
    del arguments
    sys.stdout.write(f"{secrets.token_hex(BYTES)}\n")
    return 0
