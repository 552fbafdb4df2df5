"""`holdspace run`: the app in a real workspace, by Socket Mode."""

import argparse
import asyncio
import faulthandler
import signal
from collections.abc import Coroutine
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
from schedules.turns import cancelled

GRACE = 15
"""Seconds to stop in. What is in flight has some of them each (schedules.dispatcher, bot.app); a
database or a resolver that does not answer may take no more. After a crash nothing is lost either.
"""


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
    """Serve until SIGINT or SIGTERM, also where Slack has not answered yet."""
    found = settings.load()
    log.configure(found.log_level)
    log.guard()
    app = Holdspace(found, starting_at(now) if now else system)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, _stopping, stop)
    try:
        started = await unless(stop, app.start())
    except (SlackApiError, aiohttp.ClientError, DBAPIError, ImportError, OSError) as error:
        raise Refusal(_trouble(error)) from None
    if not started:
        return 0
    try:
        await app.serve(stop)
    finally:
        await app.stop()
    return 0


def _stopping(stop: asyncio.Event) -> None:
    """Stop in good order; where that hangs, end anyway and say in which line (exit status 1).

    A thread that waits in a driver or a resolver cannot be cancelled, and Python waits for it.
    """
    if not stop.is_set():
        stop.set()
        faulthandler.dump_traceback_later(GRACE, exit=True)


async def unless(stop: asyncio.Event, work: Coroutine[None, None, None]) -> bool:
    """Do this, or leave it where `stop` is set first; whether it was done."""
    doing, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait([doing, stopping], return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if doing.done():
        await doing
        return True
    await cancelled([doing])
    return False


def _trouble(error: Exception) -> str:
    if isinstance(error, SlackApiError):
        return f"Slack refused the tokens ({reason(error)}); `holdspace check` says more."
    if isinstance(error, aiohttp.ClientError):
        return "Slack cannot be reached; see whether this machine is online, and SLACK_API_URL."
    return f"the database cannot be opened; correct DATABASE_URL ({why(error)})"
