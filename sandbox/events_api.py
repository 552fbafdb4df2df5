"""The Events API over HTTP: each envelope a signed request, each 2xx answer an ack."""

import hashlib
import hmac
import json
import time
from urllib.parse import urlencode

import aiohttp

from sandbox.envelopes import Ack, Envelope, Json, RefusedError


def sign(secret: str, timestamp: str, body: str) -> str:
    """Slack's signature (version 0) of a request: HMAC-SHA256 over its time and its body."""
    base = f"v0:{timestamp}:{body}"
    return "v0=" + hmac.new(secret.encode(), base.encode(), hashlib.sha256).hexdigest()


class EventsApi:
    """Posts envelopes to the app's request URL.

    The timestamp that is signed is real time, because the app compares it with its own clock.
    """

    def __init__(self, url: str, signing_secret: str) -> None:
        self._url, self._secret = url, signing_secret
        self._session: aiohttp.ClientSession | None = None

    async def send(self, envelope: Envelope) -> Ack:
        """Post one envelope; anything but a 2xx is a refusal, a dead line one without status."""
        kind, body = _encoded(envelope)
        headers = self._signed(body) | {"Content-Type": kind} | _retry_headers(envelope)
        try:
            async with self._open().post(self._url, data=body.encode(), headers=headers) as answer:
                if not answer.ok:
                    no_retry = answer.headers.get("x-slack-no-retry") == "1"
                    raise RefusedError(answer.status, no_retry=no_retry)
                return Ack(_payload(await answer.text()))
        except aiohttp.ClientError as error:
            raise RefusedError(0) from error

    async def reconnect(self) -> None:
        """Each request is its own connection, so there is nothing to refresh."""

    async def stop(self) -> None:
        """Close the client session."""
        if self._session:
            await self._session.close()

    def _open(self) -> aiohttp.ClientSession:
        self._session = self._session or aiohttp.ClientSession()
        return self._session

    def _signed(self, body: str) -> dict[str, str]:
        timestamp = str(int(time.time()))
        return {
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": sign(self._secret, timestamp, body),
        }


def _encoded(envelope: Envelope) -> tuple[str, str]:
    form = "application/x-www-form-urlencoded"
    match envelope.type:
        case "events_api":
            return "application/json", json.dumps(envelope.payload)
        case "interactive":
            return form, urlencode({"payload": json.dumps(envelope.payload)})
        case "slash_commands":
            return form, urlencode(envelope.payload)


def _retry_headers(envelope: Envelope) -> dict[str, str]:
    if not envelope.attempt:
        return {}
    return {
        "X-Slack-Retry-Num": str(envelope.attempt),
        "X-Slack-Retry-Reason": {"timeout": "http_timeout"}.get(envelope.reason, envelope.reason),
    }


def _payload(text: str) -> Json | None:
    if not text:
        return None
    try:
        payload = json.loads(text)
    except ValueError:
        return {"text": text}
    return payload if isinstance(payload, dict) else {"text": text}
