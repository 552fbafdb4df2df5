"""Uploads: files.getUploadURLExternal, the POST of the bytes, files.completeUploadExternal."""

import mimetypes
from typing import Any

from aiohttp import web

from sandbox import events
from sandbox.api.call import Call, method, visible_channel
from sandbox.errors import ApiError, invalid_arguments
from sandbox.posting import checked_blocks
from sandbox.reaching import check_reachable, check_still_reachable
from sandbox.slack import Slack
from sandbox.state.channels import Channel
from sandbox.state.messages import File, Message

Json = dict[str, Any]
SIGN_IN = "<!doctype html><title>Sign in | Slack</title>"
"""What Slack gives to whoever may not have a file: its page to sign in, with status 200."""


@method("files.getUploadURLExternal")
async def get_upload_url(call: Call) -> Json:
    """Announce a file's name and length, and get the address that takes its bytes."""
    name, length = call.required("filename"), call.required("length")
    if not length.isdigit() or not int(length):
        raise invalid_arguments("length must be the file's size in bytes")
    workspace = call.slack.workspace
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    file = File(workspace.ids.next("F"), name, int(length), alt=call.text("alt_txt"), mimetype=kind)
    workspace.files[file.id] = file
    return {"upload_url": f"{call.slack.address}/upload/{file.id}", "file_id": file.id}


@method("files.completeUploadExternal")
async def complete_upload(call: Call) -> Json:
    """Make uploads visible, and share them in channels in one message each."""
    files = [_finished(call, entry) for entry in _entries(call)]
    channels = _destinations(call)
    thread_ts = _thread(call, channels)
    blocks = _blocks(call)
    for file, entry in zip(files, _entries(call), strict=True):
        file.completed, file.title = True, str(entry.get("title") or file.name)
    for channel in channels:
        _share(call, channel, files, blocks, thread_ts)
    return {"files": [file.as_json(call.slack.address) for file in files]}


def routes(slack: Slack) -> list[web.RouteDef]:
    """The addresses that take and give a file's bytes."""

    async def upload(request: web.Request) -> web.Response:
        file = slack.workspace.files.get(request.match_info["file"])
        content = await _content(request)
        if file is None or file.completed:
            return web.Response(status=404, text="This upload address is not open.")
        if len(content) != file.length:
            return web.Response(status=400, text=f"Expected {file.length} bytes.")
        file.content = content
        return web.Response(text=f"OK - {file.length}")

    async def download(request: web.Request) -> web.Response:
        """The file's url_private: for the app's token, and with the scope files:read."""
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        scopes = slack.manifest.bot_scopes
        if token != slack.credentials.bot_token or "files:read" not in scopes:
            return web.Response(text=SIGN_IN, content_type="text/html")
        return as_response(completed(slack, request.match_info["file"]))

    return [web.post("/upload/{file}", upload), web.get("/files/{file}", download)]


def completed(slack: Slack, file_id: str) -> File:
    """A file that was made visible.

    Raises:
        HTTPNotFound: there is none with this id.
    """
    file = slack.workspace.files.get(file_id)
    if file is None or not file.completed:
        raise web.HTTPNotFound(text="There is no such file.")
    return file


def as_response(file: File) -> web.Response:
    """Its bytes, which a browser saves or shows but never runs."""
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
    return web.Response(body=file.content, content_type=file.mimetype, headers=headers)


async def _content(request: web.Request) -> bytes:
    if request.content_type != "multipart/form-data":
        return await request.read()
    form = await request.post()
    part = next(iter(form.values()), b"")
    return part.file.read() if isinstance(part, web.FileField) else b""


def _entries(call: Call) -> list[Json]:
    entries = call.structure("files") or []
    if not isinstance(entries, list) or not entries:
        raise invalid_arguments("missing required field: files")
    if not all(isinstance(entry, dict) for entry in entries):
        raise invalid_arguments("files must be objects, each with an id")
    return entries


def _finished(call: Call, entry: Json) -> File:
    file = call.slack.workspace.files.get(str(entry.get("id")))
    if file is None or file.content is None:
        raise ApiError("file_not_found")
    return file


def _destinations(call: Call) -> list[Channel]:
    """`channels` takes people's ids as well, whose DM it opens; `channel_id` takes none."""
    people, named = call.slack.workspace.people, call.words("channels")
    if named:
        return [_direct(call, one) if one in people else _shared(call, one) for one in named]
    return [_shared(call, one) for one in call.words("channel_id")]


def _direct(call: Call, user: str) -> Channel:
    check_reachable(call.slack, user)
    return call.slack.workspace.open_direct(user, call.slack.bot)


def _shared(call: Call, name: str) -> Channel:
    channel = visible_channel(call.slack, name)
    if channel is None:
        raise ApiError("invalid_channel")
    if call.slack.bot not in channel.members:
        raise ApiError("not_in_channel")
    check_still_reachable(call.slack, channel)
    return channel


def _thread(call: Call, channels: list[Channel]) -> str | None:
    """The parent's ts; Slack's page asks for one channel and never a reply's ts."""
    thread_ts = call.text("thread_ts")
    if not thread_ts:
        return None
    if len(channels) != 1:
        raise invalid_arguments("thread_ts goes with exactly one channel")
    parent = channels[0].find(thread_ts)
    if parent is None or parent.ephemeral_to or parent.is_reply:
        raise invalid_arguments("thread_ts must be the ts of a message that begins a thread")
    return thread_ts


def _blocks(call: Call) -> list[Json]:
    """Slack: `blocks` are ignored where there is an `initial_comment`."""
    blocks = None if call.text("initial_comment") else call.structure("blocks")
    return checked_blocks(call.slack.workspace.ids, "", blocks) if blocks else []


def _share(
    call: Call, channel: Channel, files: list[File], blocks: list[Json], thread_ts: str | None
) -> None:
    workspace = call.slack.workspace
    message = Message(
        ts=workspace.next_ts(),
        user=workspace.bot.id,
        text=call.text("initial_comment"),
        blocks=blocks,
        thread_ts=thread_ts,
        bot_id=workspace.bot_id,
        files=files,
    )
    workspace.add(channel, message)
    events.message_posted(call.slack, channel, message)
