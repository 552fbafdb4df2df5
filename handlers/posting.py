"""Posting while somebody waits in front of a form."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from functools import partial

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot import outcome
from bot.services import Services
from bot.telling import Letter, is_new, now_knows, send, unsay
from bot.use_cases.introduce import to_be_told_again

log = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds for what a form posts. Slack wants its answer to the form within three."""

LEFT = 0.8
"""Seconds in which something that was posted before can be taken back: what is left of the three
where the database is quick."""

GONE = "message_not_found"
"""What Slack says of a message that is not there any more."""


@dataclass(frozen=True, slots=True)
class Posted:
    """Where a message stands, by its conversation's id and its ts, and whom it introduced to."""

    channel: str
    ts: str
    introduced: str | None = None


Came = Iterable[tuple[object, object]]
"""What came of a form: something about it, and where it is, such as a message."""


class NotPosted(Exception):  # noqa: N818 - says what happened, in the past tense
    """The message is certainly not there; the form should stay open."""


class MaybePosted(Exception):  # noqa: N818 - the same
    """Nobody said whether the message is there; the form should stay open and say just that."""


async def post(its: Services, client: AsyncWebClient, letter: Letter) -> Posted:
    """Post now, after the pause that Slack may ask for where people post at the same time.

    Only Slack has to be in time: what the database takes says nothing about what arrived.

    Raises:
        NotPosted: Slack refused it, asked for too long a pause, or could not be reached.
        MaybePosted: the answer got lost, came too late, or was an error of Slack's own.
    """
    new = await is_new(its, letter.to)
    try:
        answer = await _in_time(partial(send, its, client, letter, new=new))
    except aiohttp.ClientConnectorError as error:
        raise _told(error, NotPosted()) from None
    except (aiohttp.ClientError, TimeoutError) as error:
        raise _told(error, MaybePosted()) from None
    except SlackApiError as error:
        lost = MaybePosted() if outcome.maybe_done(error) else NotPosted()
        raise _told(error, lost) from None
    if new:
        await now_knows(its, letter.to)
    return Posted(str(answer["channel"]), str(answer["ts"]), letter.to if new else None)


async def before_taking_back(its: Services, going: Came, stays: Came) -> None:
    """Whom a message that goes told what the app is, the next one tells, unless one that stays did.

    Noted before any is gone; where that fails nothing is taken back, so that nobody is never told.
    """
    whom = _introduced(going) - _introduced(stays)
    if whom:
        await its.db.run(to_be_told_again, whom)


def _introduced(came: Came) -> set[str]:
    messages = [where for _, where in came if isinstance(where, Posted)]
    return {message.introduced for message in messages if message.introduced}


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


async def _in_time(send_it: Callable[[], Awaitable[AsyncSlackResponse]]) -> AsyncSlackResponse:
    """Send it, again after each pause that Slack asks for if there is time for it."""
    async with asyncio.timeout(PATIENCE) as limit:
        while True:
            try:
                return await send_it()
            except SlackApiError as error:
                pause = outcome.wait(error)
                if pause is None:
                    raise
            if asyncio.get_running_loop().time() + pause >= (limit.when() or 0):
                raise NotPosted
            await asyncio.sleep(pause)


def _told(error: Exception, lost: Exception) -> Exception:
    log.warning("A form's message could not be posted: %(error)s", {"error": type(error).__name__})
    return lost
