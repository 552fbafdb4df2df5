"""What commands share that read from Slack and the database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.exc import DBAPIError

from bot.cli.errors import Refusal
from bot.settings import Settings
from bot.store import schema
from bot.store.database import Database

PATIENCE = 5
"""How often one question to Slack is asked again after a 429."""


@asynccontextmanager
async def reading_client(settings: Settings) -> AsyncIterator[AsyncWebClient]:
    """A client for questions only: it waits when Slack asks for a pause, and asks again."""
    async with aiohttp.ClientSession() as session:
        yield AsyncWebClient(
            token=settings.slack_bot_token.get_secret_value(),
            base_url=settings.slack_api_url,
            session=session,
            retry_handlers=[AsyncRateLimitErrorRetryHandler(max_retry_count=PATIENCE)],
        )


def migrated_database(settings: Settings) -> Database:
    """The database, brought to this version's shape.

    Raises:
        Refusal: it cannot be opened.
    """
    try:
        db = Database(settings.database_url.get_secret_value())
        db.now(schema.upgrade)
    except (DBAPIError, ImportError, OSError) as error:
        reason = f"correct DATABASE_URL ({why(error)})"
        raise Refusal(f"the database cannot be opened; {reason}") from None
    return db


def why(error: Exception) -> str:
    """The first line of what a driver says; the rest repeats it for programmers."""
    if isinstance(error, ImportError):
        return "write postgresql+psycopg://, and add its driver with `make postgres`"
    said = error.orig if isinstance(error, DBAPIError) else error
    return next(iter(str(said).splitlines()), "no reason given")
