"""What Slack's error codes mean for the person who sets the app up."""

import asyncio

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.content.sentences import SaidError, english
from bot.domain.saying import Saying, says

FAILURES = (SlackApiError, aiohttp.ClientError, asyncio.TimeoutError, OSError)
"""Whatever can come of asking Slack something."""

REMEDIES = {
    "invalid_auth": "mistakes.slack.invalid_auth",
    "not_authed": "mistakes.slack.not_authed",
    "account_inactive": "mistakes.slack.account_inactive",
    "token_revoked": "mistakes.slack.token_revoked",
    "token_expired": "mistakes.slack.token_expired",
    "not_allowed_token_type": "mistakes.slack.not_allowed_token_type",
    "ratelimited": "mistakes.slack.ratelimited",
}
"""The sentence for each of Slack's codes that needs no more than that."""


class SlackTrouble(SaidError):  # noqa: N818 - what it says is for people
    """Slack could not be asked. It says why and what to do, and holds no token."""

    def __init__(self, error: Exception) -> None:
        super().__init__(says("mistakes.slack.not_asked", why=why(error)))


def code(error: Exception) -> str:
    """Slack's own name of the error, or an empty text where Slack did not answer in its format."""
    response = getattr(error, "response", None)
    data = getattr(response, "data", None)
    return str(data.get("error", "")) if isinstance(data, dict) else ""


def why(error: Exception) -> Saying:
    """What happened and what to do, as a phrase."""
    found = code(error)
    if not isinstance(error, SlackApiError):
        return says("mistakes.slack.unreachable")
    if found in REMEDIES:
        return says(REMEDIES[found])
    if found == "missing_scope":
        needed = error.response.get("needed") or says("mistakes.slack.that_this_needs")
        return says("mistakes.slack.missing_scope", needed=needed)
    if not found:
        return says("mistakes.slack.answered_oddly")
    return says("mistakes.slack.answered", code=found)


def phrase(error: Exception) -> str:
    """The same in English, for the command line."""
    return english().told(why(error))
