"""Uploads: files.getUploadURLExternal, the POST of the bytes, files.completeUploadExternal."""

import mimetypes
from typing import Any

from aiohttp import web

from sandbox import events
from sandbox.api.call import Call, method, visible_channel
from sandbox.errors import ApiError, invalid_arguments
from sandbox.posting import checked_blocks
from sandbox.reaching import check_still_reachable
from sandbox.slack import Slack
from sandbox.state.channels import Channel
from sandbox.state.messages import File, Message

Json = dict[str, Any]


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
    channels = [_shared(call, name) for name in _channel_ids(call)]
    blocks = _blocks(call)
    for file, entry in zip(files, _entries(call), strict=True):
        file.completed, file.title = True, str(entry.get("title") or file.name)
    for channel in channels:
        _share(call, channel, files, blocks)
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
        file = slack.workspace.files.get(request.match_info["file"])
        if file is None or not file.completed:
            raise web.HTTPNotFound(text="There is no such file.")
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        return web.Response(body=file.content, content_type=file.mimetype, headers=headers)

    return [web.post("/upload/{file}", upload), web.get("/files/{file}", download)]


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


def _channel_ids(call: Call) -> list[str]:
    return call.words("channels") or call.words("channel_id")


def _shared(call: Call, name: str) -> Channel:
    channel = visible_channel(call.slack, name)
    if channel is None:
        raise ApiError("invalid_channel")
    if call.slack.bot not in channel.members:
        raise ApiError("not_in_channel")
    check_still_reachable(call.slack, channel)
    return channel


def _blocks(call: Call) -> list[Json]:
    blocks = call.structure("blocks")
    comment = call.text("initial_comment")
    return checked_blocks(call.slack.workspace.ids, comment, blocks) if blocks else []


def _share(call: Call, channel: Channel, files: list[File], blocks: list[Json]) -> None:
    workspace = call.slack.workspace
    message = Message(
        ts=workspace.next_ts(),
        user=workspace.bot.id,
        text=call.text("initial_comment"),
        blocks=blocks,
        thread_ts=call.text("thread_ts") or None,
        bot_id=workspace.bot_id,
        files=files,
    )
    workspace.add(channel, message)
    events.message_posted(call.slack, channel, message)
