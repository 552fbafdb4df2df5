"""What an app answers through a response URL, or in its ack of a command."""

from http import HTTPStatus
from typing import Any

from aiohttp import web

from sandbox import events
from sandbox.errors import ApiError
from sandbox.payloads import message_json
from sandbox.posting import LONGEST_TEXT, checked_blocks
from sandbox.response_urls import ResponseUrl
from sandbox.slack import Slack
from sandbox.state.channels import Channel
from sandbox.state.messages import Message

Json = dict[str, Any]
_OVER = dict.fromkeys(("no_service", "expired_url", "used_url"), HTTPStatus.NOT_FOUND)


def routes(slack: Slack) -> list[web.RouteDef]:
    """The address of every response URL."""

    async def handle(request: web.Request) -> web.Response:
        body = await _body(request)
        entry = slack.record.api(slack.clock.now(), "response_url", body)
        with slack.activity.busy():
            try:
                respond(slack, slack.response_urls.use(request.match_info["key"]), body)
                entry.response, entry.status = {"ok": True}, HTTPStatus.OK
            except ApiError as error:
                entry.response = {"ok": False, "error": error.name} | error.details
                entry.status = _OVER.get(error.name, HTTPStatus.BAD_REQUEST)
        return web.json_response(entry.response, status=entry.status)

    return [web.post("/respond/{key}", handle)]


async def _body(request: web.Request) -> Json:
    try:
        body = await request.json()
    except ValueError:
        body = None
    return body if isinstance(body, dict) else {}


def respond(slack: Slack, place: ResponseUrl, body: Json) -> None:
    """Show, replace or delete a message; only the person who acted sees it, unless told.

    Raises:
        ApiError: as posting does, when the message is not one that Slack would show.
    """
    channel = slack.workspace.channels[place.channel]
    source = channel.find(place.source_ts) if place.source_ts else None
    if body.get("delete_original"):
        _delete(slack, channel, source)
        return
    text = str(body.get("text") or "")
    blocks = checked_blocks(slack.workspace.ids, text, body.get("blocks"), body.get("metadata"))
    if body.get("replace_original") and source:
        _replace(slack, channel, source, text, blocks)
    else:
        _post(slack, channel, _answer(slack, place, body, blocks))


def _delete(slack: Slack, channel: Channel, source: Message | None) -> None:
    if source is None:
        raise ApiError("message_not_found")
    slack.workspace.remove(channel, source)
    if source.ephemeral_to is None:
        events.message_deleted(slack, channel, message_json(slack, source, metadata=False))


def _replace(
    slack: Slack, channel: Channel, source: Message, text: str, blocks: list[Json]
) -> None:
    before = message_json(slack, source, metadata=False)
    source.text, source.blocks = text[:LONGEST_TEXT], blocks
    slack.workspace.changed(channel, source)
    if source.ephemeral_to is None:
        source.edited = slack.workspace.next_ts()
        events.message_changed(slack, channel, source, before)


def _post(slack: Slack, channel: Channel, message: Message) -> None:
    slack.workspace.add(channel, message)
    if message.ephemeral_to is None:
        events.message_posted(slack, channel, message)


def _answer(slack: Slack, place: ResponseUrl, body: Json, blocks: list[Json]) -> Message:
    workspace = slack.workspace
    return Message(
        ts=workspace.next_ts(),
        user=workspace.bot.id,
        text=str(body.get("text") or "")[:LONGEST_TEXT],
        blocks=blocks,
        thread_ts=body.get("thread_ts") or place.thread_ts,
        bot_id=workspace.bot_id,
        metadata=body.get("metadata"),
        ephemeral_to=None if body.get("response_type") == "in_channel" else place.user,
    )
