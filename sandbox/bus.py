"""Tells whoever watches a person's screen that something on it changed."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

What = Literal["messages", "home", "modals", "clock", "sidebar", "people"]


@dataclass(frozen=True)
class Change:
    """One thing that changed, and for whom (`None`: for everybody)."""

    what: What
    users: frozenset[str] | None = None
    channel: str | None = None

    def concerns(self, user: str | None) -> bool:
        """Whether this person sees the change; without a person, everything is seen."""
        return user is None or self.users is None or user in self.users


class Bus:
    """Carries each change to every open stream, in the order in which they happened."""

    def __init__(self) -> None:
        self._streams: set[asyncio.Queue[Change]] = set()

    def tell(
        self, what: What, users: frozenset[str] | None = None, channel: str | None = None
    ) -> None:
        """Announce a change; never blocks, because a stream keeps what it has not sent yet."""
        for stream in self._streams:
            stream.put_nowait(Change(what, users, channel))

    @contextmanager
    def stream(self) -> Iterator[asyncio.Queue[Change]]:
        """Everything that changes while the block runs."""
        queue: asyncio.Queue[Change] = asyncio.Queue()
        self._streams.add(queue)
        try:
            yield queue
        finally:
            self._streams.discard(queue)
