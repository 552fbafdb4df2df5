"""What a person sees, and the record: the reading half of the control API."""

from typing import Any

from aiohttp import web

from sandbox import payloads
from sandbox.api.files import as_response, completed
from sandbox.control.time import clock_json
from sandbox.errors import NotThereError, PersonError
from sandbox.slack import Slack
from sandbox.state.channels import Channel
from sandbox.state.messages import File, Message
from sandbox.state.people import Person
from sandbox.state.views import View

Json = dict[str, Any]


class Reading:
    """Answers to the GET requests of the control API."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    def routes(self) -> list[web.RouteDef]:
        """Their addresses."""
        person = "/control/people/{user}"
        return [
            web.get("/control/workspace", self.workspace),
            web.get(f"{person}/sidebar", self.sidebar),
            web.get(f"{person}/messages", self.messages),
            web.get(f"{person}/files/{{file}}", self.file),
            web.get(f"{person}/home", self.home),
            web.get(f"{person}/modals", self.modals),
            web.get("/control/record", self.record),
        ]

    async def workspace(self, _request: web.Request) -> web.Response:
        """The workspace, its app, its people and its clock."""
        workspace, team = self._slack.workspace, self._slack.workspace.team
        return web.json_response(
            {
                "team": {"id": team.id, "name": team.name, "domain": team.domain},
                "app": self._app(),
                "people": [self._person(person) for person in workspace.people.values()],
                "revision": workspace.revision,
                "clock": clock_json(self._slack),
            }
        )

    async def sidebar(self, request: web.Request) -> web.Response:
        """The conversations this person is in, and the public channels that they are not in."""
        user = self._user(request)
        channels = self._slack.workspace.channels.values()
        others = [c for c in channels if c.kind == "channel" and user not in c.members]
        return web.json_response(
            {
                "channels": [_entry(c, user) for c in channels if user in c.members],
                "others": [{"id": c.id, "name": c.name, "kind": c.kind} for c in others],
            }
        )

    async def messages(self, request: web.Request) -> web.Response:
        """A channel or a thread as this person sees it; the channel counts as read."""
        user = self._user(request)
        channel = self._slack.workspace.seen_by(user, request.query.get("channel", ""))
        thread_ts = request.query.get("thread_ts")
        if thread_ts:
            shown = channel.thread(thread_ts, user)
        else:
            shown = channel.shown_to(user)
            self._mark_read(channel, user)
        return web.json_response({"messages": [self._message(channel, m, user) for m in shown]})

    async def file(self, request: web.Request) -> web.Response:
        """The bytes of a file that was shared in a conversation of this person's."""
        user, file = self._user(request), completed(self._slack, request.match_info["file"])
        channels = self._slack.workspace.channels.values()
        mine = (channel for channel in channels if user in channel.members)
        if not any(file in message.files for channel in mine for message in channel.messages):
            raise NotThereError(f"No file with the id {file.id} was shared with this person.")
        return as_response(file)

    async def home(self, request: web.Request) -> web.Response:
        """The Home tab as the app last published it for this person."""
        view = self._slack.workspace.screens.homes.get(self._user(request))
        return web.json_response({"view": self._view(view) if view else None})

    async def modals(self, request: web.Request) -> web.Response:
        """This person's open modals, the last on top."""
        stack = self._slack.workspace.screens.stack(self._user(request))
        return web.json_response({"stack": [self._view(view) for view in stack]})

    async def record(self, request: web.Request) -> web.Response:
        """What passed between the app and the sandbox since entry number `since`."""
        since = request.query.get("since", "0")
        if not since.isdigit():
            raise PersonError("since is the number of the last entry you have read.")
        calls = self._slack.record.since(int(since))
        return web.json_response({"calls": [call.as_json() for call in calls]})

    def _user(self, request: web.Request) -> str:
        person = self._slack.workspace.person(request.match_info["user"])
        if person.is_bot:
            raise NotThereError("The app has no screen of its own; choose a person.")
        return person.id

    def _app(self) -> Json:
        manifest, workspace = self._slack.manifest, self._slack.workspace
        return {
            "id": workspace.app_id,
            "name": manifest.name,
            "bot_user": workspace.bot.id,
            "commands": [
                each.model_dump(include={"command", "description", "usage_hint"})
                for each in manifest.commands
            ],
            "shortcuts": [each.model_dump() for each in manifest.shortcuts],
            "home": manifest.home_tab,
            "messages": manifest.messages_tab,
            "takes_messages": manifest.takes_messages,
        }

    def _person(self, person: Person) -> Json:
        shown = ("id", "name", "real_name", "tz", "is_admin", "is_owner", "is_bot", "deleted")
        label = person.tz_label(self._slack.clock.now())
        channels = self._slack.workspace.channels.values()
        direct = [c for c in channels if c.is_direct and person.id in c.members]
        unread = sum(channel.unread(person.id) for channel in direct)
        told = {"tz_label": label, "unread": unread}
        return {key: getattr(person, key) for key in shown} | told

    def _mark_read(self, channel: Channel, user: str) -> None:
        if channel.messages and channel.unread(user):
            channel.read[user] = channel.messages[-1].ts
            self._slack.workspace.bus.tell("sidebar", frozenset([user]))

    def _message(self, channel: Channel, message: Message, user: str) -> Json:
        body: Json = {
            "ts": message.ts,
            "user": message.user,
            "is_app": message.bot_id is not None,
            "text": message.text,
            "blocks": message.blocks,
            "reactions": [{"name": n, "count": len(u)} for n, u in message.reactions.items()],
            "files": [_file(file, user) for file in message.files],
            "edited": message.edited is not None,
            "ephemeral": message.ephemeral_to is not None,
            "reply_count": 0 if message.is_reply else len(channel.replies(message.ts)),
        }
        if message.thread_ts:
            body["thread_ts"] = message.thread_ts
        return body | ({"metadata": message.metadata} if message.metadata else {})

    def _view(self, view: View) -> Json:
        return payloads.view_json(self._slack, view) | {"errors": view.errors}


def _entry(channel: Channel, user: str) -> Json:
    entry: Json = {
        "id": channel.id,
        "name": channel.name,
        "kind": channel.kind,
        "unread": channel.unread(user),
        "last_ts": channel.messages[-1].ts if channel.messages else None,
    }
    if channel.is_direct:
        entry["with"] = [member for member in channel.members if member != user]
    return entry


def _file(file: File, user: str) -> Json:
    return {
        "id": file.id,
        "title": file.title or file.name,
        "name": file.name,
        "size": file.length,
        "url": f"/control/people/{user}/files/{file.id}",
        "mimetype": file.mimetype,
        "alt": file.alt,
    }
