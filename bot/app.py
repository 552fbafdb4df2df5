"""The only wiring: settings, database, Slack client, listeners, schedules."""

import asyncio
import logging
from contextlib import AsyncExitStack
from datetime import datetime
from random import Random, SystemRandom

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.web.async_client import AsyncWebClient

import handlers
from bot.clock import Clock, Steady, steady, system
from bot.content import catalogue, templates
from bot.content.languages import Languages
from bot.log import shield
from bot.seal.forgotten import Forgotten
from bot.seal.keys import RoundKeys
from bot.seal.slots import Sealer
from bot.seal.vault import Vault
from bot.services import Services
from bot.settings import Settings
from bot.store import schema
from bot.store.database import Database
from bot.use_cases.bind_keys import bind_keys
from handlers.under_way import UnderWay
from schedules.rota import Rota
from schedules.turns import within

log = logging.getLogger(__name__)

FINISHING = 3.0
"""Seconds that listeners have to finish in when the app is told to stop: Slack's own patience."""

GOODBYE = 1.0
"""Seconds for Slack to answer that a connection is closed; over a dead line it never does."""


class Holdspace:
    """The app in one workspace. `start` connects it; `tick` does what is due; `stop` lets go."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock = system,
        random: Random | None = None,
        steady: Steady = steady,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._steady = steady
        self._random = random or SystemRandom()

    async def start(self) -> None:
        """Shield the log, migrate, sweep keys that should be gone, and connect to Slack."""
        shield()
        async with AsyncExitStack() as opened:
            session = await opened.enter_async_context(aiohttp.ClientSession())
            self.client = client_of(self._settings, session)
            self.services = await build_services(
                self._settings, self.client, self._clock, self._random, self._steady
            )
            opened.callback(self.services.db.close)
            self._rota = Rota(self.services, self.client)
            await opened.enter_async_context(self._rota.ready())
            bolt = self._bolt()
            under_way = UnderWay(bolt)
            socket = AsyncSocketModeHandler(bolt, self._app_token())
            _ask_anew(socket.client)
            opened.push_async_callback(_hang_up, socket)
            opened.push_async_callback(within, FINISHING, under_way.rest)
            await socket.connect_async()  # type: ignore[no-untyped-call]  # Bolt's
            self._opened = opened.pop_all()
        log.info("Holdspace is connected to Slack")

    def _bolt(self) -> AsyncApp:
        app = AsyncApp(client=self.client, logger=logging.getLogger("slack_bolt"))
        handlers.register(app, self.services)
        return app

    def _app_token(self) -> str:
        return self._settings.slack_app_token.get_secret_value()

    async def tick(self) -> None:
        """Open, plan, post and close whatever is due by the clock."""
        await self._rota.tick()

    async def upcoming(self) -> datetime | None:
        """The next instant at which there is something to do."""
        return await self._rota.upcoming()

    async def serve(self, stop: asyncio.Event) -> None:
        """Work through the schedules until `stop` is set."""
        async with self._rota.running():
            await stop.wait()

    async def stop(self) -> None:
        """Finish what is in flight and disconnect."""
        await self._opened.aclose()


def _ask_anew(client: SocketModeClient) -> None:
    """Use each address once, as Slack means them; the SDK would try the same one for ever."""

    async def used(*_: object) -> None:
        client.wss_uri = None

    attempts = aiohttp.TraceConfig()
    attempts.on_request_start.append(used)
    attempts.freeze()
    client.aiohttp_client_session.trace_configs.append(attempts)


async def _hang_up(socket: AsyncSocketModeHandler) -> None:
    await within(GOODBYE, socket.close_async)
    await socket.client.aiohttp_client_session.close()


def client_of(settings: Settings, session: aiohttp.ClientSession) -> AsyncWebClient:
    """A client that never retries by itself: a repeated post would arrive twice."""
    return AsyncWebClient(
        token=settings.slack_bot_token.get_secret_value(),
        base_url=settings.slack_api_url,
        session=session,
        retry_handlers=[],
        logger=logging.getLogger("slack_sdk"),
    )


async def build_services(
    settings: Settings,
    client: AsyncWebClient,
    clock: Clock,
    random: Random,
    steady: Steady = steady,
) -> Services:
    """Everything that listeners and schedules work with.

    Raises:
        KeyDirectoryError: others may look at the round keys, or they are another database's.
        TemplateError: a survey of the organisation's own does not fit; the same.
        SuggestionsError: its file of suggestions for breaks does not fit; the same.
    """
    keys = RoundKeys(settings.round_key_dir)
    surveys = templates.load(settings.survey_dir)
    languages = Languages(catalogue.load(breaks=settings.breaks_file))
    workspace = str((await client.auth_test())["team_id"])
    secret = settings.holdspace_secret.get_secret_value().encode()
    db = Database(settings.database_url.get_secret_value())
    try:
        await db.run(schema.upgrade)
        await db.run(bind_keys, keys)
    except BaseException:
        db.close()
        raise
    return Services(
        db=db,
        clock=clock,
        steady=steady,
        languages=languages,
        templates=surveys,
        keys=keys,
        sealer=Sealer(secret, workspace),
        vault=Vault(secret),
        forgotten=Forgotten.at(settings.forgotten_file, secret),
        retention=settings.retention,
        random=random,
    )
