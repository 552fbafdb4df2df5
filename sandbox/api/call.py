"""One Web API call: its arguments, however they were sent, and the register of methods."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sandbox.errors import ApiError, invalid_arguments
from sandbox.slack import Slack
from sandbox.state.channels import Channel
from sandbox.state.messages import Message

Json = dict[str, Any]
Takes = Literal["bot", "app", "none"]


@dataclass(frozen=True)
class Call:
    """What an app asked for. Forms send everything as text, so every reader here takes both."""

    slack: Slack
    method: str
    args: Mapping[str, Any]

    def text(self, name: str, default: str = "") -> str:
        """A string argument."""
        value = self.args.get(name)
        return default if value is None else str(value)

    def required(self, name: str) -> str:
        """A string that must be there.

        Raises:
            ApiError: invalid_arguments, which names the field.
        """
        value = self.text(name)
        if not value:
            raise invalid_arguments(f"missing required field: {name}")
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A boolean: JSON's own, or `true` or `1` as forms send it."""
        value = self.args.get(name)
        return default if value is None else str(value).lower() in ("true", "1")

    def words(self, name: str) -> list[str]:
        """A list, or words between commas."""
        value = self.args.get(name) or []
        parts = value if isinstance(value, list) else str(value).split(",")
        return [str(part).strip() for part in parts if str(part).strip()]

    def structure(self, name: str) -> Any:  # noqa: ANN401 - whatever JSON the app sent
        """A JSON argument such as blocks, as itself or as a string; `None` when it is absent.

        Raises:
            ApiError: the string is not JSON; blocks and metadata have their own names for that.
        """
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError as error:
            raise _not_json(name) from error

    def channel(self, name: str = "channel") -> Channel:
        """A conversation that the app can see.

        Raises:
            ApiError: channel_not_found, also for what exists but is hidden from the app.
        """
        found = visible_channel(self.slack, self.required(name))
        if found is None:
            raise ApiError("channel_not_found")
        return found

    def message(self, channel: Channel, name: str) -> Message:
        """A message that everybody in the channel sees.

        Raises:
            ApiError: message_not_found.
        """
        message = channel.find(self.required(name))
        if message is None or message.ephemeral_to:
            raise ApiError("message_not_found")
        return message


def _not_json(name: str) -> ApiError:
    if name in ("blocks", "metadata"):
        return ApiError(f"invalid_{name}_format")
    return invalid_arguments(f"{name} is not valid JSON")


def visible_channel(slack: Slack, reference: str) -> Channel | None:
    """What the app means by an id or a #name: public channels, and whatever it is a member of."""
    if reference in slack.workspace.people:
        return None
    channels = slack.workspace.channels
    found = channels.get(reference) or next(
        (c for c in channels.values() if c.name and c.name == reference.removeprefix("#")), None
    )
    if found and (found.kind == "channel" or slack.bot in found.members):
        return found
    return None


Handler = Callable[[Call], Awaitable[Json]]


@dataclass(frozen=True)
class Method:
    """One method of the Web API, and the kind of token it takes."""

    name: str
    takes: Takes
    handler: Handler


METHODS: dict[str, Method] = {}


def method(name: str, takes: Takes = "bot") -> Callable[[Handler], Handler]:
    """Register a handler under Slack's name for it; it returns the answer without `ok`."""

    def register(handler: Handler) -> Handler:
        METHODS[name] = Method(name, takes, handler)
        return handler

    return register
