"""`holdspace run`: the app in a real workspace, by Socket Mode."""

import argparse
import asyncio
import signal
from datetime import datetime

import aiohttp
from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import DBAPIError

from bot import log, settings
from bot.app import Holdspace
from bot.cli.commands import Commands
from bot.cli.connect import why
from bot.cli.errors import Refusal
from bot.clock import parse_instant, starting_at, system
from bot.outcome import reason


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser("run", help="run the app in your Slack workspace")
    parser.add_argument("--now", type=instant, help="start the clock at this instant (rehearsals)")
    parser.set_defaults(run=lambda arguments: asyncio.run(run(arguments.now)))


def instant(text: str) -> datetime:
    """An instant for argparse."""
    try:
        return parse_instant(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


async def run(now: datetime | None) -> int:
    """Serve until SIGINT or SIGTERM."""
    found = settings.load()
    log.configure(found.log_level)
    log.guard()
    app = Holdspace(found, starting_at(now) if now else system)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    try:
        await app.start()
    except (SlackApiError, aiohttp.ClientError, DBAPIError, ImportError, OSError) as error:
        raise Refusal(_trouble(error)) from None
    try:
        await app.serve(stop)
    finally:
        await app.stop()
    return 0


def _trouble(error: Exception) -> str:
    if isinstance(error, SlackApiError):
        return f"Slack refused the tokens ({reason(error)}); `holdspace check` says more."
    if isinstance(error, aiohttp.ClientError):
        return "Slack cannot be reached; see whether this machine is online, and SLACK_API_URL."
    return f"the database cannot be opened; correct DATABASE_URL ({why(error)})"
