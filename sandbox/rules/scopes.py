"""Which scope a method or an event asks for, from Slack's reference of each."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

Conversation: TypeAlias = Literal["channel", "private", "dm", "group"]
Scopes: TypeAlias = frozenset[str]

NONE: Scopes = frozenset()
FAMILY: dict[Conversation, str] = {
    "channel": "channels",
    "private": "groups",
    "dm": "im",
    "group": "mpim",
}
LISTED: dict[str, str] = {
    "public_channel": "channels",
    "private_channel": "groups",
    "im": "im",
    "mpim": "mpim",
}
# A C... may be private since 2021, and a G... may be a private channel or a group DM.
BY_LETTER: dict[str, tuple[Conversation, ...]] = {
    "C": ("channel", "private"),
    "D": ("dm",),
    "G": ("private", "group"),
}

METHOD_SCOPES: dict[str, str] = {
    "chat.delete": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.scheduleMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.join": "channels:join",
    "dnd.info": "dnd:read",
    "dnd.teamInfo": "dnd:read",
    "files.completeUploadExternal": "files:write",
    "files.getUploadURLExternal": "files:write",
    "reactions.add": "reactions:write",
    "team.info": "team:read",
    "usergroups.list": "usergroups:read",
    "usergroups.users.list": "usergroups:read",
    "users.info": "users:read",
    "users.list": "users:read",
    "users.lookupByEmail": "users:read.email",
}
CONVERSATION_METHODS: dict[str, str] = {
    "conversations.history": "history",
    "conversations.info": "read",
    "conversations.members": "read",
    "conversations.replies": "history",
}
INVITING: dict[Conversation, Scopes] = {
    "channel": frozenset({"channels:write.invites", "channels:manage"}),
    "private": frozenset({"groups:write.invites", "groups:write"}),
}
EVENT_SCOPES: dict[str, Scopes] = {
    "app_home_opened": NONE,
    "app_mention": frozenset({"app_mentions:read"}),
    "app_uninstalled": NONE,
    "channel_archive": frozenset({"channels:read"}),
    "channel_created": frozenset({"channels:read"}),
    "channel_deleted": frozenset({"channels:read"}),
    "channel_history_changed": frozenset({"channels:history"}),
    "channel_left": frozenset({"channels:read"}),
    "channel_rename": frozenset({"channels:read"}),
    "channel_unarchive": frozenset({"channels:read"}),
    "dnd_updated_user": frozenset({"dnd:read"}),
    "file_shared": frozenset({"files:read"}),
    "function_executed": NONE,
    "group_archive": frozenset({"groups:read"}),
    "group_deleted": frozenset({"groups:read"}),
    "group_left": frozenset({"groups:read"}),
    "group_rename": frozenset({"groups:read"}),
    "group_unarchive": frozenset({"groups:read"}),
    "im_created": frozenset({"im:read"}),
    "link_shared": frozenset({"links:read"}),
    "member_joined_channel": frozenset({"channels:read", "groups:read"}),
    "member_left_channel": frozenset({"channels:read", "groups:read"}),
    "message.channels": frozenset({"channels:history"}),
    "message.groups": frozenset({"groups:history"}),
    "message.im": frozenset({"im:history"}),
    "message.mpim": frozenset({"mpim:history"}),
    "pin_added": frozenset({"pins:read"}),
    "pin_removed": frozenset({"pins:read"}),
    "reaction_added": frozenset({"reactions:read"}),
    "reaction_removed": frozenset({"reactions:read"}),
    "subteam_created": frozenset({"usergroups:read"}),
    "subteam_members_changed": frozenset({"usergroups:read"}),
    "subteam_updated": frozenset({"usergroups:read"}),
    "team_join": frozenset({"users:read"}),
    "team_rename": frozenset({"team:read"}),
    "tokens_revoked": NONE,
    "user_change": frozenset({"users:read"}),
}


def required_scopes(
    method: str, args: Mapping[str, object], *, kind: Conversation | None = None
) -> Scopes:
    """Return the alternatives of which the bot token must hold one; empty if it needs none.

    Args:
        method: Slack's name of it. Methods of the app-level token ask for no bot scope.
        args: The call's arguments.
        kind: What `channel` is, when the caller knows; else it is guessed from the id's letter.
    """
    if method in CONVERSATION_METHODS:
        kinds = (kind,) if kind else _kinds(args.get("channel"))
        return frozenset(f"{FAMILY[each]}:{CONVERSATION_METHODS[method]}" for each in kinds)
    if method == "conversations.open":
        return _opening(args)
    if method == "conversations.invite":
        wanted = [INVITING[kind]] if kind in INVITING else INVITING.values()
        return frozenset().union(*wanted)
    if method == "conversations.list":
        return frozenset(f"{LISTED[each]}:read" for each in _listed(args))
    return frozenset({METHOD_SCOPES[method]}) if method in METHOD_SCOPES else NONE


def missing_scope(
    method: str,
    args: Mapping[str, object],
    granted: Scopes,
    *,
    kind: Conversation | None = None,
) -> str | None:
    """Return what Slack's `missing_scope` answer puts in `needed`, or None if all is granted.

    conversations.list needs the scope of every type it asks for; any other method, one of its
    alternatives.
    """
    wanted = required_scopes(method, args, kind=kind)
    if method == "conversations.list":
        return ",".join(sorted(wanted - granted)) or None
    if wanted and not wanted & granted:
        return ",".join(sorted(wanted))
    extra = {"chat:write.customize"} if _is_customised(method, args) else set()
    return ",".join(sorted(extra - granted)) or None


def event_scopes(event: str) -> Scopes | None:
    """Return the alternatives of which the app must hold one, or None for an unknown event."""
    return EVENT_SCOPES.get(event)


def _kinds(channel: object) -> tuple[Conversation, ...]:
    letter = channel[:1] if isinstance(channel, str) else ""
    return BY_LETTER.get(letter, tuple(FAMILY))


def _opening(args: Mapping[str, object]) -> Scopes:
    users = args.get("users")
    if not isinstance(users, str):
        return frozenset({"im:write", "mpim:write"})
    return frozenset({"mpim:write" if "," in users else "im:write"})


def _listed(args: Mapping[str, object]) -> list[str]:
    types = args.get("types")
    asked = types.split(",") if isinstance(types, str) and types else ["public_channel"]
    return [each.strip() for each in asked if each.strip() in LISTED]


def _is_customised(method: str, args: Mapping[str, object]) -> bool:
    return method == "chat.postMessage" and bool({"username", "icon_emoji", "icon_url"} & {*args})
