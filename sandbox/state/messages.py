"""Messages and the files shared with them."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
Blocks = list[Json]


@dataclass
class File:
    """An upload: bytes arrive first, and only completing it makes it a file others can see."""

    id: str
    name: str
    length: int
    alt: str = ""
    title: str = ""
    mimetype: str = "application/octet-stream"
    content: bytes | None = None
    completed: bool = False

    def as_json(self, base: str) -> Json:
        """Slack's file object; `base` is the address of the sandbox."""
        return {
            "id": self.id,
            "name": self.name,
            "title": self.title or self.name,
            "mimetype": self.mimetype,
            "size": self.length,
            "alt_txt": self.alt,
            "url_private": f"{base}/files/{self.id}",
            "url_private_download": f"{base}/files/{self.id}",
            "permalink": f"{base}/files/{self.id}",
        }


@dataclass
class Message:
    """One message in one channel.

    An ephemeral one names the only person who sees it, and Slack's API never returns it. `state`
    holds, for each person, what they chose in menus of the message.
    """

    ts: str
    user: str
    text: str
    blocks: Blocks = field(default_factory=list)
    thread_ts: str | None = None
    broadcast: bool = False
    bot_id: str | None = None
    metadata: Json | None = None
    files: list[File] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    edited: str | None = None
    ephemeral_to: str | None = None
    state: dict[str, Json] = field(default_factory=dict)

    @property
    def is_reply(self) -> bool:
        """Whether it sits in a thread below another message."""
        return self.thread_ts not in (None, self.ts)

    def visible_to(self, user: str) -> bool:
        """Whether this person, once in the channel, sees the message."""
        return self.ephemeral_to in (None, user)

    def reactions_json(self) -> list[Json]:
        """Slack's reaction objects."""
        return [
            {"name": name, "users": users, "count": len(users)}
            for name, users in self.reactions.items()
        ]
