"""What Slack offers in the menus that it fills itself: people, channels and conversations."""

from collections.abc import Iterable
from typing import Any

from sandbox.errors import PersonError
from sandbox.forms.values import field_of, value_of
from sandbox.state.channels import Channel, Kind
from sandbox.state.workspace import Workspace

Json = dict[str, Any]
_INCLUDED: dict[str, Kind] = {
    "public": "channel",
    "private": "private",
    "im": "dm",
    "mpim": "group",
}


def offered(workspace: Workspace, user: str, element: Json) -> list[str] | None:
    """The ids that this person can choose in an element; `None` where Slack offers none itself.

    People are those who are active, bots among them; conversations are public channels and those
    that the person is in, less what the element's filter leaves out.
    """
    match element["type"].removeprefix("multi_"):
        case "users_select":
            return [one.id for one in workspace.people.values() if not one.deleted]
        case "channels_select":
            return [c.id for c in workspace.channels.values() if c.kind == "channel"]
        case "conversations_select":
            return [c.id for c in _conversations(workspace, user, element.get("filter") or {})]
        case _:
            return None


def check_offered(workspace: Workspace, user: str, element: Json, state: Json) -> None:
    """Refuse what Slack would not have let this person choose.

    Raises:
        PersonError: an id is not among those offered.
    """
    ids = offered(workspace, user, element)
    if ids is None:
        return
    value = value_of(element, state)
    for chosen in value if isinstance(value, list) else [value] if value else []:
        if chosen not in ids:
            raise PersonError(f"{chosen!r} is not offered here; choose one of: {', '.join(ids)}.")


def current_conversation(
    workspace: Workspace, user: str, element: Json, current: str | None
) -> Json | None:
    """The state in which an element begins that defaults to the conversation one comes from.

    Slack: its own initial value goes before, and a conversation that its filter leaves out counts
    as none.
    """
    kind, ids = element["type"], offered(workspace, user, element) or []
    fixed = {"initial_conversation", "initial_conversations"} & {*element}
    if fixed or not element.get("default_to_current_conversation") or current not in ids:
        return None
    several = kind.startswith("multi_")
    return {"type": kind, field_of(element): [current] if several else current}


def _conversations(workspace: Workspace, user: str, chosen: Json) -> Iterable[Channel]:
    kinds = {_INCLUDED[name] for name in chosen.get("include", _INCLUDED)}
    for channel in workspace.channels.values():
        seen = channel.kind == "channel" or user in channel.members
        if seen and channel.kind in kinds and not _is_left_out(workspace, channel, chosen):
            yield channel


def _is_left_out(workspace: Workspace, channel: Channel, chosen: Json) -> bool:
    bots = any(workspace.people[member].is_bot for member in channel.members)
    return channel.kind == "dm" and bots and bool(chosen.get("exclude_bot_users"))
