"""Channels, private channels and direct messages, with what was said in them."""

from dataclasses import dataclass, field
from typing import Any, Literal

from sandbox.state.messages import Message

Json = dict[str, Any]
Kind = Literal["channel", "private", "dm", "group"]


@dataclass
class Channel:
    """One conversation. `messages` is in the order of their `ts`; `read` is each person's mark."""

    id: str
    name: str
    kind: Kind
    members: list[str]
    created: int
    messages: list[Message] = field(default_factory=list)
    read: dict[str, str] = field(default_factory=dict)

    @property
    def is_direct(self) -> bool:
        """Whether it is between named people rather than in a channel that one can join."""
        return self.kind in ("dm", "group")

    def find(self, ts: str) -> Message | None:
        """The message with this timestamp, ephemerals too."""
        return next((message for message in self.messages if message.ts == ts), None)

    def shown_to(self, user: str) -> list[Message]:
        """What this person sees when they open the channel, oldest first."""
        return [
            message
            for message in self.messages
            if message.visible_to(user) and (message.broadcast or not message.is_reply)
        ]

    def thread(self, ts: str, user: str | None = None) -> list[Message]:
        """A parent and its replies, oldest first; ephemerals only for the person who sees them."""
        return [
            message
            for message in self.messages
            if ts in (message.ts, message.thread_ts) and message.ephemeral_to in (None, user)
        ]

    def replies(self, ts: str) -> list[Message]:
        """The replies below a message that everybody sees."""
        return [message for message in self.thread(ts) if message.ts != ts]

    def unread(self, user: str) -> int:
        """How many messages arrived since this person last looked, or wrote here themselves."""
        mark = self.read.get(user, "")
        return sum(message.ts > mark for message in self.shown_to(user))

    def other(self, bot: str) -> str:
        """Whom the app's DM is with."""
        return next((member for member in self.members if member != bot), bot)

    def as_json(self, bot: str, *, other_deleted: bool = False) -> Json:
        """Slack's conversation object, as the app sees it; a DM says if its person is gone."""
        shared = {
            "id": self.id,
            "created": self.created,
            "is_channel": self.kind == "channel",
            "is_group": self.kind == "private",
            "is_im": self.kind == "dm",
            "is_mpim": self.kind == "group",
            "is_private": self.kind != "channel",
            "is_archived": False,
        }
        if self.kind == "dm":
            gone = {"is_user_deleted": other_deleted}
            return shared | {"user": self.other(bot), "is_open": True} | gone
        return shared | {
            "name": self.name,
            "name_normalized": self.name,
            "is_general": self.name == "general",
            "is_member": bot in self.members,
            "is_shared": False,
            "is_org_shared": False,
            "topic": {"value": "", "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
        }
