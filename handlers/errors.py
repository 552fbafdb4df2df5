"""What happens when a listener fails: a line in the log without content, and a kind word."""

import asyncio
import json
import logging
import secrets
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.content.catalogue import Words
from bot.services import Services
from bot.telling import Letter
from bot.use_cases.permit import NotPermittedError
from bot.views import trouble
from bot.views.parts import Message, section
from bot.views.trouble import Told
from handlers.posting import MaybePosted, NotPosted, post

log = logging.getLogger(__name__)

Body = dict[str, Any]

OK = 200

ACK_IS_SENT = 0.05
"""Seconds. Bolt looks each 0.01 whether a listener has acked, and forgets the ack of one that has
failed meanwhile: Slack would wait for three seconds, and hand the payload over again."""


class Failures:
    """The error's class and a random number are logged; the person is given the number.

    What is not theirs to do is refused politely, and the log says only which deed it was.

    Nothing of the payload and nothing of the error's own text goes anywhere. In front of a form
    that waits for its answer the person reads it there, with what they wrote still in it, and
    otherwise in their direct messages.
    """

    def __init__(self, services: Services) -> None:
        self._services = services

    async def report(
        self,
        error: Exception,
        body: Body,
        client: AsyncWebClient,
        response: BoltResponse | None = None,
    ) -> BoltResponse | None:
        """Say so to whoever acted. `response` is there as long as Slack waits for an answer."""
        if response is None:
            await asyncio.sleep(ACK_IS_SENT)
        person = _person(body)
        words = self._services.words_for(person)
        told = _logged(words, error)
        if response and body.get("type") == "view_submission":
            answer = trouble.in_form(words, body["view"], told)
            return BoltResponse(status=OK, body=json.dumps(answer))
        if person:
            await self._tell(client, person, told.text)
        return BoltResponse(status=OK) if response else None

    async def _tell(self, client: AsyncWebClient, person: str, text: str) -> None:
        """A failure to tell of a failure ends here."""
        letter = Letter(person, "trouble", Message(text, [section(text)]))
        try:
            await post(self._services, client, letter)
        except (NotPosted, MaybePosted):
            log.warning("The person could not be told")


def _logged(words: Words, error: Exception) -> Told:
    if isinstance(error, NotPermittedError):
        log.warning("Refused: %(reason)s", {"reason": error.deed})
        return trouble.refused(words)
    number = secrets.token_hex(4)
    log.error(
        "A listener failed: %(error)s, number %(number)s",
        {"error": type(error).__name__, "number": number},
        exc_info=error,
    )
    return trouble.failed(words, number)


def _person(body: Body) -> str | None:
    """Who acted: by an action, a view or a shortcut; by a command; or in an event."""
    found = body.get("user") or body.get("user_id") or body.get("event", {}).get("user")
    return found.get("id") if isinstance(found, dict) else found


def register(app: AsyncApp, services: Services) -> None:
    """Attach the handler in place of Bolt's own, which prints the whole payload."""
    app.error(Failures(services).report)
