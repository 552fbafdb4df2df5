"""Asking a server for a calendar: what it may do, and how it is told."""

import aiohttp
import pytest

from bot.rosters.fetch import FetchError, Mark, fetch
from tests.support.calendars import CalendarServer

ROW = "person,start,end\nU0DINA,2026-11-24 13:00,2026-11-24 19:00\n"


@pytest.mark.parametrize(
    ("status", "headers", "why"),
    [
        (401, {}, "asks for a password; take the secret address that it gives for other apps"),
        (500, {}, "answers 500 in place of a calendar"),
        (302, {"Location": "http://calendar.example/a"}, "sends on to an address that is not safe"),
        (302, {"Location": "https://127.0.0.1:1/a"}, "sends on to another address that cannot be"),
        (302, {"Location": "/again"}, "sends on to another address that cannot be followed"),
    ],
)
async def test_why_a_server_gave_no_calendar_is_told_without_the_address(
    calendar_server: CalendarServer,
    session: aiohttp.ClientSession,
    status: int,
    headers: dict[str, str],
    why: str,
) -> None:
    calendar_server.status, calendar_server.headers = status, headers
    with pytest.raises(FetchError) as error:
        await fetch(session, calendar_server.url, Mark())
    assert str(error.value).startswith(why)
    assert "private-4f1a" not in str(error.value)


async def test_a_server_that_sends_on_to_itself_is_followed(
    calendar_server: CalendarServer, session: aiohttp.ClientSession
) -> None:
    calendar_server.gives(ROW)
    calendar_server.moved = "/new/roster.ics"
    assert (await fetch(session, calendar_server.url, Mark())).data == ROW.encode()


async def test_a_file_without_end_is_given_up(
    calendar_server: CalendarServer, session: aiohttp.ClientSession
) -> None:
    calendar_server.body = b"x" * 10_000_001
    with pytest.raises(FetchError, match=r"^sends more than 10 MB; share a calendar with the"):
        await fetch(session, calendar_server.url, Mark())


async def test_nobody_there_and_a_dropped_connection_are_told_alike(
    calendar_server: CalendarServer, session: aiohttp.ClientSession
) -> None:
    calendar_server.hangs_up = True
    for url in (calendar_server.url, "http://127.0.0.1:9/roster.ics"):
        with pytest.raises(FetchError, match=r"^cannot be reached$"):
            await fetch(session, url, Mark())
