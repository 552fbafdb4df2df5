"""The two ways to say no: to an app, in Slack's words, and to a person, in a sentence."""

from typing import Any


class ApiError(Exception):
    """A Web API call that Slack would refuse; becomes `{"ok": false, "error": name, ...}`."""

    def __init__(self, name: str, **details: Any) -> None:  # noqa: ANN401 - any JSON value
        super().__init__(name)
        self.name = name
        self.details = details


class PersonError(Exception):
    """Something a person cannot do; the message says what they can do instead."""


class NotThereError(PersonError):
    """A person, channel, message or view that does not exist, or that this person cannot see."""


def invalid_arguments(*messages: str) -> ApiError:
    """Slack's answer to arguments it cannot read, with its reasons."""
    return ApiError(
        "invalid_arguments", response_metadata={"messages": [f"[ERROR] {m}" for m in messages]}
    )
