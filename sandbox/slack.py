"""The sandbox without its web server: the workspace, the installed app, and the way to it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from sandbox.activity import Activity
from sandbox.clock import Clock
from sandbox.delivery import Delivery
from sandbox.faults import Faults
from sandbox.ids import derived
from sandbox.record import Record
from sandbox.response_urls import ResponseUrls
from sandbox.rules import Manifest, RateLimiter
from sandbox.settings import Settings
from sandbox.socket_mode import SocketMode
from sandbox.state.workspace import Workspace
from sandbox.triggers import Triggers


@dataclass(frozen=True)
class Credentials:
    """What the app proves itself with, and what it knows the sandbox by."""

    bot_token: str
    app_token: str
    signing_secret: str

    @classmethod
    def of(cls, team: str, app: str) -> "Credentials":
        """The same for the same workspace and app, so that a file of settings stays good."""
        return cls(
            bot_token="xoxb-" + derived("", "bot", team, app),
            app_token="xapp-1-" + derived("", "app", team, app),
            signing_secret=derived("", "secret", team, app).lower(),
        )


@dataclass
class Slack:
    """Everything the Web API and a person's client work with. `address` is set once it serves."""

    workspace: Workspace
    manifest: Manifest
    settings: Settings
    clock: Clock
    credentials: Credentials
    delivery: Delivery
    socket_mode: SocketMode
    record: Record
    faults: Faults
    activity: Activity
    limiter: RateLimiter
    triggers: Triggers
    response_urls: ResponseUrls
    address: str = ""
    upcoming: Callable[[], Awaitable[datetime | None]] | None = None

    @property
    def bot(self) -> str:
        """The user id of the app's bot."""
        return self.workspace.bot.id
