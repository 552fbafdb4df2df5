"""`holdspace demo`: a whole practice workspace on this machine."""

import argparse
import asyncio
import errno
import json
import signal
import sys
from pathlib import Path

from bot import log
from bot.cli.commands import Commands
from bot.cli.errors import Refusal
from bot.cli.run import instant
from bot.cli.sandbox import port
from bot.clock import system
from bot.demo.practice import ROOT, Practice, Running, fresh, practice
from bot.demo.week import end_of, monday_of, play, this_monday
from bot.demo.workspace import workspace_for
from bot.team_file.problems import TeamFileError
from bot.team_file.read import read_file
from sandbox import Clock, WorkspaceError, load_workspace

WELCOME = """\
Holdspace is running in a practice workspace on this machine:

    {url}

Choose whom to act as, and jump to the next prompt with the clock. Ctrl+C stops it."""

FRESH = """
No team is set up yet, and Holdspace is in no channel. {admin} administers the workspace; write
/invite @Holdspace in a channel to bring it there."""

EMPTY = ROOT / "examples" / "fresh.workspace.toml"
EXAMPLE = ROOT / "examples" / "harbour-house.toml"


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser(
        "demo", help="a practice workspace in your browser, or a whole week at full speed"
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--team", type=Path, default=EXAMPLE, help="a team file (default: the example)"
    )
    which.add_argument(
        "--fresh", action="store_true", help="a workspace in which no team is set up yet"
    )
    parser.add_argument("--port", type=port, default=8420, help="where to serve (default: 8420)")
    parser.add_argument(
        "--now", type=instant, help="start at this instant (default: a Monday morning)"
    )
    parser.add_argument("--week", action="store_true", help="play one week without a browser")
    parser.add_argument("--json", type=Path, help="with --week: write every message to this file")
    parser.set_defaults(run=lambda arguments: asyncio.run(run(arguments)))


async def run(arguments: argparse.Namespace) -> int:
    """Start it all, then either play the week or serve until stopped."""
    log.configure("WARNING")
    if arguments.fresh:
        return await _fresh(arguments)
    if arguments.json and not arguments.week:
        raise Refusal("--json goes with --week: it writes the messages of the simulated week.")
    if arguments.json and not arguments.json.absolute().parent.is_dir():
        raise Refusal(f"{arguments.json}: there is no such folder to write in.")
    try:
        file = read_file(arguments.team)
        workspace = workspace_for(arguments.team, file)
    except (TeamFileError, WorkspaceError) as error:
        raise Refusal(str(error)) from error
    start = arguments.now or monday_of(file, system())
    clock = Clock(start, running=not arguments.week)
    try:
        async with practice(arguments.team, workspace, clock, _port(arguments)) as running:
            await (_week(running, arguments.json) if arguments.week else _serve(running))
    except TeamFileError as error:
        raise Refusal(str(error)) from error
    except OSError as error:
        raise Refusal(_trouble(error, arguments)) from error
    return 0


async def _fresh(arguments: argparse.Namespace) -> int:
    """Serve a workspace with people and channels, and an app that knows nothing of them."""
    if arguments.week:
        raise Refusal("--week needs a team to play it; leave out --fresh.")
    workspace = load_workspace(EMPTY)
    admin = next(person for person in workspace.people if person.is_admin)
    clock = Clock(arguments.now or this_monday(admin.tz, system()))
    try:
        async with fresh(workspace, clock, _port(arguments)) as running:
            await _serve(running, WELCOME + FRESH.format(admin=admin.real_name))
    except OSError as error:
        raise Refusal(_trouble(error, arguments)) from error
    return 0


async def _serve(running: Running, welcome: str = WELCOME) -> None:
    _print(welcome.replace("{url}", running.sandbox.url))
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await running.app.serve(stop)


async def _week(running: Practice, file: Path | None) -> None:
    began = running.sandbox.clock.now()
    posts = await play(running, running.team, end_of(running.team, began), _print)
    if file:
        text = json.dumps(posts, ensure_ascii=False, indent=1)
        await asyncio.to_thread(file.write_text, text + "\n", encoding="utf-8")


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _port(arguments: argparse.Namespace) -> int:
    return 0 if arguments.week else int(arguments.port)


def _trouble(error: OSError, arguments: argparse.Namespace) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {arguments.port} is in use; choose another, such as `make demo PORT=8421`."
    return f"{error.filename or 'a file'}: {error.strerror}."
