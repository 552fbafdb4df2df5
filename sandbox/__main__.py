"""The command line: `python -m sandbox --workspace FILE --manifest FILE --port N [--now ISO]`."""

import argparse
import asyncio
import contextlib
import signal
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sandbox import (
    Clock,
    ClockError,
    ManifestError,
    Sandbox,
    Settings,
    WorkspaceError,
    load_workspace,
)


def run(argv: Sequence[str] | None = None) -> int:
    """Serve a workspace until it is interrupted; returns the exit status of the process."""
    options = _parser().parse_args(argv)
    try:
        sandbox = _sandbox(options)
        asyncio.run(_serve(sandbox, options.port))
    except (WorkspaceError, ManifestError, ClockError) as error:
        return _fail(str(error))
    except OSError as error:
        return _fail(f"Port {options.port} cannot be used ({error.strerror}); choose another.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sandbox", description="A strict Slack on this machine, for one app."
    )
    add = parser.add_argument
    add("--workspace", type=Path, required=True, help="TOML file that describes the workspace")
    add("--manifest", type=Path, required=True, help="the app's manifest (YAML or JSON)")
    add("--port", type=int, default=8420, help="port on 127.0.0.1 (8420; 0 takes a free one)")
    add("--now", type=datetime.fromisoformat, help="what time it is there, in ISO 8601 with a zone")
    add("--request-url", help="send envelopes to this URL, signed, instead of by Socket Mode")
    add("--no-rate-limits", action="store_true", help="never answer 429")
    return parser


def _sandbox(options: argparse.Namespace) -> Sandbox:
    return Sandbox(
        load_workspace(options.workspace),
        manifest=options.manifest,
        clock=Clock(options.now),
        settings=Settings(rate_limits=not options.no_rate_limits, request_url=options.request_url),
    )


async def _serve(sandbox: Sandbox, port: int) -> None:
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows has no signal handlers here
            asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    await sandbox.start(port=port)
    try:
        _say(_welcome(sandbox))
        await stopped.wait()
    finally:
        await sandbox.stop()


def _welcome(sandbox: Sandbox) -> str:
    return (
        f"The workspace is at {sandbox.url}\n"
        f"Web API base URL       {sandbox.api_url}\n"
        f"SLACK_BOT_TOKEN        {sandbox.bot_token}\n"
        f"SLACK_APP_TOKEN        {sandbox.app_token}\n"
        f"SLACK_SIGNING_SECRET   {sandbox.signing_secret}\n"
        "Press Ctrl+C to stop.\n"
    )


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _fail(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 1


if __name__ == "__main__":
    sys.exit(run())
