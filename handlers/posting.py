"""Posting while somebody waits in front of a form."""

import asyncio
import logging

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import outcome
from bot.services import Services
from bot.telling import Letter, tell

log = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds for all that a form posts. Slack wants its answer to the form within three."""


class NotPosted(Exception):  # noqa: N818 - says what happened, in the past tense
    """The message is certainly not there; the form should stay open."""


class MaybePosted(Exception):  # noqa: N818 - the same
    """Nobody said whether the message is there; the form should stay open and say just that."""


async def post(its: Services, client: AsyncWebClient, letter: Letter) -> None:
    """Post now, after the pause that Slack may ask for where people post at the same time.

    Raises:
        NotPosted: Slack refused it, asked for too long a pause, or could not be reached.
        MaybePosted: the answer got lost, came too late, or was an error of Slack's own.
    """
    try:
        async with asyncio.timeout(PATIENCE) as limit:
            while pause := await _try(its, client, letter):
                if asyncio.get_running_loop().time() + pause >= (limit.when() or 0):
                    raise NotPosted
                await asyncio.sleep(pause)
    except aiohttp.ClientConnectorError as error:
        raise _told(error, NotPosted()) from None
    except (aiohttp.ClientError, TimeoutError) as error:
        raise _told(error, MaybePosted()) from None
    except SlackApiError as error:
        lost = MaybePosted() if outcome.maybe_done(error) else NotPosted()
        raise _told(error, lost) from None


async def _try(its: Services, client: AsyncWebClient, letter: Letter) -> int:
    """Post once; 0 where that did it, or the seconds to wait before the next try."""
    try:
        await tell(its, client, letter)
    except SlackApiError as error:
        pause = outcome.wait(error)
        if pause is None:
            raise
        return pause
    return 0


def _told(error: Exception, lost: Exception) -> Exception:
    log.warning("A form's message could not be posted: %(error)s", {"error": type(error).__name__})
    return lost
