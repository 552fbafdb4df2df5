"""What an error of Slack's says about whether the thing was done all the same."""

from slack_sdk.errors import SlackApiError

TOO_MANY = 429
SERVER_ERROR = 500
MAYBE_DONE = frozenset({"internal_error", "fatal_error"})
"""Slack says of these that part of the work may be done."""


def reason(error: SlackApiError) -> str:
    """Slack's word for it, such as channel_not_found; a word of ours where it gave none."""
    data = error.response.data
    return str(data.get("error", "unknown_error")) if isinstance(data, dict) else "no_json"


def wait(error: SlackApiError) -> int | None:
    """Seconds to wait before asking again, where there were too many requests: nothing was done."""
    if error.response.status_code != TOO_MANY:
        return None
    return int(error.response.headers.get("Retry-After", 1))


def maybe_done(error: SlackApiError) -> bool:
    """Whether what was asked for may have happened in spite of the error."""
    return error.response.status_code >= SERVER_ERROR or reason(error) in MAYBE_DONE
