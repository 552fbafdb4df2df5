"""A whole sandbox: the workspace, and the web server that any Slack app can reach it by."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from pathlib import Path

from aiohttp import web

from sandbox import page_files, responding
from sandbox.activity import Activity, Rest
from sandbox.api import files
from sandbox.api import web as web_api
from sandbox.clock import Clock
from sandbox.control.acting import Acting
from sandbox.control.forging import Forging
from sandbox.control.guard import guard
from sandbox.control.membership import Membership
from sandbox.control.reading import Reading
from sandbox.control.stream import Stream
from sandbox.control.testing import Testing
from sandbox.control.time import Time
from sandbox.delivery import Delivery
from sandbox.events_api import EventsApi
from sandbox.faults import Faults
from sandbox.record import Record
from sandbox.response_urls import ResponseUrls
from sandbox.rules import Manifest, RateLimiter, load_manifest
from sandbox.settings import Settings
from sandbox.slack import Credentials, Slack
from sandbox.socket_mode import SocketMode
from sandbox.state.workspace import build
from sandbox.triggers import Triggers
from sandbox.workspace import WorkspaceFile

LARGEST_UPLOAD = 32 * 1024 * 1024
Upcoming = Callable[[], Awaitable[datetime | None]]


class Sandbox:
    """A strict Slack on this machine, for one app. Start it, use it, stop it."""

    def __init__(
        self,
        workspace_file: WorkspaceFile,
        *,
        manifest: Path | str | Mapping[str, object],
        clock: Clock | None = None,
        settings: Settings | None = None,
    ) -> None:
        self.slack = assemble(
            workspace_file, load_manifest(manifest), clock or Clock(), settings or Settings()
        )
        self._stream = Stream(self.slack)
        self._runner: web.AppRunner | None = None

    @property
    def clock(self) -> Clock:
        """The workspace's clock."""
        return self.slack.clock

    @property
    def url(self) -> str:
        """The address of the page, such as http://127.0.0.1:8420; empty until it is started."""
        return self.slack.address

    @property
    def api_url(self) -> str:
        """What an app takes for the base URL of Slack's Web API."""
        return f"{self.url}/api/"

    @property
    def bot_token(self) -> str:
        """The app's bot token."""
        return self.slack.credentials.bot_token

    @property
    def app_token(self) -> str:
        """The app-level token, for Socket Mode."""
        return self.slack.credentials.app_token

    @property
    def signing_secret(self) -> str:
        """What requests to the app are signed with."""
        return self.slack.credentials.signing_secret

    @property
    def upcoming(self) -> Upcoming | None:
        """Tells when the next prompt is due, once an embedding program has said how."""
        return self.slack.upcoming

    @upcoming.setter
    def upcoming(self, ask: Upcoming | None) -> None:
        self.slack.upcoming = ask

    def settles_with(self, rest: Rest) -> None:
        """An embedding program's own work counts as under way too: `rest` waits for it."""
        self.slack.activity.rest = rest

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Serve on this address; port 0 takes a free one."""
        self._runner = web.AppRunner(self._app(), shutdown_timeout=1, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        bound = self._runner.addresses[0][1]
        self.slack.address = f"http://{host}:{bound}"

    async def stop(self) -> None:
        """Let go of every connection and of the port."""
        await self.slack.delivery.stop()
        await self._stream.stop()
        if self._runner:
            await self._runner.cleanup()

    async def settled(self) -> None:
        """Return once every envelope is acked or given up, and no Web API call is in flight."""
        await self.slack.activity.quiet(self.slack.settings.quiet_seconds)

    def _app(self) -> web.Application:
        app = web.Application(middlewares=[guard], client_max_size=LARGEST_UPLOAD)
        slack = self.slack
        app.add_routes([web.get("/link", slack.socket_mode.handle)])
        app.add_routes(web_api.routes(slack) + files.routes(slack) + responding.routes(slack))
        app.add_routes(Reading(slack).routes() + Acting(slack).routes() + Time(slack).routes())
        app.add_routes(Membership(slack).routes() + Forging(slack).routes())
        app.add_routes(Testing(slack).routes() + self._stream.routes() + page_files.routes())
        return app


def assemble(file: WorkspaceFile, manifest: Manifest, clock: Clock, settings: Settings) -> Slack:
    """Put a workspace together with its app, as if the app had just been installed."""
    credentials = Credentials.of(file.team.id, file.app.id)
    socket_mode = SocketMode(file.app.id, settings.refresh_seconds)
    url = settings.request_url
    record, faults, activity = Record(), Faults(), Activity()
    return Slack(
        workspace=build(file, manifest.bot_name, clock),
        manifest=manifest,
        settings=settings,
        clock=clock,
        credentials=credentials,
        delivery=Delivery(
            transport=EventsApi(url, credentials.signing_secret) if url else socket_mode,
            settings=settings,
            clock=clock,
            record=record,
            faults=faults,
            activity=activity,
        ),
        socket_mode=socket_mode,
        record=record,
        faults=faults,
        activity=activity,
        limiter=RateLimiter(settings.rate_limits),
        triggers=Triggers(clock),
        response_urls=ResponseUrls(clock),
    )
