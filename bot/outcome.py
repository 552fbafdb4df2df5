"""What an error of Slack's says about whether the thing was done all the same."""

from slack_sdk.errors import SlackApiError

LONGEST = 60
TOO_MANY = 429
SERVER_ERROR = 500
MAYBE_DONE = frozenset({"internal_error", "fatal_error", "no_json"})
"""Slack says of these that part of the work may be done; no JSON is no answer of Slack's at all."""

PASSING = frozenset(
    {
        "message_limit_exceeded",
        "rate_limited",
        "ratelimited",
        "request_timeout",
        "service_unavailable",
        "team_added_to_org",
    }
)
"""Nothing was done, and the same question may be answered better in a while."""

TO_MEND = frozenset(
    {
        "access_denied",
        "account_inactive",
        "channel_not_found",
        "ekm_access_denied",
        "invalid_auth",
        "is_archived",
        "messages_tab_disabled",
        "missing_scope",
        "no_permission",
        "not_authed",
        "not_in_channel",
        "org_login_required",
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
    }
)
"""Nothing was done, and nothing will be until a person sets it right: a token, an invitation.

Slack says channel_not_found also of a private channel that the app is not in.
"""


def reason(error: SlackApiError) -> str:
    """Slack's word for it, such as channel_not_found; a word of ours where it gave none.

    Never longer than `LONGEST`, whoever answered in Slack's place.
    """
    data = getattr(error.response, "data", None)
    if not isinstance(data, dict) or not data:
        return "no_json"
    return str(data.get("error", "unknown_error"))[:LONGEST]


def wait(error: SlackApiError) -> int | None:
    """Seconds to wait before asking again, where there were too many requests: nothing was done."""
    if _status(error) != TOO_MANY:
        return None
    asked = str(error.response.headers.get("Retry-After", ""))
    return int(asked) if asked.isdecimal() else 1


def maybe_done(error: SlackApiError) -> bool:
    """Whether what was asked for may have happened in spite of the error."""
    return _status(error) >= SERVER_ERROR or reason(error) in MAYBE_DONE


def _status(error: SlackApiError) -> int:
    """The SDK hands over aiohttp's own answer where the body was no JSON."""
    answer = error.response
    return int(getattr(answer, "status_code", getattr(answer, "status", 0)))
