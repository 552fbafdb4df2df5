"""The one way in which a message gets into Slack: whoever's first it is reads what this app is."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.services import Services
from bot.use_cases.introduce import have_been_told, newcomers
from bot.views.introduction import introduced
from bot.views.parts import Message, metadata

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Letter:
    """A message for a person or a channel. `kind` and `marks` go with it: words of ours and ids."""

    to: str
    kind: str
    message: Message
    thread: str | None = None
    marks: Mapping[str, str] = field(default_factory=dict)


async def tell(its: Services, client: AsyncWebClient, letter: Letter) -> AsyncSlackResponse:
    """Send it at once, and note that its reader knows the app from then on.

    Noted last: where that fails, or two letters cross, somebody reads twice what this app is, and
    nobody never.

    Raises:
        SlackApiError, aiohttp.ClientError: what posting ended in; nothing is noted then.
    """
    new = await is_new(its, letter.to)
    answer = await send(its, client, letter, new=new)
    if new:
        await now_knows(its, letter.to)
    return answer


async def send(
    its: Services, client: AsyncWebClient, letter: Letter, *, new: bool
) -> AsyncSlackResponse:
    """The same where the caller has asked whether its reader is `new`, and notes it."""
    message = letter.message
    if new:
        message = introduced(its.words_for(letter.to), letter.to, message)
    return await client.chat_postMessage(
        channel=letter.to,
        text=message.text,
        blocks=message.blocks,
        metadata=metadata(letter.kind, **letter.marks),
        thread_ts=letter.thread,
    )


async def unsay(client: AsyncWebClient, channel: str, ts: str) -> None:
    """Take a message of ours out of Slack; the id is the conversation's, never a person's.

    Raises:
        SlackApiError, aiohttp.ClientError: what that ended in.
    """
    await client.chat_delete(channel=channel, ts=ts)


async def is_new(its: Services, who: str) -> bool:
    """Whether the next message to this person or channel is the first; if in doubt, it is."""
    with _whatever_the_database_says():
        return bool(await its.db.run(newcomers, [who]))
    return True


async def now_knows(its: Services, who: str) -> None:
    """The first message, with the introduction, is there."""
    with _whatever_the_database_says():
        await its.db.run(have_been_told, [who])


@contextmanager
def _whatever_the_database_says() -> Iterator[None]:
    """A message, such as one that something failed, does not stay away for want of the mark."""
    try:
        yield
    except Exception as error:
        log.exception(
            "Who knows the app was not read or noted: %(error)s", {"error": type(error).__name__}
        )
