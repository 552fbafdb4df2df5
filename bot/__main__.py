"""The command line."""

import argparse
import os
import sys

from bot.cli import backup, check, demo, roster, run, sandbox, secret, survey, team
from bot.cli.errors import Refusal
from bot.content.suggestions import SuggestionsError
from bot.content.templates import TemplateError
from bot.seal.keys import KeyDirectoryError
from bot.settings import SettingsError

COMMANDS = (run, check, team, roster, survey, backup, demo, sandbox, secret)
KNOWN = (Refusal, SettingsError, KeyDirectoryError, TemplateError, SuggestionsError)
"""Errors whose text says in a line or more what is wrong and what to do."""


OURS_ALONE = 0o077
"""Whatever a command writes (the database, keys, a week's messages) is for its own user to read."""


def main(argv: list[str] | None = None) -> int:
    """Run one command; what goes wrong for a known reason is one line on stderr."""
    parser = argparse.ArgumentParser(
        prog="holdspace", description="Holds space for peer support teams, in Slack."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    if argv is None:  # the process is ours alone, and not a program's that calls this
        os.umask(OURS_ALONE)
    arguments = parser.parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except KNOWN as error:
        sys.stderr.write(f"holdspace: {error}\n")
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
