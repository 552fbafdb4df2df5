"""Sending many prompts, beside a bare loop that only posts, and beside Slack's own limits."""

import asyncio
import gc
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from secrets import token_hex
from urllib.parse import urljoin

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Connection, select

from bench import places
from bench.figures import Row
from bench.scene import person
from bench.slack import Slack, slack
from bot.app import build_services, client_of
from bot.clock import system
from bot.domain.pace import Bucket, Pace, posts
from bot.domain.prompts import Kind, Prompt
from bot.services import Services
from bot.settings import Settings
from bot.store import deliveries
from bot.store.tables import delivery
from bot.views import company
from bot.views.parts import metadata
from sandbox.rules.limits import WORKSPACE_POSTS
from schedules.dispatcher import Dispatcher
from schedules.handful import AT_ONCE

ASKER = "U0ADA"
AIM, LIMITED_AIM = 1 / 0.9, 1.05
"""At least 0.9 of the bare loop's rate, and hardly longer than Slack's limits allow."""

AWAY = 0.05
"""Seconds after which Slack answers where it is not in the same machine. Our own guess, on the low
side; Slack gives no figure."""

GLANCE = 0.05
"""Seconds between two looks at whether all is marked."""

WAITING = select(delivery.c.id).where(delivery.c.state.in_(deliveries.OPEN)).limit(1)
"""Made once, so that looking costs next to nothing."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many prompts: in so many pairs of runs without limits, near and far; and with them."""

    prompts: int = 5_000
    pairs: int = 3
    limited: int = 900


def rows(size: Size) -> list[Row]:
    """Without limits on either database, with Slack near and far; and on SQLite with them."""
    near = [asyncio.run(beside_a_loop(place, size)) for place in places.PLACES]
    far = [asyncio.run(beside_a_loop(place, size, AWAY)) for place in places.PLACES]
    return [*near, *far, asyncio.run(beside_the_limits(size))]


async def beside_a_loop(place: str, size: Size, away: float = 0) -> Row:
    """Time for all: posted by a bare loop, and posted and marked by ours.

    Slack answers after `away` seconds.
    """
    bare, ours = [], []
    everybody = [person(number) for number in range(size.prompts)]
    async with _scene(place, everybody, limits=False, away=away) as (services, client):
        for _ in range(size.pairs):
            bare.append(await _loop(services, client, everybody))
            ours.append(await _dispatched(services, client, everybody, _without_limits()))
    figure = f"{size.prompts:,} prompts, without limits"
    figure += f", answers after {away * 1000:.0f} ms" if away else ""
    return Row(place, figure, "s", bare, ours, round(AIM, 2))


async def beside_the_limits(size: Size) -> Row:
    """Beside the least time: a burst at once, and then one after each interval."""
    everybody = [person(number) for number in range(size.limited)]
    least = (size.limited - WORKSPACE_POSTS.burst) * WORKSPACE_POSTS.every / timedelta(seconds=1)
    async with _scene("SQLite", everybody, limits=True) as (services, client):
        took = await _dispatched(services, client, everybody, Pace(posts()))
    figure = f"{size.limited:,} prompts, as fast as Slack's limits allow"
    return Row("SQLite", figure, "s", [least], [took], LIMITED_AIM)


async def _loop(services: Services, client: AsyncWebClient, everybody: list[str]) -> float:
    """What somebody would write first: so many workers, one list, no memory of anything."""
    left = iter(everybody)
    message = company.reply(services.words_for(None), "yes", ASKER)

    async def work() -> None:
        for who in left:
            await client.chat_postMessage(
                channel=who,
                text=message.text,
                blocks=message.blocks,
                metadata=metadata(Kind.COMPANY_REPLY, delivery="1", key=who),
            )

    gc.collect()
    begun = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(AT_ONCE)))
    return time.perf_counter() - begun


async def _dispatched(
    services: Services, client: AsyncWebClient, everybody: list[str], pace: Pace
) -> float:
    """Until the last one is marked in the database."""
    services.db.now(deliveries.plan, list(_prompts(everybody)))
    dispatcher = Dispatcher(services, client, pace)
    gc.collect()
    async with dispatcher.open():
        begun = time.perf_counter()
        dispatcher.wake()
        while await services.db.run(_is_waiting):  # noqa: ASYNC110 - as anybody outside would look
            await asyncio.sleep(GLANCE)
        return time.perf_counter() - begun


def _is_waiting(tx: Connection) -> bool:
    return tx.scalar(WAITING) is not None


def _prompts(everybody: list[str]) -> Iterator[Prompt]:
    now, about = system(), {"from": ASKER, "answer": "yes"}
    for who in everybody:
        yield Prompt(Kind.COMPANY_REPLY, who, now, now + timedelta(hours=1), None, about)


def _without_limits() -> Pace:
    return Pace(Bucket(timedelta(microseconds=1), 1_000_000))


@asynccontextmanager
async def _scene(
    place: str, everybody: list[str], *, limits: bool, away: float = 0
) -> AsyncIterator[tuple[Services, AsyncWebClient]]:
    """A workspace in which everybody is, and what an app works with there."""
    with places.place(place) as (url, folder):
        async with (
            slack(folder, [ASKER, *everybody], limits=limits) as there,
            aiohttp.ClientSession() as session,
        ):
            if away:
                await _far_away(there, session, away)
            settings = _settings(there, url, folder)
            client = client_of(settings, session)
            random = Random(1)  # noqa: S311 - only waits are drawn
            services = await build_services(settings, client, system, random)
            try:
                yield services, client
            finally:
                services.db.close()


async def _far_away(there: Slack, session: aiohttp.ClientSession, away: float) -> None:
    """Let each post be answered so many seconds after it came."""
    slow = {"kind": "slow", "method": "chat.postMessage", "seconds": away, "times": sys.maxsize}
    async with session.post(urljoin(there.api_url, "/control/faults"), json=slow) as answer:
        answer.raise_for_status()


def _settings(there: Slack, url: str, folder: Path) -> Settings:
    return Settings.model_validate(
        {
            "slack_bot_token": there.bot_token,
            "slack_app_token": there.app_token,
            "slack_api_url": there.api_url,
            "holdspace_secret": token_hex(32),
            "database_url": url,
            "round_key_dir": folder / "round-keys",
            "forgotten_file": folder / "forgotten",
        }
    )
