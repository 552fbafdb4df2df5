"""Posting while somebody waits in front of a form."""

import asyncio
import logging
from dataclasses import dataclass

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import outcome
from bot.services import Services
from bot.telling import Letter, tell, unsay

log = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds for all that a form posts. Slack wants its answer to the form within three."""

LEFT = 0.8
"""Seconds of those three in which something that was posted before can be taken back."""

GONE = "message_not_found"
"""What Slack says of a message that is not there any more."""


@dataclass(frozen=True, slots=True)
class Posted:
    """Where a message stands: an id of a conversation, never of a person, and its ts."""

    channel: str
    ts: str


class NotPosted(Exception):  # noqa: N818 - says what happened, in the past tense
    """The message is certainly not there; the form should stay open."""


class MaybePosted(Exception):  # noqa: N818 - the same
    """Nobody said whether the message is there; the form should stay open and say just that."""


async def post(its: Services, client: AsyncWebClient, letter: Letter) -> Posted:
    """Post now, after the pause that Slack may ask for where people post at the same time.

    Raises:
        NotPosted: Slack refused it, asked for too long a pause, or could not be reached.
        MaybePosted: the answer got lost, came too late, or was an error of Slack's own.
    """
    try:
        async with asyncio.timeout(PATIENCE) as limit:
            while isinstance(found := await _try(its, client, letter), int):
                if asyncio.get_running_loop().time() + found >= (limit.when() or 0):
                    raise NotPosted
                await asyncio.sleep(found)
            return found
    except aiohttp.ClientConnectorError as error:
        raise _told(error, NotPosted()) from None
    except (aiohttp.ClientError, TimeoutError) as error:
        raise _told(error, MaybePosted()) from None
    except SlackApiError as error:
        lost = MaybePosted() if outcome.maybe_done(error) else NotPosted()
        raise _told(error, lost) from None


async def take_back(client: AsyncWebClient, posted: Posted) -> bool:
    """Delete what was posted; False where it may be there still."""
    try:
        async with asyncio.timeout(LEFT):
            await unsay(client, posted.channel, posted.ts)
    except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
        if isinstance(error, SlackApiError) and outcome.reason(error) == GONE:
            return True
        why = type(error).__name__
        log.warning("A form's message could not be taken back: %(error)s", {"error": why})
        return False
    return True


async def _try(its: Services, client: AsyncWebClient, letter: Letter) -> Posted | int:
    """Post once; where it is then, or the seconds to wait before the next try."""
    try:
        answer = await tell(its, client, letter)
    except SlackApiError as error:
        pause = outcome.wait(error)
        if pause is None:
            raise
        return pause
    return Posted(str(answer["channel"]), str(answer["ts"]))


def _told(error: Exception, lost: Exception) -> Exception:
    log.warning("A form's message could not be posted: %(error)s", {"error": type(error).__name__})
    return lost
