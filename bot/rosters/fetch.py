"""Getting a roster's file from its address, and only if it has changed."""

import ssl
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urljoin, urlsplit

import aiohttp

from bot.rosters.problems import UnfitError
from bot.rosters.roster import MOST_BYTES

HERE = "127.0.0.1"
PATIENCE = aiohttp.ClientTimeout(total=60, connect=15)
MOST_HOPS = 5
CHUNK = 65_536
MOST_WAIT = 24 * 3600
"""Seconds. No server is left alone for longer, whatever it asks."""

ANOTHER = "needs to begin with https://; take the address that your calendar gives for other apps"
STATUSES = {
    401: "asks for a password; take the secret address that it gives for other apps",
    403: "refuses to give it; see whether the calendar is still shared by its address",
    404: "has no calendar at this address; see whether it is still shared, or take the new address",
    410: "has no calendar at this address any more; take the new address",
    429: "asks for a pause",
}
CONDITIONS = {"etag": "If-None-Match", "last_modified": "If-Modified-Since"}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
OK, NOT_MODIFIED = 200, 304


@dataclass(frozen=True, slots=True)
class Mark:
    """What a server calls a state of the file, for asking whether it is still the same."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """The file, or None where it is as it was; and how the server marks it."""

    data: bytes | None
    mark: Mark


class FetchError(Exception):
    """It could not be had. The text is a phrase about the server, without the address.

    `wait` is how long the server asks to be left alone.
    """

    def __init__(self, text: str, wait: timedelta = timedelta(0)) -> None:
        super().__init__(text)
        self.wait = wait


def checked(url: str) -> str:
    """An address that may be asked. What calendars call webcal is https.

    Raises:
        UnfitError: it is no such address.
    """
    bare = url.strip()
    if bare.lower().startswith(("webcal://", "webcals://")):
        bare = "https://" + bare.partition("://")[2]
    try:
        parts = urlsplit(bare)
        here = (parts.scheme, parts.hostname) == ("http", HERE)
        fits = bool(parts.hostname) and (parts.scheme == "https" or here) and parts.port != 0
    except ValueError:
        fits = False
    if not fits:
        raise UnfitError(ANOTHER)
    return bare


def host(url: str) -> str:
    """All of an address that may be shown: the rest can be a secret."""
    return urlsplit(url).hostname or ""


async def fetch(session: aiohttp.ClientSession, url: str, mark: Mark) -> Fetched:
    """The file at this address.

    Raises:
        FetchError: it could not be had.
    """
    try:
        return await _follow(session, url, mark)
    except TimeoutError:
        raise FetchError("took too long to answer") from None
    except (aiohttp.ClientConnectorCertificateError, ssl.SSLError):
        raise FetchError("cannot prove that it is itself; its certificate is not valid") from None
    except (aiohttp.ClientError, OSError, ValueError):
        raise FetchError("cannot be reached") from None


async def _follow(session: aiohttp.ClientSession, url: str, mark: Mark) -> Fetched:
    """Ask, and ask on where the server says so: never from https to http."""
    for _ in range(MOST_HOPS):
        found = await _ask(session, url, mark)
        if isinstance(found, Fetched):
            return found
        onward = urljoin(url, found)
        if urlsplit(url).scheme != urlsplit(onward).scheme:
            break
        url = _allowed(onward)
    raise FetchError("sends on to another address that cannot be followed; take that one")


def _allowed(url: str) -> str:
    try:
        return checked(url)
    except UnfitError:
        raise FetchError("sends on to an address that is not safe; take another one") from None


async def _ask(session: aiohttp.ClientSession, url: str, mark: Mark) -> Fetched | str:
    """The file, or where to ask instead."""
    headers = {name: getattr(mark, field) for field, name in CONDITIONS.items()}
    headers = {name: value for name, value in headers.items() if value}
    async with session.get(url, headers=headers, timeout=PATIENCE, allow_redirects=False) as answer:
        if answer.status == NOT_MODIFIED:
            return Fetched(None, mark)
        if answer.status in REDIRECTS:
            return answer.headers.get("Location", "")
        if answer.status != OK:
            raise FetchError(_status(answer.status), _wait(answer))
        data = await _body(answer)
        return Fetched(data, Mark(answer.headers.get("ETag"), answer.headers.get("Last-Modified")))


async def _body(answer: aiohttp.ClientResponse) -> bytes:
    """All of it, unpacked, up to the limit."""
    parts, size = list[bytes](), 0
    async for part in answer.content.iter_chunked(CHUNK):
        size += len(part)
        if size > MOST_BYTES:
            raise FetchError("sends more than 10 MB; share a calendar with the roster alone")
        parts.append(part)
    return b"".join(parts)


def _status(status: int) -> str:
    return STATUSES.get(status, f"answers {status} in place of a calendar")


def _wait(answer: aiohttp.ClientResponse) -> timedelta:
    asked = answer.headers.get("Retry-After", "")
    return timedelta(seconds=min(int(asked), MOST_WAIT) if asked.isdecimal() else 0)
