"""Acting as a person: the writing half of the control API."""

from typing import Any, Self

from aiohttp import web
from pydantic import BaseModel, ConfigDict, model_validator

from sandbox.client import modals, talking, writing
from sandbox.client.pressing import Press, press_in_message, press_in_view
from sandbox.control.guard import read
from sandbox.errors import NotThereError
from sandbox.slack import Slack

Json = dict[str, Any]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class MessageAt(_Body):
    """A message, by its channel and timestamp."""

    channel: str
    ts: str


class SayBody(_Body):
    """What is said, and where."""

    channel: str
    text: str
    thread_ts: str | None = None


class EditBody(MessageAt):
    """A message, and what it says from now on."""

    text: str


class PressBody(_Body):
    """The control that is used, in a message or in a view."""

    action_id: str
    block_id: str | None = None
    value: Any = None
    message: MessageAt | None = None
    view_id: str | None = None

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if (self.message is None) == (self.view_id is None):
            raise ValueError("name either the message or the view_id")
        return self


class FormBody(_Body):
    """What is filled into a view's inputs."""

    view_id: str
    values: dict[str, Any] = {}


class CloseBody(_Body):
    """The modal that is closed, with those below it or alone."""

    view_id: str
    clear: bool = False


class CommandBody(_Body):
    """A slash command as it is typed."""

    channel: str
    text: str


class ShortcutBody(_Body):
    """A shortcut, on a message or from anywhere (with the conversation that is open there)."""

    callback_id: str
    message: MessageAt | None = None
    channel: str | None = None


class Acting:
    """Answers to the POST requests about people."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    def routes(self) -> list[web.RouteDef]:
        """Their addresses."""
        acts = {
            "home": self.home,
            "say": self.say,
            "edit": self.edit,
            "take_back": self.take_back,
            "press": self.press,
            "fill": self.fill,
            "submit": self.submit,
            "close": self.close,
            "command": self.command,
            "shortcut": self.shortcut,
        }
        return [web.post(f"/control/people/{{user}}/{name}", act) for name, act in acts.items()]

    async def home(self, request: web.Request) -> web.Response:
        """Open the Home tab."""
        talking.open_home(self._slack, self._user(request))
        return web.json_response({"ok": True})

    async def say(self, request: web.Request) -> web.Response:
        """Write a message."""
        said = await read(request, SayBody)
        user = self._user(request)
        ts = writing.say(self._slack, user, said.channel, said.text, said.thread_ts)
        return web.json_response({"ts": ts})

    async def edit(self, request: web.Request) -> web.Response:
        """Change a message of one's own."""
        body = await read(request, EditBody)
        writing.edit(self._slack, self._user(request), body.channel, body.ts, body.text)
        return web.json_response({"ok": True})

    async def take_back(self, request: web.Request) -> web.Response:
        """Delete a message of one's own."""
        body = await read(request, MessageAt)
        writing.take_back(self._slack, self._user(request), body.channel, body.ts)
        return web.json_response({"ok": True})

    async def press(self, request: web.Request) -> web.Response:
        """Use a button or a menu; `ok` is false when the app did not ack it."""
        body, user = await read(request, PressBody), self._user(request)
        press = Press(body.action_id, body.block_id, body.value)
        if body.message:
            place = body.message.channel, body.message.ts
            acked = await press_in_message(self._slack, user, *place, press)
        else:
            acked = await press_in_view(self._slack, user, body.view_id or "", press)
        return web.json_response({"ok": acked})

    async def fill(self, request: web.Request) -> web.Response:
        """Put values into inputs."""
        form = await read(request, FormBody)
        await modals.fill(self._slack, self._user(request), form.view_id, form.values)
        return web.json_response({"ok": True})

    async def submit(self, request: web.Request) -> web.Response:
        """Submit a modal, and say what became of it."""
        form = await read(request, FormBody)
        outcome = await modals.submit(self._slack, self._user(request), form.view_id, form.values)
        return web.json_response(outcome.as_json())

    async def close(self, request: web.Request) -> web.Response:
        """Close a modal."""
        body = await read(request, CloseBody)
        await modals.close(self._slack, self._user(request), body.view_id, clear=body.clear)
        return web.json_response({"ok": True})

    async def command(self, request: web.Request) -> web.Response:
        """Use a slash command."""
        body = await read(request, CommandBody)
        result = await talking.command(self._slack, self._user(request), body.channel, body.text)
        return web.json_response({"result": result})

    async def shortcut(self, request: web.Request) -> web.Response:
        """Use a shortcut; `ok` is false when the app did not ack it."""
        body = await read(request, ShortcutBody)
        place = (body.message.channel, body.message.ts) if body.message else None
        user = self._user(request)
        acked = await talking.shortcut(self._slack, user, body.callback_id, place, body.channel)
        return web.json_response({"ok": acked})

    def _user(self, request: web.Request) -> str:
        person = self._slack.workspace.person(request.match_info["user"])
        if person.is_bot or person.deleted:
            raise NotThereError(f"{person.name} cannot act here; choose an active person.")
        return person.id
