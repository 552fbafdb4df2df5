"""What Slack's error codes mean for the person who sets the app up."""

import asyncio

import aiohttp
from slack_sdk.errors import SlackApiError

FAILURES = (SlackApiError, aiohttp.ClientError, asyncio.TimeoutError, OSError)
"""Whatever can come of asking Slack something."""

REMEDIES = {
    "invalid_auth": "Slack does not know the token; copy it again from the app's settings",
    "not_authed": "the token is missing; see .env.example",
    "account_inactive": "the app was uninstalled; install it again in the app's settings",
    "token_revoked": "the token was revoked; install the app again and copy the new one",
    "token_expired": "the token has expired; install the app again and copy the new one",
    "not_allowed_token_type": "this is a token of another kind; see .env.example",
    "missing_scope": "the app lacks the scope {needed}; take over app_manifest.yml, then reinstall",
    "ratelimited": "Slack asks for a pause; try again in a minute",
}


class SlackTrouble(Exception):  # noqa: N818 - what it says is for people
    """Slack could not be asked. The text says why and what to do, and holds no token."""


def code(error: Exception) -> str:
    """Slack's own name of the error, or an empty text where Slack did not answer in its format."""
    response = getattr(error, "response", None)
    data = getattr(response, "data", None)
    return str(data.get("error", "")) if isinstance(data, dict) else ""


def phrase(error: Exception) -> str:
    """What happened and what to do, as a phrase."""
    if not isinstance(error, SlackApiError):
        return "Slack cannot be reached; check SLACK_API_URL and the connection"
    known = REMEDIES.get(code(error))
    if known:
        return known.format(needed=error.response.get("needed", "that this needs"))
    return f"Slack answered {code(error) or 'in a way that it should not'}; try again later"
