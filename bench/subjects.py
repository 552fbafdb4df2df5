"""The two apps that take an answer: ours, and a bare one that only acks."""

import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from typing import Any

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltRequest

import handlers
from bench.scene import OPENS, workspace
from bot.app import build_services, client_of
from bot.demo.practice import MANIFEST
from bot.services import Services
from bot.settings import Settings
from bot.views import survey
from sandbox import Clock, Sandbox

Json = dict[str, Any]
Send = Callable[[Json], Awaitable[None]]
"""Sends one answer and returns once it is acked."""


class NotAckedError(Exception):
    """An answer was not taken, so its time says nothing."""


@asynccontextmanager
async def bare(url: str, folder: Path, *, wire: bool) -> AsyncIterator[Send]:
    """What somebody would begin with: a Bolt app whose only listener acks."""

    async def ack_it(ack: AsyncAck) -> None:
        await ack()

    async with _slack(url, folder) as (sandbox, settings), aiohttp.ClientSession() as session:
        app = AsyncApp(client=client_of(settings, session), logger=_quiet())
        app.view(survey.ANSWER)(ack_it)
        async with _sending(app, sandbox, wire=wire) as send:
            yield send


@asynccontextmanager
async def ours(url: str, folder: Path, *, wire: bool) -> AsyncIterator[tuple[Send, Services]]:
    """The app with all of its listeners, and its services, on the database at `url`."""
    async with _slack(url, folder) as (sandbox, settings), aiohttp.ClientSession() as session:
        client = client_of(settings, session)
        random = Random(1)  # noqa: S311 - nothing is drawn here
        services = await build_services(settings, client, sandbox.clock.now, random)
        app = AsyncApp(client=client, logger=_quiet())
        handlers.register(app, services)
        try:
            async with _sending(app, sandbox, wire=wire) as send:
                yield send, services
        finally:
            services.db.close()


@asynccontextmanager
async def _slack(url: str, folder: Path) -> AsyncIterator[tuple[Sandbox, Settings]]:
    """A sandbox for one app, and that app's settings."""
    sandbox = Sandbox(workspace(), manifest=MANIFEST, clock=Clock(OPENS, running=False))
    await sandbox.start()
    try:
        yield sandbox, _settings(sandbox, url, folder)
    finally:
        await sandbox.stop()


@asynccontextmanager
async def _sending(app: AsyncApp, sandbox: Sandbox, *, wire: bool) -> AsyncIterator[Send]:
    """Through the sandbox's real Socket Mode and back, or straight into Bolt."""

    async def over_the_wire(payload: Json) -> None:
        if await sandbox.slack.delivery.ask("interactive", payload) is None:
            raise NotAckedError

    async def dispatched(payload: Json) -> None:
        answer = await app.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=payload))
        if answer.status != 200:  # noqa: PLR2004 - HTTP's own word for taken
            raise NotAckedError

    if not wire:
        yield dispatched
        return
    socket = AsyncSocketModeHandler(app, sandbox.app_token)
    await socket.connect_async()  # type: ignore[no-untyped-call]  # Bolt's
    try:
        yield over_the_wire
    finally:
        await socket.close_async()  # type: ignore[no-untyped-call]  # Bolt's


def _settings(sandbox: Sandbox, url: str, folder: Path) -> Settings:
    return Settings.model_validate(
        {
            "slack_bot_token": sandbox.bot_token,
            "slack_app_token": sandbox.app_token,
            "slack_api_url": sandbox.api_url,
            "holdspace_secret": secrets.token_hex(32),
            "database_url": url,
            "round_key_dir": folder / "round-keys",
            "forgotten_file": folder / "forgotten",
        }
    )


def _quiet() -> logging.Logger:
    """The same for both: no line for each answer."""
    logger = logging.getLogger("slack_bolt")
    logger.setLevel(logging.ERROR)
    return logger
