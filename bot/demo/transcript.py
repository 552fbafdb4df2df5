"""What happened, for people to read and for programs to check."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.views.parts import EVENT

POSTS = ("chat.postMessage", "chat.postEphemeral")
PERSON = ("U", "W")
"""How the ids of people begin, in Slack."""


@dataclass(frozen=True, slots=True)
class Post:
    """One message that the workspace got from the app; `reader` where it is for one person."""

    at: datetime
    channel: str
    ts: str
    reader: str | None
    kind: str
    text: str
    blocks: list[dict[str, Any]]

    def as_json(self, members: dict[str, list[str]]) -> dict[str, Any]:
        """For a file; the instant is UTC. `members` tells who is in a channel."""
        return {
            "at": self.at.isoformat(),
            "channel": self.channel,
            "recipients": [self.reader] if self.reader else members[self.channel],
            "kind": self.kind,
            "text": self.text,
            "blocks": self.blocks,
        }


def posts(calls: list[dict[str, Any]]) -> Iterator[Post]:
    """The messages among the recorded calls that the workspace took."""
    for call in calls:
        answer = call["response"] or {}
        if call["method"] in POSTS and answer.get("ok"):
            yield _post(call["at"], call["request"], answer)


def _post(at: str, request: dict[str, Any], answer: dict[str, Any]) -> Post:
    reader = request.get("user") or request["channel"]
    kind = (request.get("metadata") or {}).get("event_type", "")
    return Post(
        at=datetime.fromisoformat(at),
        channel=answer.get("channel", request["channel"]),
        ts=answer.get("ts") or answer["message_ts"],
        reader=reader if reader.startswith(PERSON) else None,
        kind=kind.removeprefix(EVENT).replace("_", " "),
        text=request.get("text", ""),
        blocks=request.get("blocks") or [],
    )


class Transcript:
    """Lines in the team's local time, with a heading for each day."""

    def __init__(self, timezone: str, write: Callable[[str], None]) -> None:
        self._zone = ZoneInfo(timezone)
        self._write = write
        self._day = ""

    def line(self, at: datetime, text: str) -> None:
        """Write one line, or more where the text has more."""
        local = at.astimezone(self._zone)
        day = f"{local:%A} {local.day} {local:%B %Y}"
        if day != self._day:
            self._write(f"\n{day}")
            self._day = day
        first, *more = text.splitlines() or [""]
        self._write(f"  {local:%H:%M}  {first}")
        for part in more:
            self._write(f"         {part}")
